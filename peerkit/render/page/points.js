// Points and scores as ranges: the arithmetic of peerkit/scoring/points.py, in the same order.
const CALL_PRIVACY = ["privacy", "safety"];

function total(numbers) {
  let found = 0;
  for (const number of numbers) found += number;
  return found;
}

function pointsOfValue(value, criterion) {
  if (Array.isArray(value)) return Math.min(1, total(value.map((word) => criterion.values[word].points || 0)));
  return typeof value === "string" ? criterion.values[value].points : null;
}

/** The points an answer may earn; null where it is left out. Unknown spans everything; conflicts widen. */
function pointsOf(said, criterion) {
  if (criterion.lowest === null) return null;
  const whole = { low: criterion.lowest, high: criterion.highest };
  const values = said ? [said.value, ...said.conflicts.map((other) => other.value)] : [UNKNOWN];
  if (values.includes(UNKNOWN)) return whole;
  const earned = values.map((value) => pointsOfValue(value, criterion));
  const known = earned.filter((points) => points !== null);
  if (!known.length) return null;
  return known.length === earned.length ? { low: Math.min(...known), high: Math.max(...known) } : whole;
}

/** Every criterion's part, in the catalogue's order. */
function criterionScores(platform, fn, policy, today) {
  return CRITERIA.map((criterion) => {
    const said = answerOf(platform, criterion.id, fn);
    const weight = policy.weights[criterion.id];
    return {
      criterion,
      said,
      points: pointsOf(said, criterion),
      weight: weight ? weight.weight : 0,
      stale: said !== null && isStale(said, criterion, today),
    };
  });
}

function counted(parts) {
  return parts.filter((part) => part.points !== null && part.weight > 0);
}

/** The weighted mean of the points, 0 to 100, from lowest to highest; null where nothing counts. */
function scoreOf(parts) {
  const rows = counted(parts);
  const whole = total(rows.map((part) => part.weight));
  if (whole === 0) return null;
  const low = total(rows.map((part) => part.weight * part.points.low));
  const high = total(rows.map((part) => part.weight * part.points.high));
  return { low: (100 * low) / whole, high: (100 * high) / whole };
}

function isKnown(part) {
  return part.said !== null && part.said.value !== UNKNOWN;
}

/** The share of the weights that count whose answer is known. */
function coverageOf(parts) {
  const rows = counted(parts);
  const whole = total(rows.map((part) => part.weight));
  const known = total(rows.filter(isKnown).map((part) => part.weight));
  return whole ? known / whole : 1;
}

function middleOf(range) {
  return (range.low + range.high) / 2;
}
