// Judges a platform for a case, with every reason: peerkit/scoring/judging.py and ranking.py in the browser.
const SHOWN = 3;
const VERDICT_THEN = { good_fit: "a good fit", with_care: "usable with care", avoid: "one to avoid", cannot_use: "out" };
const OFFERED = ["included-in-plan", "on-request", "paid-plan"];
const NOT_YET = "A BAA is on offer, and none is on record. No health facts until it is signed.";
const ALLOWED = {
  "not-needed": ["no_contract_needed", "No BAA is needed for it."],
  "own-server": ["own_server", "Your program runs it and holds the duty. Look at the company that rents you the machine."],
  "included-in-plan": ["not_yet", NOT_YET],
  "on-request": ["not_yet", NOT_YET],
  "paid-plan": ["not_yet",
    "A BAA comes only with its paid plans, and none is on record. No health facts until it is signed."],
  "not-offered": ["no", "No BAA is offered for it, so no health facts of a program under HIPAA."],
  [UNKNOWN]: ["unknown", "We do not know if a BAA is offered. No health facts until you know."],
};
const CONCRETE = ["phone", "texting", "email"];

function verdictOf(score, policy) {
  if (score === null) return "with_care";
  if (score.low >= policy.good_from) return "good_fit";
  return score.high < policy.avoid_below ? "avoid" : "with_care";
}

function answered(part) {
  const words = part.said ? wording(part.criterion, part.said.value) : part.criterion.unknown;
  return `${part.criterion.question} ${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function heaviest(rows, size) {
  return [...rows].sort((a, b) => size(b) - size(a)).slice(0, SHOWN);
}

function scoreReasons(parts, score) {
  if (score === null) return [];
  const rows = counted(parts);
  const gains = heaviest(rows, (part) => part.weight * part.points.low)
    .filter((part) => part.points.low > 0 && isKnown(part));
  const losses = heaviest(rows, (part) => part.weight * (1 - part.points.high));
  const doubts = heaviest(rows, (part) => part.weight * (part.points.high - part.points.low));
  return [
    ...gains.map((part) => `For it: ${answered(part)}`),
    ...losses.filter((part) => part.points.high < 1 && isKnown(part)).map((part) => `Against it: ${answered(part)}`),
    ...doubts.filter((part) => !isKnown(part)).map((part) => `Not known: ${part.criterion.question}`),
  ];
}

function privacySays(parts, platform) {
  if (!running(platform)) return "It no longer runs.";
  const part = parts.find((candidate) => candidate.criterion.id === "e2ee");
  if (!part) return "";
  return `Locked end to end: ${part.said ? wording(part.criterion, part.said.value) : part.criterion.unknown}.`;
}

/** Where the contract stands. It says nothing about how private the call is, and the other way round. */
function allowedOf(platform, asked) {
  if (!running(platform)) return ["no", "It no longer runs."];
  const said = answerOf(platform, "baa", asked.fn);
  const word = said ? said.value : UNKNOWN;
  const signed = asked.overlay.signed[platform.id];
  if (OFFERED.includes(word)) {
    if (signed !== undefined) return ["yes", `A BAA is on record, signed${dayInWords(signed)}. It must also be set up right.`];
    if (asked.overlay.assume_signed) return ["not_yet", "Shown as if a BAA were signed. None is on record."];
  }
  return ALLOWED[word];
}

function gateChanges(hits) {
  return [...new Set(hits.map((hit) => hit.change).filter(Boolean))];
}

function scoreChanges(parts, score, policy) {
  const now = rankOf(verdictOf(score, policy));
  const found = [];
  for (const part of [...counted(parts)].sort((a, b) => b.weight - a.weight)) {
    const best = part.criterion.highest;
    if (part.points.low === best) continue;
    const lifted = parts.map((other) => (other === part ? { ...other, points: { low: best, high: best } } : other));
    const then = verdictOf(scoreOf(lifted), policy);
    if (rankOf(then) < now) {
      found.push(`It would be ${VERDICT_THEN[then]} with the best answer to: ${part.criterion.question}`);
    }
  }
  const again = parts.filter((part) => part.stale && part.weight > 0);
  return [...found.slice(0, SHOWN), ...again.slice(0, SHOWN).map((part) => `Check again: ${part.criterion.question}`)];
}

/** What we say of a platform. `asked`: fn, policy, today, overlay, people, minutes. */
function judge(platform, asked) {
  const gates = gateHits(asked.policy.gates, platform, asked);
  const parts = criterionScores(platform, asked.fn, asked.policy, asked.today);
  const usable = running(platform) && platform.functions.includes(asked.fn);
  const score = usable ? scoreOf(parts) : null;
  const verdicts = [verdictOf(score, asked.policy), ...gates.map((hit) => hit.verdict)];
  const [allowed, allowedSays] = allowedOf(platform, asked);
  return {
    platform,
    asked,
    verdict: VERDICTS[Math.max(...verdicts.map(rankOf))],
    reasons: [...gates.map((hit) => hit.says), ...scoreReasons(parts, score)],
    gates,
    score,
    coverage: usable ? coverageOf(parts) : 0,
    privacy: usable ? scoreOf(parts.filter((part) => CALL_PRIVACY.includes(part.criterion.about))) : null,
    privacySays: privacySays(parts, platform),
    allowed,
    allowedSays,
    criteria: parts,
    changes: [...gateChanges(gates), ...(usable ? scoreChanges(parts, score, asked.policy) : [])],
    stopped: gates.some((hit) => stops(hit.verdict)),
  };
}

/** Whether an entry is something to choose, and not a way of meeting that depends on who runs it. */
function rankable(platform) {
  return !platform.generic || CONCRETE.includes(platform.kind);
}

function compareWords(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Without a warning from a gate first, then by the middle of the range, its low end, and the id. */
function byRank(a, b) {
  const middles = [a, b].map((judged) => (judged.score ? middleOf(judged.score) : -1));
  const lows = [a, b].map((judged) => (judged.score ? judged.score.low : -1));
  return (
    Number(a.gates.length > 0) - Number(b.gates.length > 0) ||
    middles[1] - middles[0] || lows[1] - lows[0] || compareWords(a.platform.id, b.platform.id)
  );
}

function byName(a, b) {
  return compareWords(a.platform.name.toLowerCase(), b.platform.name.toLowerCase()) ||
    compareWords(a.platform.id, b.platform.id);
}

function waitsForBaa(judged) {
  return judged.gates.filter((hit) => stops(hit.verdict)).every((hit) => hit.waits);
}

function inOrder(judgements) {
  const found = [...judgements].sort(byRank);
  const stopped = found.filter((judged) => judged.stopped);
  return {
    ranked: found.filter((judged) => !judged.stopped),
    waiting: stopped.filter(waitsForBaa),
    stopped: stopped.filter((judged) => !waitsForBaa(judged)).sort(byName),
  };
}

/** All platforms to choose from, in order. */
function rank(asked) {
  return inOrder(PLATFORMS.filter(rankable).map((platform) => judge(platform, asked)));
}
