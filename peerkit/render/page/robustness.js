// How firmly an order stands: the same draws and the same swap as peerkit/scoring/robustness.py.

/** Numbers from 0 up to 1, the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
function generator(seed) {
  let now = seed >>> 0;
  return () => {
    now = (now + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(now ^ (now >>> 15), now | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The middle of each range, and whether it counts, for the criteria that have a weight. */
function pointsRow(judged, weights) {
  const parts = judged.criteria.filter((_, place) => weights[place] > 0);
  return {
    id: judged.platform.id,
    points: parts.map((part) => (part.points ? middleOf(part.points) : 0)),
    counts: parts.map((part) => (part.points ? 1 : 0)),
  };
}

function dominates(better, worse, winsTies) {
  if (better.counts.some((counts, place) => counts !== worse.counts[place])) return false;
  if (better.points.some((points, place) => points < worse.points[place])) return false;
  return winsTies || better.points.some((points, place) => points !== worse.points[place]);
}

function undominated(rows) {
  return rows.filter((row, place) => !rows.some((other, at) => other !== row && dominates(other, row, at < place)));
}

function firstOf(rows, weights) {
  let [best, name] = [-1, ""];
  for (const row of rows) {
    let [points, whole] = [0, 0];
    for (let place = 0; place < weights.length; place += 1) {
      points += weights[place] * row.points[place];
      whole += weights[place] * row.counts[place];
    }
    const mean = whole ? points / whole : 0;
    if (mean > best) [best, name] = [mean, row.id];
  }
  return name;
}

function shares(rows, weights, seed, draws) {
  const draw = generator(seed);
  const doubled = weights.filter((weight) => weight > 0).map((weight) => 2 * weight);
  const contenders = undominated(rows);
  const wins = new Map();
  for (let time = 0; time < draws; time += 1) {
    const name = firstOf(contenders, doubled.map((weight) => weight * draw()));
    wins.set(name, (wins.get(name) || 0) + 1);
  }
  return rows.map(({ id }) => [id, (wins.get(id) || 0) / draws]).sort((a, b) => b[1] - a[1] || compareWords(a[0], b[0]));
}

/** Sums over every criterion but one, and that one's own points. */
function sumsWithout(judged, place) {
  let [points, counts, own, ownCounts] = [0, 0, 0, 0];
  judged.criteria.forEach((part, other) => {
    if (!part.points) return;
    if (other === place) {
      [own, ownCounts] = [middleOf(part.points), 1];
    } else {
      points += part.weight * middleOf(part.points);
      counts += part.weight;
    }
  });
  return [points, counts, own, ownCounts];
}

function roots(square, linear, constant) {
  if (Math.abs(square) < 1e-12) return Math.abs(linear) > 1e-12 ? [-constant / linear] : [];
  const inside = linear * linear - 4 * square * constant;
  if (inside <= 0) return [];
  const root = Math.sqrt(inside);
  return [(-linear - root) / (2 * square), (-linear + root) / (2 * square)];
}

/** Weights of one criterion at which two means are equal and past which their order turns. */
function levelWeights(first, second, place) {
  const [n1, d1, p1, m1] = sumsWithout(first, place);
  const [n2, d2, p2, m2] = sumsWithout(second, place);
  const found = roots(p1 * m2 - p2 * m1, n1 * m2 + p1 * d2 - n2 * m1 - p2 * d1, n1 * d2 - n2 * d1);
  return found.filter((weight) => weight >= 0 && (d1 + weight * m1) * (d2 + weight * m2) > 0);
}

function smallestSwap([first, second]) {
  const found = first.criteria.flatMap((part, place) => levelWeights(first, second, place).map((needed) => (
    { criterion: part.criterion.id, weight: part.weight, needed, step: Math.abs(needed - part.weight) })));
  found.sort((a, b) => a.step - b.step || compareWords(a.criterion, b.criterion) || a.needed - b.needed);
  return found.length ? found[0] : null;
}

/** Over judgements of one case that no gate stopped. */
function robustness(judgements, seed = 1, draws = 2000) {
  const scored = judgements.filter((judged) => judged.score && !judged.stopped).sort(byRank);
  const cautioned = (judged) => judged.gates.length > 0;
  const alike = scored.filter((judged) => cautioned(judged) === cautioned(scored[0]));
  const weights = alike.length ? alike[0].criteria.map((part) => part.weight) : [];
  const rows = alike.map((judged) => pointsRow(judged, weights));
  return { draws, seed, first: rows.length ? shares(rows, weights, seed, draws) : [],
    swap: alike.length > 1 ? smallestSwap(alike) : null };
}
