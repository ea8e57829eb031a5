// The answer: a ranking, or, where something is known of the person, a recommendation.
const WAITING_HINT = "No other gate is shut. Tick the BAA under “Contracts on record” once your program has signed it.";
const LEFT_OUT = [
  ["need", "Does not fit what the person needs", "The reason stands with each."],
  ["floor", "Below the floor of security", "Left out before liking counts."],
  ["gate", "Stopped by a rule", "No points outweigh these. They are never ranked."],
];

function askedWords(asking) {
  const moved = Object.keys(state.weights).length;
  return [state.fn ? RAW.functions[state.fn] : "whatever suits", asking.people ? `${asking.people} people` : "",
    asking.minutes ? `${asking.minutes} minutes` : "", `setting “${asking.policy.title}”`,
    moved ? `${count(moved, "weight", "weights")} moved` : "",
    state.assume ? "as if every BAA on offer were signed" : ""].filter(Boolean).join(", ");
}

function leadWords(first) {
  return first ? `${first.platform.name} comes first (${rangeWords(first.score)}).` : "Nothing fits.";
}

/** "3 fit, 12 do not fit": what there is none of goes unsaid. */
function countWords(counts) {
  return counts.filter(([number]) => number).map(([number, words]) => `${number} ${words}`).join(", ");
}

function share(part) {
  if (part > 0 && part < 0.005) return "under 1%";
  return `${Math.round(part * 100)}%`;
}

function firmness(ranking) {
  const found = robustness(ranking.ranked);
  if (found.first.length < 2) return null;
  const rows = found.first.filter(([, part]) => part > 0).slice(0, 5).map(([id, part]) => el("li", {},
    el("span", { class: "firm-name" }, PLATFORM.get(id).name), " ", el("strong", {}, share(part)),
    svg("svg", { class: "firm-bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
      svg("rect", { class: "firm-all", width: 100, height: 10 }), svg("rect", { class: "firm-part", width: part * 100, height: 10 }))));
  return el("section", { class: "firm", "aria-labelledby": "firm-title" }, el("h3", { id: "firm-title" }, "There is no perfect app"),
    el("p", {}, `Draw every weight anew, from nothing to twice its value, ${found.draws.toLocaleString("en")} times. How often each comes first:`),
    el("ol", { class: "firm-list" }, rows), swapWords(found.swap, ranking.ranked));
}

function swapWords(swap, ranked) {
  if (!swap) return el("p", { class: "small" }, "No single weight can swap the first and the second.");
  const question = CRITERION.get(swap.criterion).question;
  return el("p", { class: "small" }, `The smallest change that puts ${ranked[1].platform.name} in front: “${question}” from `,
    el("strong", {}, `${tenth(swap.weight)} to ${hundredth(swap.needed)}`), ".");
}

function hundredth(number) {
  return String(Math.round(number * 100) / 100);
}

/** Draws a ranking. Gives back every judgement in it. */
function drawRanking(place, asking) {
  const ranking = rank(asking);
  redraw(place, axis(asking.policy),
    group("ranked", "To choose from", "", ranking.ranked.map((judged, at) => row(judged, at + 1))),
    tray(),
    group("waiting", "Waiting for a signed BAA", WAITING_HINT, ranking.waiting.map((judged) => row(judged, "…"))),
    folded("stopped", "Stopped by a rule", LEFT_OUT[2][2], ranking.stopped.map((judged) => row(judged, "✕"))),
    firmness(ranking));
  say(`For ${askedWords(asking)}: ${leadWords(ranking.ranked[0])} ${countWords([[ranking.ranked.length, "to choose from"],
    [ranking.waiting.length, "waiting for a signed BAA"], [ranking.stopped.length, "stopped by a rule"]])}.`);
  return [...ranking.ranked, ...ranking.waiting, ...ranking.stopped];
}

/** While rows are picked, the way to them stays in sight. */
function tray() {
  if (!state.compare.length) return null;
  return el("p", { class: "tray" }, `${namesInWords(state.compare.map((id) => PLATFORM.get(id).name)).replace(" or ", " and ")}: `,
    el("a", { href: "#compare", id: "tray-link", on: { click: (event) => { event.preventDefault(); goTo("compare"); } } }, "see them side by side"));
}

function goTo(id) {
  const place = document.getElementById(id);
  place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

function suggestedRow(one, at) {
  const tags = [one.liked ? "liked by the person" : "", one.only ? "the only way" : "",
    state.fn ? "" : RAW.functions[one.judged.asked.fn]].filter(Boolean);
  return row(one.judged, at, { notes: one.mind, tags });
}

/** Draws a recommendation. Gives back every judgement in it. */
function drawRecommendation(place, asking, needs) {
  const found = recommend(asking, needs);
  const left = LEFT_OUT.map(([step, title, hint]) => folded(`left-${step}`, title, hint, found.leftOut.filter((one) => one.step === step)
    .map((one) => row(one.judged, "✕", { notes: one.because, tags: one.liked ? ["liked by the person"] : [] }))));
  redraw(place, opening({ class: "fold", key: "order" }, "How this was chosen", () => el("ol", {}, found.order.map((step) => el("li", {}, step)))),
    axis(asking.policy),
    group("ranked", "Fits this person", "", found.suggestions.map((one, at) => suggestedRow(one, at + 1))),
    group("waiting", "Would fit, and waits for a signed BAA", WAITING_HINT, found.waiting.map((one) => suggestedRow(one, "…"))), left);
  const first = found.suggestions[0];
  say(`For this person, ${askedWords(asking)}: ${leadWords(first && first.judged)} ${countWords([[found.suggestions.length, "fit"],
    [found.waiting.length, "wait for a signed BAA"], [found.leftOut.length, "do not fit"]])}.`);
  return [...found.suggestions, ...found.waiting, ...found.leftOut].map((one) => one.judged);
}

/** What the page says when everything is out of reach is said by the lists themselves; this chooses which list. */
function drawAnswer(asking) {
  const place = document.getElementById("results");
  const needs = needsAsked();
  return needs ? drawRecommendation(place, asking, needs) : drawRanking(place, asking);
}

let speaking = 0;

/** Screen readers hear the end of a move, not every step of it. */
function say(text) {
  window.clearTimeout(speaking);
  const place = document.getElementById("summary");
  if (place.textContent === text) return;
  speaking = window.setTimeout(() => { place.textContent = text; }, 200);
}
