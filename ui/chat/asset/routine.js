// A routine on the list: done again, or forgotten, once that is meant.

import { button, escapable, h } from "./dom.js";
import { link } from "./link.js";
import { say } from "./words.js";

// `call` does the routine. The last button is a harmless one: a second press at the same place forgets nothing.
export function routineRow(one, call) {
  const row = h("div", { class: "tw-routine" });
  const offer = (...children) => (row.replaceChildren(...children), children.at(-1));
  const stand = () =>
    offer(
      h("span", {}, h("b", {}, one.name), h("small", {}, ` ${one.goal}`)),
      button(say("run_routine"), { icon: "go", onclick: call }),
      button(say("forget_routine"), { icon: "close", bare: true, onclick: () => ask().focus() }),
    );
  const ask = () => {
    const forget = button(say("forget_routine"), { kind: "danger", onclick: () => link.wish({ do: "forget_routine", name: one.name }) });
    const keep = button(say("keep_routine"), { onclick: () => stand().focus() });
    offer(h("span", {}, say("forget_sure", one.name)), escapable(h("div", { class: "tw-tools" }, forget, keep), stand));
    return keep;
  };
  stand();
  return row;
}
