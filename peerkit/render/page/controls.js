// The question: setting, function, people, needs, contracts and weights.
const FLAG_WORDS = { no_account: "will not or cannot make an account", no_internet: "has no internet",
  no_smartphone: "has no smartphone", captions: "needs what is said as text", anonymous: "wants to stay without a name",
  free: "cannot pay anything" };

function choice(name, value, label, chosen, choose) {
  return el("label", { class: "choice" }, el("input", { type: "radio", name, value, id: `${name}-${value || "any"}`,
    checked: chosen, on: { change: () => choose(value) } }), el("span", {}, label));
}

function tick(id, label, checked, act) {
  return el("label", { class: "choice" }, el("input", { type: "checkbox", id, checked,
    on: { change: (event) => act(event.target.checked) } }), el("span", {}, label));
}

function fieldset(title, ...content) {
  return el("fieldset", {}, el("legend", {}, title), ...content);
}

function settingField() {
  return fieldset("The setting",
    POLICIES.map((policy) => choice("policy", policy.id, policy.title, state.policy === policy.id,
      (id) => change({ policy: id, weights: {}, scenario: "" }))),
    el("p", { class: "hint" }, POLICY.get(state.policy).summary));
}

function functionField() {
  return fieldset("What for",
    Object.entries(RAW.functions).map(([fn, words]) => choice("fn", fn, words, state.fn === fn, (value) => change({ fn: value, scenario: "" }))),
    choice("fn", "", "whatever suits the person", state.fn === "", () => change({ fn: "", scenario: "" })));
}

function numberField(key, title, most) {
  return el("label", { class: "number" }, el("span", {}, title),
    el("input", { type: "number", inputmode: "numeric", min: 1, max: most, id: `ask-${key}`,
      value: state[key] === null ? "" : String(state[key]), placeholder: "any",
      // Only once Tab has found the next field may this one be drawn again.
      on: { change: ({ target }) => setTimeout(() => change({ [key]: wholeNumber(target.value, most), scenario: "" })) } }));
}

function setNeed(changes) {
  change({ needs: { ...state.needs, ...changes }, scenario: "" });
}

function toggled(list, word, on) {
  return on ? [...list, word] : list.filter((other) => other !== word);
}

function needsField() {
  const devices = Object.entries(CRITERION.get("devices-join").values);
  const liked = PLATFORMS.filter((platform) => running(platform) && !platform.generic).sort((a, b) => compareWords(a.name.toLowerCase(), b.name.toLowerCase()));
  const { needs } = state;
  return [
    fieldset("The person …", FLAGS.map((flag) => tick(`need-${flag}`, FLAG_WORDS[flag], needs[flag], (on) => setNeed({ [flag]: on })))),
    opening({ class: "fold", key: "devices" }, ["What the person has", listed(needs.devices.length)], () => fieldset("Devices",
      devices.map(([word, { words }]) => tick(`device-${word}`, words, needs.devices.includes(word),
        (on) => setNeed({ devices: toggled(needs.devices, word, on) }))))),
    opening({ class: "fold", key: "likes" }, ["Apps the person likes", listed(needs.likes.length)], () => fieldset("Liked, in the order you tick them",
      liked.map(({ id, name }) => tick(`like-${id}`, needs.likes.includes(id) ? `${name} (${needs.likes.indexOf(id) + 1})` : name,
        needs.likes.includes(id), (on) => setNeed({ likes: toggled(needs.likes, id, on) }))))),
  ];
}

function listed(number) {
  return number ? [" ", el("span", { class: "count" }, String(number))] : "";
}

function offersBaa(platform) {
  const said = answerOf(platform, "baa", null);
  return said !== null && OFFERED.includes(said.value);
}

