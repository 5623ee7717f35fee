// Addresses: #/chat/SESSION, #/runs, #/run/NAME, #/run/NAME/STEP, #/settings. Back, forward and a reload lead to them.

import { link, on } from "./link.js";
import { say } from "./words.js";

const TABS = { chat: "chat", runs: "past", run: "past", settings: "settings" };
const CHECK = 100; // milliseconds between two looks at whether what was left is hidden
const HIDDEN = 5_000; // milliseconds by which even a slow machine has hidden it
const tabs = () => [...document.querySelectorAll("#tw-tabs [role=tab]")];
const tabOf = (place) => tabs().find((tab) => tab.textContent.trim() === say(TABS[place] ?? "chat"));

// The parts of the address: ["run", NAME, STEP].
export const here = () => location.hash.slice(2).split("/").filter(Boolean).map(decodeURIComponent);

const written = (parts) => `#/${parts.map((part) => encodeURIComponent(part)).join("/")}`;

// Another place: Back leads to this one again. `replace` only names what is shown already.
export function go(parts, { replace = false } = {}) {
  const address = written(parts);
  if (location.hash === address) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  if (!replace) arrive();
}

function show() {
  const [place = "chat", name, step] = here();
  const tab = tabOf(place);
  if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
  if (place === "run") document.dispatchEvent(new CustomEvent("tapwright-open", { detail: { name, step: Number(step) || 0 } }));
  if (place === "runs") document.dispatchEvent(new CustomEvent("tapwright-runs"));
  if (place === "chat" && name && link.session && name !== link.session) link.rejoin(name);
}

// Who leaves a place that is hidden then goes on at the tab of the next. Gradio hides it when it finds the time.
function arrive() {
  const left = document.activeElement;
  const until = performance.now() + HIDDEN;
  show();
  const waiting = setInterval(() => {
    const focus = document.activeElement;
    if (focus === left && focus !== document.body && performance.now() < until) return;
    clearInterval(waiting);
    if (focus === document.body) tabOf(here()[0] ?? "chat")?.focus({ preventScroll: true });
  }, CHECK);
}

// A tab that is pressed is a place, too; one that is pressed by `show` is where the address leads already.
document.addEventListener("click", ({ target }) => {
  const pressed = target.closest?.("#tw-tabs [role=tab]");
  if (!pressed || pressed === tabOf(here()[0] ?? "chat")) return;
  const place = ["chat", "runs", "settings"].find((each) => tabOf(each) === pressed);
  const run = document.querySelector("tapwright-past")?.name; // the one that is open there
  if (place === "chat") go(["chat", ...(link.session ? [link.session] : [])]);
  else go(place === "runs" && run ? ["run", run] : [place]);
});
addEventListener("popstate", arrive);
addEventListener("hashchange", arrive);
on("entered", ({ session }) => (here()[0] ?? "chat") === "chat" && go(["chat", session], { replace: true }));

// Gradio draws its tabs after this is loaded.
export function begin() {
  const [place, name] = here();
  if (place === "chat" && name) link.session = name;
  const waiting = setInterval(() => tabOf(place ?? "chat") && (clearInterval(waiting), show()), 50);
}
