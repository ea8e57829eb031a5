// Recommends for one person: gates, needs, a floor of security, liking, then points (peerkit/scoring/recommending.py).
const ORDER = [
  "First, what no points can outweigh: shut down, open to the public, no contract where one is needed.",
  "Then what the person needs and has.",
  "Then a floor of security.",
  "Then what the person likes.",
  "Last, our points.",
];
const ONLY_WAY = "It is the only way we found to reach them. Use it, and say little that others must not hear.";
const NOT_FOR_US = ["retired", "not-offered", "too-many-people", "who-may-host"];
const STEPS = ["gate", "need", "floor", ""];

function unique(list) {
  return [...new Set(list)];
}

function because(judged, needs, belowFloor, step) {
  if (step === "gate") return judged.gates.filter((hit) => stops(hit.verdict)).map((hit) => hit.says);
  return step === "need" ? needs.filter((need) => !need.fits).map((need) => need.says) : belowFloor;
}

function candidate(platform, asking, wanted) {
  const judged = judge(platform, asking);
  const needs = met(platform, asking.fn, wanted);
  const belowFloor = gateHits(asking.policy.floor, platform, asking).filter((hit) => stops(hit.verdict)).map((hit) => hit.says);
  const fits = needs.every((need) => need.fits);
  const step = judged.stopped ? "gate" : !fits ? "need" : belowFloor.length ? "floor" : "";
  const warned = judged.gates.filter((hit) => !stops(hit.verdict)).map((hit) => hit.says);
  return {
    judged, needs, step,
    belowFloor,
    because: because(judged, needs, belowFloor, step),
    mind: unique([...warned, ...needs.filter((need) => need.fits && need.says).map((need) => need.says)]),
  };
}

/** The functions that come into question, the fullest first. */
function wantedFunctions(needs) {
  if (needs.function) return [needs.function];
  return needs.people > 2 ? ["video-group", "text-group"] : ["video-1to1", "call", "text-1to1"];
}

function offered(found) {
  return found.judged.platform.functions.includes(found.judged.asked.fn);
}

/** The first function that fits, else the one that comes furthest. */
function bestOf(candidates) {
  return candidates.reduce((best, found) => {
    const further = STEPS.indexOf(found.step) - STEPS.indexOf(best.step) || Number(offered(found)) - Number(offered(best));
    return further > 0 ? found : best;
  });
}

function likedFirst(likes) {
  const place = (found) => (likes.includes(found.judged.platform.id) ? likes.indexOf(found.judged.platform.id) : likes.length);
  return (a, b) => place(a) - place(b);
}

function sortedByLiking(found, likes) {
  const liked = likedFirst(likes);
  const detour = (one) => Number(one.needs.some((need) => need.says));
  return [...found].sort((a, b) => liked(a, b) || detour(a) - detour(b) || byRank(a.judged, b.judged));
}

function waitsOnly(found) {
  return found.judged.stopped && waitsForBaa(found.judged) && found.needs.every((need) => need.fits) && !found.belowFloor.length;
}

function reaches(found) {
  const gone = found.judged.gates.some((hit) => stops(hit.verdict) && NOT_FOR_US.includes(hit.gate.id));
  return !gone && found.needs.every((need) => need.fits || !need.reach);
}

function phone(found) {
  return isPhone(found.judged.platform, found.judged.asked.fn);
}

function suggestion(found, likes, only) {
  let { judged, mind } = found;
  if (only) {
    mind = unique([ONLY_WAY, ...(found.step ? found.because : []), ...mind]);
    if (judged.verdict === "avoid" && !judged.stopped) {
      judged = { ...judged, verdict: "with_care", reasons: [ONLY_WAY, ...judged.reasons] };
    }
  }
  return { judged, liked: likes.includes(judged.platform.id), only, mind };
}

/** Where nothing but a phone reaches the person: every phone they can use, with what is against it said aloud. */
function phones(best, fitting, likes) {
  const usable = fitting.length ? fitting : best.filter((found) => phone(found) && reaches(found));
  return [...usable]
    .sort((a, b) => Number(a.judged.stopped) - Number(b.judged.stopped) || byRank(a.judged, b.judged))
    .map((found) => suggestion(found, likes, true));
}

/** What to use with this person. `asking` gives policy, day and overlay. */
function recommend(asking, needs) {
  const chosen = PLATFORMS.filter((platform) => rankable(platform) || needs.likes.includes(platform.id));
  const cases = wantedFunctions(needs).map((fn) => ({ ...asking, fn, people: needs.people, minutes: needs.minutes }));
  const best = chosen.map((platform) => bestOf(cases.map((one) => candidate(platform, one, needs))));
  const fitting = sortedByLiking(best.filter((found) => !found.step), needs.likes);
  const suggestions = fitting.every(phone) ? phones(best, fitting, needs.likes)
    : fitting.map((found) => suggestion(found, needs.likes, false));
  const waiting = sortedByLiking(best.filter(waitsOnly), needs.likes).map((found) => suggestion(found, needs.likes, false));
  const kept = new Set([...suggestions, ...waiting].map((one) => one.judged.platform.id));
  const liked = likedFirst(needs.likes);
  const leftOut = best.filter((found) => !kept.has(found.judged.platform.id))
    .sort((a, b) => liked(a, b) || byName(a.judged, b.judged))
    .map(({ judged, step, because: why }) => ({ judged, step, because: why, liked: needs.likes.includes(judged.platform.id) }));
  return { needs, suggestions, waiting, leftOut, order: ORDER };
}
