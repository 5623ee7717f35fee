// What is laid over the phone's picture: elements under the pointer, and where the agent's eyes find things.

import { button, drawn, h, s } from "./dom.js";
import { link } from "./link.js";
import { say } from "./words.js";

// Whether it was the pointer: a page that scrolls under one that lies still says it moved, too.
export const moved = ({ movementX, movementY }) => movementX !== 0 || movementY !== 0;

export class Overlay {
  on = false;
  #elements = [];
  #pointer = null; // the pixel it is over
  #line = null; // the element of the list that the keyboard is on
  #marked = s("g", { class: "marked" });
  #asked = s("g", { class: "asked" });
  #sought = s("g", { class: "sought" });
  #next = s("g", { class: "next" });

  constructor() {
    this.svg = s("svg", { class: "tw-overlay", viewBox: "0 0 1080 2400", preserveAspectRatio: "none", "aria-hidden": "true" }, this.#sought, this.#asked, this.#next, this.#marked);
  }

  ask(box) {
    this.#asked.replaceChildren();
    if (!box) return;
    const [left, top, right, bottom] = box;
    this.#asked.append(s("rect", { x: left - 6, y: top - 6, width: right - left + 12, height: bottom - top + 12, rx: 18 }));
  }

  // What is about to be touched, drawn as it is told of later.
  next(row) {
    this.#next.replaceChildren(...(row ? drawn(row.size, row.shapes).childNodes : []));
  }

  fit([width, height]) {
    this.size = [width, height];
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  clear() {
    this.#elements = [];
    this.#mark(null);
    this.#sought.replaceChildren();
  }

  // -- the panel beside it -----------------------------------------------------------------------------
  panel(element, tap) {
    this.tap = tap;
    this.about = h("dl", { class: "tw-about", "aria-label": say("about"), "aria-live": "polite" }, h("dt", { class: "tw-unseen" }, say("about")), h("dd", {}, say("about_more")));
    this.list = h("ul", { class: "tw-elements", "aria-label": say("elements"), tabindex: -1 });
    this.result = h("p", { class: "tw-found", role: "status" });
    const words = h("input", { type: "text", "aria-label": say("find"), placeholder: say("find"), maxlength: 500 });
    const form = h("form", { class: "tw-typing" }, words, button(say("find_it"), { type: "submit" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!words.value.trim()) return;
      this.result.textContent = say("looking");
      link.wish({ do: "find", words: words.value });
    });
    element.append(this.about, form, this.result, h("h3", {}, say("elements")), this.list);
  }

  elements({ elements, error }) {
    if (!this.on) return;
    const same = !error && JSON.stringify(elements) === JSON.stringify(this.#elements);
    if (same && this.list.childElementCount) return;
    this.#elements = elements;
    this.#sought.replaceChildren();
    this.#line = null;
    this.#mark(null);
    const had = this.list.contains(document.activeElement);
    const told = elements.filter((each) => each.text || each.description || each.hint || each.is.includes("clickable"));
    this.list.replaceChildren(
      ...told.map((each) =>
        h("li", {}, button(`${each.text || each.description || each.hint || each.holds || each.id.split("/").at(-1) || each.role} · ${each.role}`, {
          kind: "plain", onclick: () => this.tap(each), onpointerleave: () => this.#rest(),
          onpointermove: (event) => moved(event) && this.#mark(each),
          onfocus: () => ((this.#line = each), this.#rest()), onblur: () => ((this.#line = null), this.#rest()),
        })),
      ),
    );
    if (error) this.list.replaceChildren(h("li", {}, error));
    // Not on a line of it: an Enter meant for the screen before would tap something of this one.
    if (had) this.list.focus({ preventScroll: true });
    else this.hover(this.#pointer);
  }

  // The innermost element under a pixel.
  hover(pixel) {
    this.#pointer = pixel;
    if (!this.on) return;
    const over = pixel && this.#elements.filter(({ bounds: [left, top, right, bottom] }) => pixel[0] >= left && pixel[0] < right && pixel[1] >= top && pixel[1] < bottom);
    const area = ({ bounds: [left, top, right, bottom] }) => (right - left) * (bottom - top);
    if (over?.length) this.#mark(over.reduce((best, each) => (area(each) <= area(best) ? each : best)));
    else this.#rest();
  }

  // Where the pointer is on nothing, the keyboard may be on a line.
  #rest() {
    this.#mark(this.#line);
  }

  // Tells of an element.
  #mark(element) {
    if (!element) return this.#marked.replaceChildren();
    const [left, top, right, bottom] = element.bounds;
    this.#marked.replaceChildren(s("rect", { x: left, y: top, width: right - left, height: bottom - top }));
    const told = { role: element.role, text: element.text, holds: element.holds, id: element.id, description: element.description, hint: element.hint, state: element.is.map((each) => say(`is_${each}`)).join(", "), bounds: element.bounds.join(", ") };
    this.about.replaceChildren(
      ...Object.entries(told).filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, say(`about_${name}`)), h("dd", {}, value)]),
    );
  }

  // -- where the agent's eyes find it ------------------------------------------------------------------
  found(news) {
    this.#sought.replaceChildren();
    if (news.told || !this.on) {
      if (this.result) this.result.textContent = news.told ?? "";
      return;
    }
    const side = Math.min(...this.size);
    if (news.heat) this.#sought.append(s("image", { href: news.heat, x: 0, y: 0, width: this.size[0], height: this.size[1], preserveAspectRatio: "none", class: "heat" }));
    if (news.bounds) {
      const [left, top, right, bottom] = news.bounds;
      this.#sought.append(s("rect", { x: left, y: top, width: right - left, height: bottom - top }));
    }
    for (const { point } of news.others) this.#sought.append(s("circle", { cx: point[0], cy: point[1], r: side * 0.03, class: "other" }));
    this.#sought.append(s("circle", { cx: news.point[0], cy: news.point[1], r: side * 0.03 }));
    this.result.textContent = say("found", news.point.join(", "), news.method, Math.round(100 * news.confidence), news.others.length);
  }
}
