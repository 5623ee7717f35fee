// One screen, large, in a dialog.

import { button, drawn, h } from "./dom.js";
import { say } from "./words.js";

export function enlarge(step) {
  const told = `${step.index}. ${step.deed || step.did}`;
  const dialog = h("dialog", { class: "tw-dialog", "aria-label": told },
    h("div", { class: "tw-dialog-head" }, h("p", {}, told), button(say("close"), { icon: "close", bare: true, onclick: () => dialog.close() })),
    h("div", { class: "tw-large" }, h("img", { src: step.picture, alt: say("screen_of", step.index) }), drawn(step.size, step.shapes, step.candidates)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
