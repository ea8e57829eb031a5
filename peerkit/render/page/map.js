// The map: how private the call is runs from left to right; whether health information is allowed is told by the lane.
const LANES = [["yes", "BAA on record"], ["no_contract_needed", "No BAA needed"], ["own_server", "Your program holds the duty"],
  ["not_yet", "BAA on offer, not signed"], ["unknown", "Not known"], ["no", "No BAA offered"]];
const LETTER = 6.7;
const PILL = 23;
const STEP = PILL + 9;

/** Places pills in as few lines as fit, left to right. Returns each with its line. */
function stacked(judgements, width) {
  const ends = [];
  return [...judgements].sort((a, b) => middleOf(a.privacy) - middleOf(b.privacy)).map((judged) => {
    const at = (points) => (points / 100) * width;
    const size = Math.min((judged.platform.name.length + 2) * LETTER + 20, width);
    const left = Math.max(0, Math.min(at(middleOf(judged.privacy)) - size / 2, width - size));
    let step = ends.findIndex((end) => end + 6 <= Math.min(left, at(judged.privacy.low)));
    if (step < 0) step = ends.length;
    ends[step] = Math.max(left + size, at(judged.privacy.high));
    return { judged, left, size, step };
  });
}

function pill({ judged, left, size, step }, top, width) {
  const y = top + step * STEP;
  const at = (points) => (points / 100) * width;
  const { name, id } = judged.platform;
  return svg("a", { href: `#row-${id}`, class: `pill pill-${judged.verdict}`, on: { click: (event) => showRow(event, id) },
    "aria-label": `${name}: privacy ${rangeWords(judged.privacy)}, ${VERDICT_WORDS[judged.verdict]}` },
    svg("line", { class: "pill-range", x1: at(judged.privacy.low), x2: at(judged.privacy.high), y1: y + PILL + 4, y2: y + PILL + 4 }),
    svg("rect", { x: left, y, width: size, height: PILL, rx: PILL / 2 }),
    svg("text", { x: left + size / 2, y: y + 16.5, "text-anchor": "middle" }, `${VERDICT_SIGNS[judged.verdict]} ${name}`));
}

function lane([allowed, title], judgements, width) {
  const pills = stacked(judgements, width);
  const lines = Math.max(...pills.map((placed) => placed.step)) + 1;
  const height = lines * STEP + 8;
  const ticks = [25, 50, 75].map((at) => svg("line", { class: "map-tick", x1: (at / 100) * width, x2: (at / 100) * width, y1: 0, y2: height }));
  return el("div", { class: `lane lane-${allowed}` },
    el("h3", {}, el("span", { class: "sign", "aria-hidden": "true" }, ALLOWED_SIGNS[allowed]), ` ${title}`),
    svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title }, ticks,
      pills.map((placed) => pill(placed, 4, width))));
}

/** Open a row and go there, also when it lies in a closed group. */
function showRow(event, id) {
  event.preventDefault();
  for (const closed of document.querySelectorAll("#results > .folded:not([open])")) {
    closed.open = true;
    if (closed.childElementCount === 1) closed.dispatchEvent(new Event("toggle"));
  }
  const behind = document.querySelector(`#row-${id} details`);
  behind.open = true;
  behind.querySelector("summary").focus();
  document.getElementById(`row-${id}`).scrollIntoView({ block: "start" });
}

function drawMap(place, judgements) {
  const shown = judgements.filter((judged) => judged.privacy !== null);
  place.hidden = !shown.length;
  if (!shown.length) return redraw(place);
  redraw(place, el("h2", { id: "map-title" }, "Two questions, not one"),
    el("p", { class: "hint" }, "The further right, the more private the call. The lane tells whether it may carry health information of a program under HIPAA. The most private apps often offer no BAA, and a BAA does not make a call private."));
  const width = Math.max(260, place.clientWidth);
  for (const kind of LANES) {
    const within = shown.filter((judged) => judged.allowed === kind[0]);
    if (within.length) place.append(lane(kind, within, width));
  }
  place.append(el("p", { class: "map-axis", "aria-hidden": "true" }, el("span", {}, "← less private"), el("span", {}, "more private →")));
  return place;
}
