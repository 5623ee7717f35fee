// On a narrow page the talk is a sheet over the phone's lower end: drawn up or down, by its grip or by what is going on.

import { h } from "./dom.js";
import { on } from "./link.js";
import { say } from "./words.js";

const HEIGHTS = ["low", "half", "high"];

const row = () => document.getElementById("tw-row");
const set = (height) => (row().dataset.sheet = height);
const step = (by) => set(HEIGHTS[Math.max(0, Math.min(2, HEIGHTS.indexOf(row().dataset.sheet) + by))]);

class Sheet extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const grip = h("button", { type: "button", class: "tw-grip", "aria-label": say("sheet"), title: say("sheet") });
    let from = null;
    grip.addEventListener("pointerdown", (event) => {
      from = event.clientY;
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener("pointerup", ({ clientY }) => {
      if (from !== null && Math.abs(clientY - from) > 30) step(clientY < from ? 1 : -1);
      else set(row().dataset.sheet === "half" ? "low" : "half");
      from = null;
    });
    grip.addEventListener("keydown", ({ key }) => ({ ArrowUp: () => step(1), ArrowDown: () => step(-1) })[key]?.());
    this.append(grip);
    set("half");
    // A question is read beside the phone that it is about.
    let asked = 0;
    on("standing", (news) => {
      if (news.asked && news.asked !== asked) set("half");
      asked = news.asked;
    });
    document.addEventListener("click", ({ target }) => {
      const tab = target.closest("#tw-tabs [role=tab]");
      if (tab) set(tab.textContent.trim() === say("chat") ? "half" : "high");
    });
  }
}

customElements.define("tapwright-sheet", Sheet);
