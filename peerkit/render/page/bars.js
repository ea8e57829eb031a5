// The picture of a score: a track from 0 to 100, a bar over the range, the bounds, and a gate where one is shut.
const VERDICT_WORDS = { good_fit: "good fit", with_care: "with care", avoid: "avoid", cannot_use: "cannot use" };
const VERDICT_SIGNS = { good_fit: "✓", with_care: "!", avoid: "▽", cannot_use: "✕" };
const ALLOWED_WORDS = { yes: "BAA on record", no_contract_needed: "no BAA needed", own_server: "your own duty",
  not_yet: "BAA not signed", no: "no BAA", unknown: "BAA not known" };
const ALLOWED_SIGNS = { yes: "✓", no_contract_needed: "✓", own_server: "!", not_yet: "…", no: "✕", unknown: "?" };

/** Scores are shown whole; a range that rounds to one number shows one. */
function rangeWords(range) {
  if (range === null) return "no score";
  const [low, high] = [Math.round(range.low), Math.round(range.high)];
  return low === high ? String(low) : `${low} to ${high}`;
}

function line(kind, from, to, y = 50) {
  return svg("line", { class: kind, x1: from, x2: to, y1: y, y2: y, "vector-effect": "non-scaling-stroke" });
}

function post(kind, at, from, to) {
  return svg("line", { class: kind, x1: at, x2: at, y1: from, y2: to, "vector-effect": "non-scaling-stroke" });
}

/** The bar of one judgement. It says nothing that the words beside it do not say, so it is hidden from screen readers. */
function bar(judged) {
  const { policy } = judged.asked;
  const { score, stopped } = judged;
  return svg("svg", { class: `bar bar-${judged.verdict}${stopped ? " bar-stopped" : ""}`, viewBox: "0 0 100 100",
    preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    line("bar-track", 0, 100),
    post("bar-bound", policy.avoid_below, 8, 92),
    post("bar-bound", policy.good_from, 8, 92),
    score ? [line("bar-sure", 0, score.low), line("bar-range", score.low, score.high)] : "",
    stopped ? [post("bar-gate", 1.2, 0, 100), post("bar-gate", 3.4, 0, 100)] : "",
    !stopped && judged.gates.length ? post("bar-gate-ajar", 1.2, 0, 100) : "");
}

/** The thinner bar of the privacy part. */
function privacyBar(judged) {
  const range = judged.privacy;
  return svg("svg", { class: "bar bar-privacy", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true",
    focusable: "false" },
    line("bar-track", 0, 100),
    range ? line("bar-range", range.low, range.high) : "");
}

function verdictChip(verdict) {
  return el("span", { class: `chip chip-${verdict}` },
    el("span", { class: "sign", "aria-hidden": "true" }, VERDICT_SIGNS[verdict]), VERDICT_WORDS[verdict]);
}

function allowedChip(allowed) {
  return el("span", { class: `chip health health-${allowed}` },
    el("span", { class: "sign", "aria-hidden": "true" }, ALLOWED_SIGNS[allowed]), ALLOWED_WORDS[allowed]);
}
