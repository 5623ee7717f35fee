// A question as a card about the deed: whom, what, how much, where; its text and its addressee can be written anew in place.

import { button, h } from "./dom.js";
import { link } from "./link.js";
import { say } from "./words.js";

const UNSEEN = 700; // milliseconds that a card is there before a press can be meant for it
const UNDONE = ["delete", "payment", "purchase"]; // what nothing takes back: the safe button is the main one

const HEADINGS = { confirm: "needs_word", ask: "asks", take_over: "please_take_over" };

// The card, and the place of its buttons.
export function questionCard(row) {
  const answers = h("div", { class: "tw-answers" });
  const give = (text, rest = {}) => link.wish({ do: "answer", text, asked: row.number, ...rest });
  const heading = say(HEADINGS[row.asks]);
  const instead = button(say("change_it"), { kind: "main", hidden: true, onclick: () => link.wish({ do: "change", asked: row.number, ...fields.changed() }) });
  // What is written anew is not what would be allowed.
  const edited = () => {
    instead.hidden = !fields.changed();
    for (const each of answers.querySelectorAll(".yes")) each.hidden = !instead.hidden;
  };
  const fields = row.asks === "confirm" ? deedFields(row, edited) : { element: null };
  if (row.asks === "confirm") {
    const allow = button(say("allow"), { kind: "yes", disabled: true, onclick: () => give("yes") });
    const always = row.once ? null : button(say("allow_task"), { kind: "yes", disabled: true, onclick: () => give("yes", { for_task: true }) });
    const refuse = button(say("refuse"), { kind: "no", onclick: () => give("no") });
    const isSafe = row.classes.some((name) => UNDONE.includes(name));
    (isSafe ? refuse : allow).classList.add("main");
    answers.append(...[...(isSafe ? [refuse, allow, always] : [allow, always, refuse]), instead].filter(Boolean));
    // Not at once: a blank or Enter that was meant for elsewhere allows nothing.
    setTimeout(() => [allow, always].forEach((each) => each?.removeAttribute("disabled")), UNSEEN);
  } else if (row.asks === "take_over")
    answers.append(
      button(say("hand_back"), { kind: "main", icon: "hand", onclick: () => link.wish({ do: "hand_back" }) }),
      button(say("cannot"), { onclick: () => give("") }),
    );
  else answers.append(h("span", { class: "tw-hint" }, say("answer_below")), button(say("do_not_know"), { onclick: () => give("") }));
  const card = h("div", { class: "tw-card tw-question", role: "group", "aria-label": heading, tabindex: "-1" },
    h("h3", {}, heading, ...row.classes.map((name) => h("span", { class: "tw-tag" }, say(`class_${name}`)))),
    h("p", { class: "tw-deed-told" }, row.deed || row.text),
    row.deed && row.why ? h("p", { class: "tw-why" }, row.why) : null,
    row.picture ? h("img", { class: "tw-deed-picture", src: row.picture, alt: row.touch, width: row.size[0], height: row.size[1] }) : null,
    fields.element,
    row.deed ? h("p", { class: "tw-hint" }, row.touch) : null,
    row.hint ? h("p", { class: "tw-hint" }, row.hint) : null,
    answers,
  );
  return { card, answers };
}

// What the deed is of. `changed` tells what was written anew, null where nothing was.
function deedFields(row, edited) {
  const inputs = {};
  const rows = [];
  for (const name of ["to", "content", "amount", "app"]) {
    if (!row[name]) continue;
    const isEditable = ["to", "content"].includes(name) && row.content;
    const value = isEditable
      ? (inputs[name] = h("input", { type: "text", class: "tw-field", value: row[name], maxlength: 2000, oninput: edited }))
      : h("span", {}, row[name]);
    rows.push(h("label", { class: "tw-deed-field" }, h("span", {}, say(`deed_${name}`)), value));
  }
  const changed = () => {
    const anew = Object.entries(inputs).filter(([name, { value }]) => value.trim() && value.trim() !== row[name]);
    return anew.length ? Object.fromEntries(anew.map(([name, { value }]) => [name, value.trim()])) : null;
  };
  return { element: rows.length ? h("div", { class: "tw-deed-fields" }, ...rows) : null, changed };
}
