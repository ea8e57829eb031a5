// Turns the compact document of page_data.py back into plain objects. Nothing is fetched: it lies in this file.
const RAW = JSON.parse(document.getElementById("page-data").textContent);
const UNKNOWN = "unknown";
const CONFIDENCES = ["", "high", "medium", "low"];
const VERDICTS = ["good_fit", "with_care", "avoid", "cannot_use"];

const SAID = new Array(RAW.said.length);

function openValue(value) {
  if (Array.isArray(value)) return value.map((index) => RAW.texts[index]);
  return typeof value === "number" ? RAW.texts[value] : value.n;
}

function openSaid(index) {
  if (!SAID[index]) {
    const [value, asOf, confidence, source, note, also = [], conflicts = []] = RAW.said[index];
    SAID[index] = {
      value: openValue(value),
      asOf: RAW.texts[asOf],
      confidence: CONFIDENCES[confidence],
      source: RAW.texts[source],
      note: RAW.texts[note],
      also: also.map((id) => RAW.texts[id]),
      conflicts: conflicts.map(openSaid),
    };
  }
  return SAID[index];
}

function openCriterion(plain) {
  const values = {};
  for (const [word, [words, points, lasting]] of Object.entries(plain.values)) values[word] = { words, points, lasting };
  return { ...plain, values };
}

function openSource(id, [title, kind, accessed, url, published, interested, note]) {
  return { id, title, kind, accessed, url, published, interested, note };
}

function openSources(plain) {
  return new Map(Object.entries(plain).map(([id, record]) => [id, openSource(id, record)]));
}

function openPlatform(plain) {
  const lists = ["aliases", "replaced_by", "modalities", "strengths", "good_for", "not_for", "needs", "functions"];
  const answers = {};
  for (const [criterion, found] of Object.entries(plain.answers || {})) {
    answers[criterion] = typeof found === "number" ? openSaid(found) : found;
  }
  return {
    summary: "", ended: "", generic: false, ...plain, answers,
    ...Object.fromEntries(lists.map((key) => [key, plain[key] || []])),
    lost: (plain.lost || []).map(openSaid),
    notCovered: (plain.not_covered || []).map(openSaid),
    facts: Object.fromEntries(Object.entries(plain.facts || {}).map(([key, index]) => [key, openSaid(index)])),
    harden: (plain.harden || []).map(([who, where, set, said]) => ({ who, where, set, said: openSaid(said) })),
    history: (plain.history || []).map(openSaid),
  };
}

function openPolicy(plain) {
  const weights = {};
  for (const [criterion, [weight, why, source]] of Object.entries(plain.weights)) weights[criterion] = { weight, why, source };
  return { ...plain, weights, sources: openSources(plain.sources) };
}

const CRITERIA = RAW.criteria.map(openCriterion);
const CRITERION = new Map(CRITERIA.map((criterion) => [criterion.id, criterion]));
const PLATFORMS = RAW.platforms.map(openPlatform);
const PLATFORM = new Map(PLATFORMS.map((platform) => [platform.id, platform]));
const SOURCES = openSources(RAW.sources);
const POLICIES = RAW.policies.map(openPolicy);
const POLICY = new Map(POLICIES.map((policy) => [policy.id, policy]));
const SCENARIOS = RAW.scenarios;

/** The answer for one function; null where the entry says nothing. */
function answerOf(platform, criterion, fn) {
  const found = platform.answers[criterion];
  if (found === undefined) return null;
  if ("asOf" in found) return found;
  return found[fn] === undefined ? null : openSaid(found[fn]);
}

/** Whether it may still be in use: neither retired nor renamed. */
function running(platform) {
  const status = answerOf(platform, "status", null);
  return status === null || (status.value !== "retired" && status.value !== "renamed");
}

/** An answer's value in plain words. */
function wording(criterion, value) {
  if (value === UNKNOWN) return criterion.unknown;
  if (Array.isArray(value)) return value.map((word) => criterion.values[word].words).join(", ");
  if (typeof value === "string") return criterion.values[value].words;
  if (criterion.type !== "money") return String(value);
  return "$" + (Number.isInteger(value) ? value : value.toFixed(2));
}

function daysBetween(from, to) {
  return Math.round((Date.parse(to + "T00:00:00Z") - Date.parse(from + "T00:00:00Z")) / 86400000);
}

/** Whether an answer is past its criterion's age limit. What ended stays ended; an unknown is not stale. */
function isStale(said, criterion, today) {
  if (said.value === UNKNOWN) return false;
  const word = typeof said.value === "string" ? criterion.values[said.value] : undefined;
  if (word && word.lasting) return false;
  return daysBetween(said.asOf, today) > criterion.max_age_days;
}
