// What is being done, always in sight above the talk: the plan, what is to be seen in the end, and the step of now.

import { h } from "./dom.js";
import { say } from "./words.js";

export class PlanBar {
  #items = h("ol", { class: "tw-plan", "aria-label": say("plan") });
  #required = h("ul", { class: "tw-plan tw-required", "aria-label": say("required"), hidden: true });
  #now = h("span", { class: "tw-now" });
  #count = h("span", { class: "tw-count" });

  constructor() {
    const folded = matchMedia("(max-width: 760px)").matches;
    this.element = h("div", { class: "tw-plan-bar", role: "group", "aria-label": say("plan"), hidden: true },
      h("details", { open: !folded }, h("summary", {}, this.#now, this.#count), this.#items, this.#required));
  }

  begin(goal) {
    this.element.hidden = false;
    this.#items.replaceChildren();
    this.#require([]);
    this.#count.textContent = "";
    this.now(goal);
  }

  hide() {
    this.element.hidden = true;
  }

  plan(subgoals, done) {
    this.#items.replaceChildren(...subgoals.map((goal) => h("li", {}, goal)));
    this.done(done);
  }

  done(count) {
    const all = [...this.#items.children];
    all.forEach((item, index) => {
      item.classList.toggle("done", index < count);
      item.classList.toggle("now", index === count);
    });
    this.#count.textContent = all.length > 1 ? `${Math.min(count, all.length)}/${all.length}` : "";
  }

  now(text) {
    this.#now.textContent = text;
  }

  required(texts) {
    this.#require(texts.map((text) => ({ text, standing: "", evidence: "" })));
  }

  // What has come to be is ticked off; what nobody can tell yet is open.
  stands(effects) {
    this.#require(effects.map((each) => (each.standing === "met" ? each : { ...each, standing: "" })));
  }

  // What was required is told with how it ended.
  ended({ status }) {
    this.now(say(`status_${status}`));
    for (const item of this.#items.children) item.classList.remove("now");
    this.#require([]);
  }

  #require(effects) {
    this.#required.hidden = !effects.length;
    this.#required.replaceChildren(...effects.map(effectLine));
  }
}

export const effectLine = ({ text, standing, evidence }) =>
  h("li", { class: standing ? `stands ${standing}` : "" }, text, evidence ? h("small", {}, ` ${evidence}`) : null);
