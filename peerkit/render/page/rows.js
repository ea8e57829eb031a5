// The ranking: one row for each platform, its bar, its two marks and its first reason.

function togglePick(id, picked) {
  const others = state.compare.filter((other) => other !== id);
  change({ compare: picked ? [...others, id].slice(0, MOST_SIDE_BY_SIDE) : others });
}

function pickBox({ id, name }) {
  const picked = state.compare.includes(id);
  const full = state.compare.length >= MOST_SIDE_BY_SIDE && !picked;
  return el("label", { class: "pick", title: full ? "Four are side by side already" : null },
    el("input", { type: "checkbox", id: `pick-${id}`, checked: picked, disabled: full,
      on: { change: (event) => togglePick(id, event.target.checked) } }),
    "Side by side", spoken(`: ${name}`));
}

function numbers(judged) {
  const { score, privacy } = judged;
  return el("dl", { class: "numbers" },
    el("div", { class: "number-score" }, el("dt", {}, "Score"), el("dd", {}, judged.stopped ? "not ranked" : rangeWords(score))),
    el("div", { class: "number-privacy" }, el("dt", {}, "Privacy"), el("dd", {}, rangeWords(privacy))));
}

/** What is said of a row before it is opened: what matters most, for and against. */
function firstWords(judged, notes) {
  if (notes && notes.length) return notes;
  if (judged.gates.length) return judged.gates.map((hit) => hit.says);
  const lead = (start) => judged.reasons.find((reason) => reason.startsWith(start));
  return ["For it: ", "Against it: ", "Not known: "].map(lead).filter(Boolean).slice(0, 2);
}

/** One row. `place` is its number in the order or a sign; `notes` and `tags` belong to this question only. */
function row(judged, place, { notes = [], tags = [] } = {}) {
  const { platform } = judged;
  const said = firstWords(judged, notes);
  return el("li", { class: `row row-${judged.verdict}`, id: `row-${platform.id}` },
    el("div", { class: "row-head" },
      el("span", { class: "place", "aria-hidden": "true" }, String(place)),
      el("div", { class: "row-name" }, el("h4", {}, platform.name),
        el("p", { class: "chips" }, verdictChip(judged.verdict), allowedChip(judged.allowed), tags.map((text) => tag("quiet", text)))),
      el("div", { class: "row-picture" }, bar(judged), privacyBar(judged)),
      numbers(judged)),
    el("div", { class: "row-foot" },
      opening({ class: "behind", key: `${platform.id}/row` },
        [spoken(`${platform.name}: `), said.map((text, at) => [at ? " " : "", el("span", {}, text)])], () => details(judged)),
      pickBox(platform)));
}

function axisMark(kind, at, words) {
  const mark = el("span", { class: `axis-mark axis-${kind}` }, words);
  mark.style.left = `${at}%`;
  return mark;
}

/** The scale over the bars. The words beside each bar say the same, so screen readers skip it. */
function axis(policy) {
  return [
    el("p", { class: "hint" }, "Thick bar: the score from its lowest to its highest. Thin blue bar: privacy of the call. The wider a bar, the more is not known. A post on the left is a gate: striped where it lets through with care, solid where it is shut."),
    el("div", { class: "axis", "aria-hidden": "true" }, el("div", { class: "axis-scale" },
      axisMark("end", 0, "0"), axisMark("avoid", policy.avoid_below, `avoid below ${policy.avoid_below}`),
      axisMark("good", policy.good_from, `good from ${policy.good_from}`), axisMark("end", 100, "100"))),
  ];
}

function group(id, title, hint, rows) {
  if (!rows.length) return null;
  return el("section", { class: "group", "aria-labelledby": `${id}-title` },
    el("h3", { class: "group-title", id: `${id}-title` }, title, " ", el("span", { class: "count" }, String(rows.length))),
    hint && el("p", { class: "hint" }, hint), el("ol", { class: "rows", id }, rows));
}

/** Groups that are long and of less use start closed. */
function folded(id, title, hint, rows) {
  if (!rows.length) return null;
  return opening({ class: "group folded", key: `group/${id}` },
    el("span", { class: "group-title" }, title, " ", el("span", { class: "count" }, String(rows.length))),
    () => [el("p", { class: "hint" }, hint), el("ol", { class: "rows", id }, rows)]);
}
