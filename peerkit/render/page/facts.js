// A fact on the page: what is said, and behind it who says so, when, and how sure we are.
const KIND_WORDS = { vendor: "the company itself", regulator: "a public authority", research: "a study or guide",
  press: "press", community: "community", memory: "memory, not looked up" };
const SURE_WORDS = { high: "sure", medium: "fairly sure", low: "not very sure" };
const FACT_TITLES = { baa: "BAA and HIPAA", account: "Account", cost: "Cost", download: "Download",
  equipment: "What you need", connect: "How to connect" };

function sourceLine(id, sources) {
  const source = sources.get(id) || SOURCES.get(id);
  if (!source) return null;
  if (source.kind === "memory") return el("span", {}, source.title);
  const dates = [source.published && `of ${day(source.published)}`, `read ${day(source.accessed)}`].filter(Boolean);
  return el("span", {},
    source.url ? outside(source.url, source.title) : source.title,
    ` (${KIND_WORDS[source.kind]}, ${dates.join(", ")})`,
    source.interested ? " It sells something on this subject." : "",
    source.note ? ` ${source.note[0].toUpperCase()}${source.note.slice(1)}.` : "");
}

function pair(term, ...content) {
  return [el("dt", {}, term), el("dd", {}, ...content)];
}

/** Who says so, when, and how sure we are. */
function evidence(said, words) {
  if (said.value === UNKNOWN) {
    return el("dl", { class: "evidence" }, pair("Looked on", day(said.asOf)), said.note ? pair("To find out", said.note) : []);
  }
  return el("dl", { class: "evidence" },
    pair("Speaks for", day(said.asOf)),
    said.source ? pair("Source", sourceLine(said.source, SOURCES)) : [],
    said.confidence ? pair("We are", SURE_WORDS[said.confidence]) : [],
    said.note ? pair("Note", said.note) : [],
    said.also.length ? pair("Also", el("ul", {}, said.also.map((id) => el("li", {}, sourceLine(id, SOURCES))))) : [],
    said.conflicts.length ? pair("Others say", said.conflicts.map((other) => conflict(other, words))) : []);
}

function conflict(other, words) {
  return el("div", { class: "conflict" },
    el("p", {}, `“${words(other.value)}”`, other.note ? ` ${other.note}` : ""),
    el("p", {}, `${day(other.asOf)}. `, sourceLine(other.source, SOURCES)));
}

/** A tag in words, never by colour alone. */
function tag(kind, text) {
  return el("span", { class: `tag tag-${kind}` }, text);
}

/** A fact that opens its source. `words` puts a value into plain words; `stale` marks one past its age limit. */
function fact(said, words, stale, key) {
  const unknown = said.value === UNKNOWN;
  const text = words(said.value);
  const summary = [
    el("span", { class: unknown ? "fact-words not-known" : "fact-words" }, text.slice(0, 1).toUpperCase() + text.slice(1)),
    " ", el("span", { class: "when" }, day(said.asOf)),
    stale ? [" ", tag("care", "needs a re-check")] : "",
    said.conflicts.length ? [" ", tag("care", "sources disagree")] : "",
    said.source === "memory" ? [" ", tag("quiet", "from memory")] : "",
  ];
  return opening({ class: "fact", key }, summary, () => evidence(said, words));
}

/** A plain sentence that opens its source. */
function sentence(said) {
  return fact(said, (value) => (value === UNKNOWN ? "we do not know" : String(value)), false);
}

/** An answer to a criterion. */
function answerFact(part, key) {
  if (!part.said) return el("p", { class: "not-known" }, "No answer on file.");
  return fact(part.said, (value) => wording(part.criterion, value), part.stale, key);
}