function contractsField() {
  const signed = { ...RAW.overlay.signed, ...state.signed };
  return opening({ class: "fold", key: "contracts" }, ["Contracts on record", listed(Object.keys(signed).length + Number(state.assume))], () => [
    el("p", { class: "hint" }, "Tick the BAAs your program has signed. This page forgets them when you close it."),
    fieldset("Signed", PLATFORMS.filter((platform) => running(platform) && offersBaa(platform)).map(({ id, name }) =>
      tick(`signed-${id}`, name, id in signed, (on) => change({ signed: on ? { ...state.signed, [id]: "" } : without(state.signed, id) })))),
    fieldset("What if", tick("assume", "every BAA on offer were signed", state.assume, (on) => change({ assume: on }))),
  ]);
}

function without(record, key) {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

let underHand = null;

/** Some browsers never focus a slider that is dragged, so the one that moves is remembered here. */
function weigh(criterion, moved) {
  underHand = moved;
  change({ weights: { ...state.weights, [criterion]: Number(moved.value) } });
  underHand = null;
}

function slider(criterion, policy, most) {
  const set = policy.weights[criterion.id];
  const now = set ? set.weight : 0;
  const source = set && set.source ? sourceLine(set.source, POLICY.get(state.policy).sources) : null;
  return el("div", { class: "slider" },
    el("label", { for: `weight-${criterion.id}` }, criterion.question),
    el("div", { class: "slide" },
      el("input", { type: "range", id: `weight-${criterion.id}`, min: 0, max: most, step: 0.5, value: String(now),
        on: { input: (event) => weigh(criterion.id, event.target) } }),
      el("output", { for: `weight-${criterion.id}` }, String(now))),
    set && set.why && el("p", { class: "small" }, set.why, " ", source));
}

function weightsField() {
  const policy = policyAsked();
  const most = Math.max(10, ...Object.values(POLICY.get(state.policy).weights).map(({ weight }) => weight));
  const moved = Object.keys(state.weights).length;
  return opening({ class: "fold", key: "weights" }, ["How much each thing counts", listed(moved)], () => [
    el("p", { class: "hint" }, "Move a slider and watch the order change. Rules stay rules: no weight opens a gate."),
    el("button", { type: "button", class: "quiet-button", id: "weights-reset", disabled: !moved, on: { click: () => change({ weights: {} }) } }, "Back to the setting’s own weights"),
    Object.entries(ABOUT_WORDS).map(([about, title]) => {
      const moving = CRITERIA.filter((criterion) => criterion.about === about && criterion.lowest !== null);
      return moving.length ? fieldset(title, moving.map((criterion) => slider(criterion, policy, most))) : null;
    }),
  ]);
}

/** Fields are drawn again when the question changes, but a slider under the hand is left in place. */
function drawControls(place) {
  if (underHand) {
    underHand.parentElement.querySelector("output").textContent = underHand.value;
    const reset = document.getElementById("weights-reset");
    if (reset) reset.disabled = false;
    return;
  }
  const wide = window.matchMedia("(min-width: 60rem)").matches;
  if (wide) OPEN.add("asking");
  redraw(place, opening({ class: "panel", key: "asking" }, "Change the question", () => el("form", { id: "ask", on: { submit: (event) => event.preventDefault() } },
    settingField(), functionField(),
    fieldset("How many, how long", numberField("people", "People", 99999), numberField("minutes", "Minutes", 1440)),
    needsField(), contractsField(), weightsField(),
    el("p", {}, el("button", { type: "button", id: "ask-reset", class: "quiet-button", on: { click: () => change({ ...freshState(), compare: state.compare }) } }, "Start over")))));
}

function drawStories(place) {
  if (!SCENARIOS.length) return;
  place.hidden = false;
  const chosen = SCENARIOS.find((scenario) => scenario.id === state.scenario);
  const scrolled = place.querySelector(".story-list") ? place.querySelector(".story-list").scrollLeft : 0;
  redraw(place, el("h2", {}, "Start from a story"),
    el("ul", { class: "story-list" }, SCENARIOS.map((scenario) => el("li", {}, el("button", { type: "button", class: "story",
      id: `story-${scenario.id}`, "aria-pressed": String(scenario === chosen), on: { click: () => change(stateOf(scenario)) } }, scenario.title)))),
    chosen && el("p", { class: "story-told" }, chosen.story));
  place.querySelector(".story-list").scrollLeft = scrolled;
}
