// Up to four side by side.

function compareCells(judgements, title, cell) {
  return el("tr", {}, el("th", { scope: "row" }, title), judgements.map((judged) => el("td", {}, cell(judged))));
}

function compareHead(judged) {
  const { id, name } = judged.platform;
  return el("th", { scope: "col" }, name,
    el("button", { type: "button", class: "quiet-button", id: `drop-${id}`, on: { click: () => togglePick(id, false) } },
      "Remove", spoken(` ${name}`)));
}

function differing(judgements, criterion) {
  const words = judgements.map((judged) => {
    const said = answerOf(judged.platform, criterion.id, judged.asked.fn);
    return said ? String(said.value) : "";
  });
  return new Set(words).size > 1;
}

function compareBody(judgements) {
  const partOf = (judged, id) => judged.criteria.find((part) => part.criterion.id === id);
  const rows = [
    compareCells(judgements, "Verdict", (judged) => verdictChip(judged.verdict)),
    compareCells(judgements, "Score", (judged) => [judged.stopped ? "not ranked" : rangeWords(judged.score), bar(judged)]),
    compareCells(judgements, "Privacy of the call", (judged) => [rangeWords(judged.privacy), privacyBar(judged),
      el("p", { class: "small" }, judged.privacySays)]),
    compareCells(judgements, "Allowed for health information", (judged) => [allowedChip(judged.allowed),
      el("p", { class: "small" }, judged.allowedSays)]),
    compareCells(judgements, "Reasons", (judged) => listOf(firstWords(judged))),
  ];
  for (const criterion of CRITERIA) {
    if (judgements.every((judged) => !partOf(judged, criterion.id).said)) continue;
    const cells = compareCells(judgements, criterion.question,
      (judged) => answerFact(partOf(judged, criterion.id), `compare/${judged.platform.id}/${criterion.id}`));
    if (differing(judgements, criterion)) cells.className = "differs";
    rows.push(cells);
  }
  return rows;
}

function drawCompare(place, asking) {
  const judgements = state.compare.map((id) => judge(PLATFORM.get(id), asking));
  place.hidden = !judgements.length;
  if (!judgements.length) return redraw(place);
  return redraw(place,
    el("h2", { id: "compare-title" }, "Side by side"),
    el("p", { class: "hint" }, "For: ", RAW.functions[asking.fn], ". A dot marks where they differ. Open an answer to see who says so."),
    el("div", { class: "scroll", role: "region", tabindex: "0", id: "compare-scroll", "aria-label": "Apps side by side" },
      el("table", { class: "compare" }, el("thead", {}, el("tr", {}, el("td", {}, spoken("Question")), judgements.map(compareHead))),
        el("tbody", {}, compareBody(judgements)))));
}
