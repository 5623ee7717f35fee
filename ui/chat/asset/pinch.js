// Two fingers on the picture, passed on as they move: of a touch screen, or the pointer's and one opposite it.

import { s } from "./dom.js";

export class Pinch {
  #taken = false;
  #stirred = false;
  over = false;

  // `first` is the finger that was there before; without one, it goes opposite the other by the screen's middle.
  constructor(size, first, second, begin, go) {
    this.size = size;
    this.alone = !first;
    this.fingers = [first ?? { pointer: null, at: this.#opposite(second.at) }, second];
    this.beginning = begin;
    this.go = go;
    this.rings = this.fingers.map(({ at }) => s("circle", { cx: at[0], cy: at[1], r: Math.min(...size) * 0.04, class: "finger" }));
  }

  begin() {
    return this.beginning(this.#wish("down"));
  }

  #opposite([x, y]) {
    return [this.size[0] - 1 - x, this.size[1] - 1 - y];
  }

  #wish(does) {
    const [[x, y], [to_x, to_y]] = this.fingers.map(({ at }) => at);
    return { do: `pinch_${does}`, x, y, to_x, to_y };
  }

  #put(pointer, at) {
    const finger = this.fingers.find((each) => each.pointer === pointer);
    if (!finger) return false;
    finger.at = at;
    if (this.alone) this.fingers[0].at = this.#opposite(at);
    this.fingers.forEach(({ at: [x, y] }, index) => (this.rings[index].setAttribute("cx", x), this.rings[index].setAttribute("cy", y)));
    return true;
  }

  move(pointer, at) {
    if (this.over || !this.#put(pointer, at)) return;
    this.#stirred = true;
    this.goOn();
  }

  // One move at a time: the next once the phone has taken the last.
  goOn(taken = false) {
    this.#taken ||= taken;
    if (!this.#taken || !this.#stirred || this.over) return;
    this.#taken = this.#stirred = false;
    this.go(this.#wish("move"));
  }

  // With the first finger that is lifted both are.
  end(pointer, at) {
    if (this.over || !this.#put(pointer, at)) return;
    this.over = true;
    for (const ring of this.rings) ring.remove();
    this.go(this.#wish("up"));
  }
}
