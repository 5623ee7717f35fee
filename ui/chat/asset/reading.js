// Where in the talk one reads: it goes along with what comes, and leaves alone who reads further up.

import { button } from "./dom.js";
import { say } from "./words.js";

const NEAR = 80;

export class Reading {
  #log;
  #follows = false;
  #stood = 0;
  #sizes;

  constructor(log) {
    this.#log = log;
    this.below = button(say("new_below"), { icon: "down", kind: "chip tw-below", hidden: true, onclick: () => this.follow() });
    log.addEventListener("scroll", () => this.#scrolled());
    // Steps come to their size once they are seen, and so does the talk itself behind another tab.
    this.#sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#follows && this.#toEnd()));
  }

  // A new talk: what is offered at its top is to be seen first.
  begin() {
    this.#sizes.disconnect();
    this.grows(this.#log);
    this.#follows = false;
    this.below.hidden = true;
  }

  // What may still change its size.
  grows(element) {
    this.#sizes.observe(element);
  }

  // Something came at the end; whether it is meant for now, wherever one reads.
  came(isForNow) {
    if (this.#follows || isForNow) this.follow();
    else this.below.hidden = false;
  }

  follow() {
    this.#follows = true;
    this.below.hidden = true;
    this.#toEnd();
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  // Only a reader scrolls up; what is put in moves the end away from a talk that stands still.
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    if (!clientHeight) return;
    const left = scrollHeight - scrollTop - clientHeight;
    if (left > 1 && scrollTop < this.#stood) this.#follows = false;
    else if (left < NEAR) this.follow();
    this.#stood = scrollTop;
  }
}
