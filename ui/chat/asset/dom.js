// Building elements. Text only ever becomes text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const h = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
export const s = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

// Icons by the paths of a 24 by 24 grid, drawn here so that none is fetched from elsewhere.
const ICONS = {
  back: "M15 5l-8 7 8 7z",
  home: "M12 5a7 7 0 1 0 0 14a7 7 0 0 0 0-14z",
  recents: "M6 6h12v12H6z",
  turn: "M4 12a8 8 0 0 1 14-5l2-2v6h-6l2.4-2.4A5.5 5.5 0 0 0 6.5 12zM20 12a8 8 0 0 1-14 5l-2 2v-6h6l-2.4 2.4A5.5 5.5 0 0 0 17.500 12z",
  inspect: "M10 4a6 6 0 1 0 3.700 10.700L19 20l1-1-5.300-5.300A6 6 0 0 0 10 4z",
  keyboard: "M3 6h18v12H3zM5 8v2h2V8zm4 0v2h2V8zm4 0v2h2V8zm4 0v2h2V8zM7 14v2h10v-2zM7 11v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2z",
  send: "M4 12l16-8-5 16-3-6z",
  stop: "M7 7h10v10H7z",
  pause: "M7 6h3.500v12H7zM13.500 6H17v12h-3.500z",
  go: "M8 5l11 7-11 7z",
  hand: "M8 12V5.500a1.300 1.300 0 0 1 2.600 0V11V4.300a1.300 1.300 0 0 1 2.600 0V11V5.500a1.300 1.300 0 0 1 2.600 0V13V9a1.300 1.300 0 0 1 2.600 0v6a6 6 0 0 1-11 3.300L4.500 14a1.400 1.400 0 0 1 2.300-1.500z",
  again: "M12 5a7 7 0 1 0 7 7h-2.300a4.700 4.700 0 1 1-4.700-4.700V10l5-4-5-4z",
  beside: "M3 4h8v16H3zM5 6v12h4V6zM13 4h8v16h-8zM15 6v12h4V6z",
  close: "M6 7.400L7.400 6 12 10.600 16.600 6 18 7.400 13.400 12 18 16.600 16.600 18 12 13.400 7.400 18 6 16.600 10.600 12z",
  down: "M11 4h2v9l3.500-3.500L18 11l-6 6-6-6 1.500-1.500L11 13zM5 18h14v2H5z",
};

export const icon = (name) => s("svg", { viewBox: "0 0 24 24", class: "tw-icon", "aria-hidden": "true" }, s("path", { d: ICONS[name], "fill-rule": "evenodd" }));

export function button(label, { icon: sign, kind = "", bare = false, ...rest } = {}) {
  return h(
    "button",
    { type: "button", class: `tw-button ${kind}`, title: bare ? label : undefined, "aria-label": bare ? label : undefined, ...rest },
    sign ? icon(sign) : null,
    bare ? null : label,
  );
}

// Escape closes what was opened, and the keyboard is again where that was done. `close` says where that is.
export function escapable(element, close) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close().focus();
  });
  return element;
}

// What an action did, drawn over a screen, in the screen's own pixels.
export function drawn(size, shapes, candidates = []) {
  const side = Math.min(...size);
  const svg = s("svg", { viewBox: `0 0 ${size[0]} ${size[1]}`, class: "tw-drawn", "aria-hidden": "true" });
  for (const [x, y] of candidates) svg.append(s("circle", { cx: x, cy: y, r: side * 0.025, class: "candidate" }));
  for (const shape of shapes) {
    if (shape.kind === "box")
      svg.append(s("rect", { x: shape.x, y: shape.y, width: shape.width, height: shape.height, rx: side * 0.015, class: "box" }));
    else if (shape.kind === "path") svg.append(s("path", { d: shape.d, class: "path" }));
    else svg.append(s("circle", { cx: shape.x, cy: shape.y, r: shape.width, class: shape.kind }));
  }
  return svg;
}
