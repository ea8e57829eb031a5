// Puts it together: the question on one side, the answer on the other, drawn again at every change.

function drawAbout(place) {
  place.hidden = false;
  const policy = POLICY.get(state.policy);
  redraw(place, el("h2", { id: "about-title" }, "How to read this"),
    el("ul", {},
      el("li", {}, "Rules come first. Shut down, open to the public, no contract where one is needed: no points make up for that."),
      el("li", {}, "The score is a weighted mean of the answers, 0 to 100. What we do not know makes it a range; it never counts as a no."),
      el("li", {}, `A good fit stays at ${policy.good_from} or more even at its lowest. One that cannot reach ${policy.avoid_below} is to be avoided. ${policy.bounds_why}`),
      el("li", {}, "Privacy of the call and permission for health information are two things, and never one number."),
      el("li", {}, "“Needs a re-check” means that a fact is older than we trust it to be. Follow its source before you rely on it.")),
    el("p", {}, `${PLATFORMS.length} entries and ${SOURCES.size} sources lie in this page. It is guidance, not legal advice.`),
    el("p", { class: "buttons" }, el("button", { type: "button", class: "quiet-button", id: "print", on: { click: () => window.print() } }, "Print this answer")));
}

function draw() {
  // Where the person may need anything, "whatever suits" is judged as the fullest function that comes into question.
  const asking = asked();
  const shared = { ...asking, fn: asking.fn || wantedFunctions({ people: asking.people || 2 })[0] };
  drawStories(document.getElementById("stories"));
  drawControls(document.getElementById("asking"));
  const judgements = drawAnswer(asking.fn ? asking : shared);
  drawCompare(document.getElementById("compare"), shared);
  drawMap(document.getElementById("map"), judgements);
  drawAbout(document.getElementById("about"));
  const address = addressOf();
  if (address !== location.hash.slice(1)) history.replaceState(null, "", `#${address}`);
}

function start() {
  document.documentElement.classList.add("scripted");
  state = stateFrom(location.hash.slice(1));
  draw();
}

watchers.push(draw);
// The answer that stands in the page is painted first; only then is all this drawn.
requestAnimationFrame(() => setTimeout(start));
window.addEventListener("hashchange", start);
let resizing = 0;
let lastWidth = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === lastWidth) return;
  lastWidth = window.innerWidth;
  window.clearTimeout(resizing);
  resizing = window.setTimeout(draw, 150);
});

// For the curious, and for the tests: the same numbers as the command line.
window.peerkitPage = Object.freeze({ judge, rank, recommend, robustness, generator, platforms: PLATFORM, policies: POLICY, scenarios: SCENARIOS });
