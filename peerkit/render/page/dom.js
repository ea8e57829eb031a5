// Builds elements. Text always goes in as text: there is no way here to put markup in.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "value" || name === "checked" || name === "open") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An HTML element. */
function el(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. */
function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Text only a screen reader says. */
function spoken(text) {
  return el("span", { class: "spoken" }, text);
}

/** A link that leaves the page only when somebody follows it; plain text where the address is not a web address. */
function outside(url, text) {
  if (!/^https?:\/\//.test(url)) return el("span", {}, text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 2026-11-20 as 20 Nov 2026, 2026-11 as Nov 2026, 2026 as it is. */
function day(iso) {
  const [year, month, date] = iso.split("-");
  return [date && String(Number(date)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** "1 app", "3 apps". */
function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

const OPEN = new Set();

/** An element that opens: a summary people can tab to, and what it holds, built when it first opens.
 *  `key` names it, so that it stays open when what it shows is drawn again. */
function opening({ key, ...props }, summary, build) {
  const node = el("details", props, el("summary", {}, summary));
  const once = () => {
    if (node.open && node.childElementCount === 1) node.append(...[build()].flat(9).filter(Boolean));
    if (key) OPEN[node.open ? "add" : "delete"](key);
  };
  if (key && OPEN.has(key)) node.open = true;
  node.addEventListener("toggle", once);
  if (node.open) once();
  return node;
}

/** Draw again inside `place`, and give the keyboard back to where it was. */
function redraw(place, ...children) {
  const held = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.replaceChildren(...children.flat(9).filter(Boolean));
  if (held && document.getElementById(held)) document.getElementById(held).focus({ preventScroll: true });
}
