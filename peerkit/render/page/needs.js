// Whether a platform meets what one person needs: the rules of peerkit/scoring/needs.py.
const SMARTPHONES = ["android", "iphone"];
const COMPUTERS = ["windows", "mac", "linux", "chromebook", "borrowed-browser"];
const BY_CALLING = "They join by calling in; check that the invitation shows a number.";

function meets(fits, says = "", reach = false) {
  return { fits, says, reach };
}

function wordOf(platform, fn, criterion) {
  const said = answerOf(platform, criterion, fn);
  return said ? outcomeOf(said.value) : UNKNOWN;
}

/** Whether it is a plain phone call or text. */
function isPhone(platform, fn) {
  return wordOf(platform, fn, "phone-join") === "is-a-phone";
}

function deviceNeed(platform, fn, needs) {
  const said = answerOf(platform, "devices-join", fn);
  const value = said ? said.value : UNKNOWN;
  const enoughFor = Array.isArray(value) ? value : [];
  let has = needs.devices.length ? needs.devices : [...enoughFor, "flip-phone", "landline"];
  if (needs.no_smartphone) has = has.filter((device) => !SMARTPHONES.includes(device));
  const browser = enoughFor.includes("borrowed-browser") && has.some((device) => COMPUTERS.includes(device));
  if (browser || has.some((device) => enoughFor.includes(device))) return meets(true, "", true);
  for (const [device, criterion] of [["flip-phone", "feature-phone"], ["landline", "phone-join"]]) {
    const word = wordOf(platform, fn, criterion);
    if (has.includes(device) && ["by-dial-in", "included", "extra", "not-with-e2ee"].includes(word)) {
      return meets(true, BY_CALLING, true);
    }
  }
  if (value === UNKNOWN) return meets(true, "We do not know on which devices it works. Try it first.", true);
  return meets(false, "It does not work on the device they have.", true);
}

/** A rule over the words of one criterion: good ones, ones to mind, and the rest. */
function byWord(criterion, good, mind, otherwise, reach = false) {
  return (platform, fn) => {
    const word = wordOf(platform, fn, criterion);
    if (good.includes(word)) return meets(true, "", reach);
    return Object.hasOwn(mind, word) ? meets(true, mind[word], reach) : meets(false, otherwise, reach);
  };
}

const noInternet = byWord("no-internet", ["works"],
  { "by-dial-in": BY_CALLING, [UNKNOWN]: "We do not know if it works without internet." }, "It needs the internet.", true);
const showsText = byWord("captions", ["built-in", "is-text"], {
  "not-with-e2ee": "It shows what is said as text only while end-to-end mode is off.",
  "paid-plan": "It shows what is said as text only on a paid plan.",
  [UNKNOWN]: "We do not know if it can show what is said as text. Try it first.",
}, "It cannot show what is said as text.", true);
const freeToJoin = byWord("cost-join", ["free"],
  { "phone-plan": "It costs them what their phone plan asks.", [UNKNOWN]: "We do not know what it costs them." },
  "It costs them money.");
const freeToStart = byWord("cost-host", ["free", "free-with-limits", "phone-plan"],
  { "own-server": "Your program must run a machine for it.", [UNKNOWN]: "We do not know what it costs you." },
  "It needs a paid plan to start it.");
const joinsWithout = byWord("account-join", ["nothing"], { [UNKNOWN]: "We do not know if they need an account." },
  "They would have to sign up for it.", true);
const shownAs = byWord("identifiers", ["chosen-name", "account-alias"],
  { [UNKNOWN]: "We do not know what others see of them." }, "Others would see who they are.");

function noAccount(platform, fn) {
  return isPhone(platform, fn) ? meets(true, "", true) : joinsWithout(platform, fn);
}

function unnamed(platform, fn) {
  const shown = shownAs(platform, fn);
  const signsUp = ["phone-number", "email-address", "account", "paid-app"].includes(wordOf(platform, fn, "account-join"));
  if (shown.fits && signsUp && !shown.says) return meets(true, "They must sign up, so the company learns who they are.");
  return shown;
}

/** How each need that was asked for is met. */
function met(platform, fn, needs) {
  const found = needs.devices.length || needs.no_smartphone ? [deviceNeed(platform, fn, needs)] : [];
  const rules = [[needs.no_internet, noInternet], [needs.no_account, noAccount], [needs.captions, showsText],
    [needs.anonymous, unnamed], [needs.free, freeToJoin], [needs.free, freeToStart]];
  return [...found, ...rules.filter(([wanted]) => wanted).map(([, rule]) => rule(platform, fn))];
}
