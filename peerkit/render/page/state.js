// What was asked for. It lives here and in the address (after #), so that a trainer can keep or share a question.
const FLAGS = ["no_account", "no_internet", "no_smartphone", "captions", "anonymous", "free"];
const MOST_SIDE_BY_SIDE = 4;

function freshNeeds() {
  return { devices: [], likes: [], no_account: false, no_internet: false, no_smartphone: false, captions: false,
    anonymous: false, free: false };
}

function freshState() {
  return { policy: RAW.start.policy, fn: RAW.start.function, people: RAW.start.people,
    minutes: RAW.start.minutes, assume: RAW.start.assume,
    signed: {}, needs: freshNeeds(), weights: {}, compare: [], scenario: "" };
}

let state = freshState();
const watchers = [];

/** Change the question; everything that shows it follows. */
function change(changes) {
  state = { ...state, ...changes };
  for (const watcher of watchers) watcher();
}

/** The policy with the weights moved on this page. */
function policyAsked() {
  const policy = POLICY.get(state.policy);
  const weights = { ...policy.weights };
  for (const [criterion, weight] of Object.entries(state.weights)) {
    weights[criterion] = { why: "", source: "", ...weights[criterion], weight };
  }
  return { ...policy, weights };
}

/** The day facts are read on: today, but never before the page was made. */
function readOn() {
  const now = new Date();
  const today = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")];
  return today.join("-") > RAW.made_on ? today.join("-") : RAW.made_on;
}

/** The case as scoring wants it. */
function asked() {
  const overlay = { ...RAW.overlay, signed: { ...RAW.overlay.signed, ...state.signed }, assume_signed: state.assume };
  return { fn: state.fn, policy: policyAsked(), today: readOn(), overlay, people: state.people, minutes: state.minutes };
}

/** The person's situation, or null where nothing was said of it. */
function needsAsked() {
  const { devices, likes } = state.needs;
  const any = devices.length || likes.length || FLAGS.some((flag) => state.needs[flag]);
  if (!any && state.fn !== "") return null;
  return { ...state.needs, function: state.fn || null, people: state.people || 2, minutes: state.minutes };
}

function wholeNumber(text, most) {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** The question as the part of the address behind #; empty for the question the page opens with. */
function addressOf() {
  const plain = freshState();
  const parts = new URLSearchParams();
  for (const key of ["policy", "fn", "people", "minutes", "scenario"]) {
    if (state[key] !== plain[key]) parts.set(key, state[key] === null || state[key] === "" ? "any" : state[key]);
  }
  if (state.assume !== plain.assume) parts.set("assume", state.assume ? "1" : "0");
  const needs = FLAGS.filter((flag) => state.needs[flag]);
  const lists = { needs, devices: state.needs.devices, likes: state.needs.likes, signed: Object.keys(state.signed),
    compare: state.compare, weights: Object.entries(state.weights).map(([id, weight]) => `${id}:${weight}`) };
  for (const [key, list] of Object.entries(lists)) if (list.length) parts.set(key, list.join(","));
  return parts.toString();
}

function weightsFrom(words) {
  const found = {};
  for (const word of words) {
    const [criterion, weight] = word.split(":");
    const known = CRITERION.get(criterion);
    if (known && known.lowest !== null && weight !== "" && Number(weight) >= 0 && Number(weight) <= 100) {
      found[criterion] = Number(weight);
    }
  }
  return found;
}

/** Read the address. It may come from anywhere: whatever is not known is left out. */
function stateFrom(address) {
  const parts = new URLSearchParams(address);
  const found = freshState();
  const words = (key) => (parts.get(key) || "").split(",").filter(Boolean);
  const ids = (key) => words(key).filter((id) => PLATFORM.has(id));
  if (POLICY.has(parts.get("policy"))) found.policy = parts.get("policy");
  if (parts.get("fn") === "any") found.fn = "";
  else if (Object.hasOwn(RAW.functions, parts.get("fn"))) found.fn = parts.get("fn");
  if (parts.has("people")) found.people = wholeNumber(parts.get("people"), 99999);
  if (parts.has("minutes")) found.minutes = wholeNumber(parts.get("minutes"), 1440);
  if (parts.has("assume")) found.assume = parts.get("assume") === "1";
  for (const flag of words("needs")) if (FLAGS.includes(flag)) found.needs[flag] = true;
  const devices = CRITERION.get("devices-join");
  found.needs.devices = words("devices").filter((word) => devices && Object.hasOwn(devices.values, word));
  found.needs.likes = ids("likes");
  found.compare = [...new Set(ids("compare"))].slice(0, MOST_SIDE_BY_SIDE);
  for (const id of ids("signed")) found.signed[id] = "";
  found.weights = weightsFrom(words("weights"));
  if (SCENARIOS.some((scenario) => scenario.id === parts.get("scenario"))) found.scenario = parts.get("scenario");
  return found;
}

/** The question of a ready-made story. */
function stateOf(scenario) {
  const { function: fn, people, minutes, ...needs } = scenario.needs;
  return { ...freshState(), policy: scenario.policy, fn: fn || "", people: people === 2 ? null : people, minutes, needs,
    scenario: scenario.id, compare: state.compare, signed: state.signed, assume: state.assume };
}
