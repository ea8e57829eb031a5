// Gates: rules no points can outweigh. The same rules and sentences as peerkit/scoring/gates.py.
const LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const SIGNED_BUT_UNSURE = "A BAA is on record, but we could not confirm that the company offers one for this plan.";
const SIGNED_IN_VAIN = "Your settings hold a signed BAA for it; look again which plan that one is for.";

function rankOf(verdict) {
  return VERDICTS.indexOf(verdict);
}

function stops(verdict) {
  return rankOf(verdict) >= rankOf("avoid");
}

function filled(text, words) {
  for (const [name, value] of Object.entries(words)) text = text.replaceAll(`{${name}}`, () => value);
  return text;
}

function dayInWords(iso) {
  if (!iso) return "";
  const [year, month, date] = iso.split("-");
  if (date) return ` on ${Number(date)} ${LONG_MONTHS[Number(month) - 1]} ${year}`;
  return month ? ` in ${LONG_MONTHS[Number(month) - 1]} ${year}` : ` in ${year}`;
}

function namesInWords(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}

/** What the sentences of a gate may fill in. */
function gateWords(gate, platform, asked) {
  const said = gate.criterion ? answerOf(platform, gate.criterion, asked.fn) : null;
  const instead = platform.replaced_by.filter((id) => PLATFORM.has(id)).map((id) => PLATFORM.get(id).name);
  return {
    name: platform.name,
    ended: dayInWords(platform.ended),
    instead: instead.length ? ` Instead there is ${namesInWords(instead)}.` : "",
    function: RAW.functions[asked.fn],
    limit: said && typeof said.value === "number" ? String(said.value) : "",
    people: String(asked.people || ""),
    minutes: String(asked.minutes || ""),
  };
}

/** A word as a gate's effects name it; several words never match one. */
function outcomeOf(value) {
  return typeof value === "string" ? value : "";
}

function enough(said, needed, platform) {
  if (needed === null || !running(platform)) return [""];
  const values = said ? [said.value, ...said.conflicts.map((other) => other.value)] : [UNKNOWN];
  return values.map((value) => {
    if (value === UNKNOWN) return UNKNOWN;
    return typeof value === "number" && value < needed ? "fails" : "";
  });
}

function ownRule(rule, platform, asked) {
  if (rule === "offered") return platform.functions.includes(asked.fn) ? "" : "fails";
  if (rule === "banned") return asked.overlay.banned.includes(platform.id) ? "fails" : "";
  const approved = asked.overlay.approved;
  return approved !== null && !approved.includes(platform.id) ? "fails" : "";
}

function outcomesOf(gate, said, platform, asked) {
  if (gate.rule === "answer") {
    if (said === null && !running(platform)) return [];
    return said ? [said.value, ...said.conflicts.map((other) => other.value)].map(outcomeOf) : [UNKNOWN];
  }
  if (gate.rule === "people") return enough(said, asked.people, platform);
  if (gate.rule === "minutes") return enough(said, asked.minutes, platform);
  return [ownRule(gate.rule, platform, asked)];
}

function answeredHit(gate, effect, outcome, signed, assumed, words) {
  if (effect.signed_clears && (signed || assumed)) return [];
  const says = filled(effect.says, words);
  const change = filled(effect.change, words);
  const speaksOfBaa = Object.values(gate.effects).some((other) => other.signed_clears);
  if (signed && speaksOfBaa && outcome === UNKNOWN) {
    return [{ gate, verdict: "with_care", says: SIGNED_BUT_UNSURE, change, doubt: false, waits: false }];
  }
  const vain = signed && speaksOfBaa && stops(effect.verdict);
  return [{ gate, verdict: effect.verdict, says: vain ? `${says} ${SIGNED_IN_VAIN}` : says, change, doubt: false,
    waits: effect.signed_clears }];
}

function hitsOf(gate, platform, asked) {
  if (gate.functions.length && !gate.functions.includes(asked.fn)) return [];
  const said = gate.criterion ? answerOf(platform, gate.criterion, asked.fn) : null;
  const outcomes = outcomesOf(gate, said, platform, asked);
  if (!outcomes.length) return [];
  const words = gateWords(gate, platform, asked);
  const signed = platform.id in asked.overlay.signed;
  const main = gate.effects[outcomes[0]];
  const found = main ? answeredHit(gate, main, outcomes[0], signed, asked.overlay.assume_signed, words) : [];
  const worst = found.length ? rankOf(found[0].verdict) : 0;
  for (const outcome of new Set(outcomes.slice(1))) {
    const other = gate.effects[outcome];
    const settled = signed && main && main.signed_clears;
    if (!other || outcome === outcomes[0] || rankOf(other.verdict) <= worst || settled) continue;
    const says = `Sources disagree. One says: ${filled(other.says, words)}`;
    found.push({ gate, verdict: "with_care", says, change: filled(other.change, words), doubt: true, waits: false });
  }
  return found;
}

/** Every gate that did not let the platform through, gravest first. */
function gateHits(gates, platform, asked) {
  return gates.flatMap((gate) => hitsOf(gate, platform, asked)).sort((a, b) => rankOf(b.verdict) - rankOf(a.verdict));
}
