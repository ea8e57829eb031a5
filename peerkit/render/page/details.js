// Everything behind a judgement: reasons, gates, every answer with its points and source, and how to set it up.
const ABOUT_WORDS = { standing: "How it stands", privacy: "Privacy", allowed: "Allowed for health information",
  access: "Who can join", safety: "Safety in the room", cost: "Cost and limits" };

function listOf(sentences, props) {
  return el("ul", props || {}, sentences.map((text) => el("li", {}, text)));
}

function titled(title, ...content) {
  return el("div", { class: "part" }, el("h5", {}, title), ...content);
}

/** Privacy of the call and permission for health information: two lines, never one number. */
function twoLines(judged) {
  return el("dl", { class: "two-lines" },
    el("div", {}, el("dt", {}, "Privacy of the call"),
      el("dd", {}, judged.privacy ? el("strong", {}, rangeWords(judged.privacy)) : "", " ", judged.privacySays)),
    el("div", {}, el("dt", {}, "Allowed for health information"),
      el("dd", {}, allowedChip(judged.allowed), " ", judged.allowedSays)));
}

function gateLine(hit, asked) {
  return el("li", { class: `gate gate-${hit.verdict}` }, el("p", {}, el("strong", {}, hit.says)),
    el("p", { class: "small" }, `Why this gate: ${hit.gate.why} `, sourceLine(hit.gate.source, asked.policy.sources)));
}

function tenth(number) {
  return String(Math.round(number * 10) / 10);
}

function earned(part) {
  if (part.points === null) return "earns no points";
  if (!part.weight) return "does not count in this setting";
  const [low, high] = [part.weight * part.points.low, part.weight * part.points.high];
  return `${low === high ? tenth(low) : `${tenth(low)} to ${tenth(high)}`} of ${tenth(part.weight)}`;
}

function answerLine(part, judged) {
  return el("li", { class: "answer" },
    el("span", { class: "answer-question" }, part.criterion.question),
    answerFact(part, `${judged.platform.id}/${part.criterion.id}`),
    el("span", { class: "answer-points" }, spoken("Points: "), earned(part)));
}

function allAnswers(judged) {
  return Object.entries(ABOUT_WORDS).map(([about, title]) => {
    const parts = judged.criteria.filter((part) => part.criterion.about === about);
    return parts.length && titled(title, el("ul", { class: "answers" }, parts.map((part) => answerLine(part, judged))));
  });
}

function sixQuestions(platform) {
  const known = Object.entries(FACT_TITLES).filter(([key]) => platform.facts[key]);
  return el("dl", { class: "six" }, known.map(([key, title]) => pair(title, sentence(platform.facts[key]))));
}

const WHO_WORDS = { host: "The one who starts it", participant: "Everyone" };

function hardenLine(step) {
  return el("li", {}, el("p", {}, el("strong", {}, `${step.where}: ${step.set}`), ` (${WHO_WORDS[step.who] || step.who})`),
    sentence(step.said));
}

function sentences(list) {
  return el("ul", { class: "plain" }, list.map((said) => el("li", {}, sentence(said))));
}

function more(judged, name, title, filled, build) {
  return filled && opening({ class: "more", key: `${judged.platform.id}/${name}` }, title, build);
}

/** What stands behind one row. */
function details(judged) {
  const { platform } = judged;
  return [
    el("p", {}, platform.summary, platform.ended ? ` It ended${dayInWords(platform.ended)}.` : ""),
    twoLines(judged),
    judged.score && el("p", { class: "small" }, `Score ${rangeWords(judged.score)} of 100. We know the answers behind `,
      `${Math.round(judged.coverage * 100)}% of what counts; the rest makes the range wide.`),
    judged.gates.length > 0 && titled("Gates", el("ul", { class: "gates" }, judged.gates.map((hit) => gateLine(hit, judged.asked)))),
    judged.reasons.length > judged.gates.length && titled("What weighs most", listOf(judged.reasons.slice(judged.gates.length))),
    judged.changes.length > 0 && titled("What would change this", listOf(judged.changes)),
    more(judged, "answers", "Every answer, its points and its source", true, () => allAnswers(judged)),
    more(judged, "six", "Six questions people ask", Object.keys(platform.facts).length, () => sixQuestions(platform)),
    more(judged, "harden", "Settings to change", platform.harden.length,
      () => el("ul", { class: "plain" }, platform.harden.map(hardenLine))),
    more(judged, "lost", "What stops working with end-to-end mode on", platform.lost.length, () => sentences(platform.lost)),
    more(judged, "not-covered", "What end-to-end locks do not protect", platform.notCovered.length,
      () => sentences(platform.notCovered)),
    more(judged, "history", "What happened", platform.history.length, () => sentences(platform.history)),
    fits(platform),
  ];
}

function fits(platform) {
  const lists = [["Good for", platform.good_for], ["Not for", platform.not_for], ["What it takes", platform.needs],
    ["What it can give", platform.strengths.map((id) => RAW.strengths[id])]];
  return lists.filter(([, list]) => list.length).map(([title, list]) => titled(title, listOf(list)));
}
