"use strict";

const viewer = document.getElementById("viewer");
const player = viewer.querySelector("[data-play]");
const SHOWN = 1500; // milliseconds for which a step shows while they are played
let steps = [];
let place = 0;
let playing = 0;

/** Has the texts of a step's trace, which stand in the page once, in their places. */
function fill(holder) {
  for (const each of holder.querySelectorAll("[data-text]"))
    each.textContent = document.getElementById(`text-${each.dataset.text}`).content.textContent;
}

function show(index) {
  place = Math.max(0, Math.min(steps.length - 1, index));
  const copy = steps[place].cloneNode(true);
  const screen = copy.querySelector("button.screen");
  if (screen) {
    const still = document.createElement("div");
    still.className = "screen";
    still.append(...screen.childNodes);
    screen.replaceWith(still);
  }
  const holder = document.createElement("div");
  holder.className = "step";
  holder.append(...copy.childNodes);
  fill(holder);
  document.getElementById("viewer-step").replaceChildren(holder);
  document.getElementById("viewer-place").textContent = `Step ${place + 1} of ${steps.length}`;
  if (viewer.open) history.replaceState(null, "", `#${steps[place].id}`);
}

function openStep(step) {
  steps = [...step.parentElement.children];
  if (!viewer.open) viewer.showModal();
  show(steps.indexOf(step));
}

function play(whether) {
  clearInterval(playing);
  player.setAttribute("aria-pressed", String(whether));
  player.textContent = whether ? "❚❚" : "▶";
  if (!whether) return;
  if (place === steps.length - 1) show(0);
  playing = setInterval(() => (place < steps.length - 1 ? show(place + 1) : play(false)), SHOWN);
}

/** Opens what the address names: a try, or one step of it, whatever else hides it. */
function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = named?.closest(".try");
  if (around) {
    around.hidden = false;
    around.open = true;
    around.scrollIntoView();
  }
  if (named?.matches(".step")) openStep(named);
}

document.addEventListener("click", (event) => {
  const screen = event.target.closest("ol.steps button.screen");
  if (screen) openStep(screen.closest(".step"));
});

viewer.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  if (event.target.closest("[data-play]")) return play(player.getAttribute("aria-pressed") === "false");
  if (go) {
    play(false);
    show(place + Number(go.dataset.go));
  } else if (event.target === viewer || event.target.closest("[data-close]")) viewer.close();
});

viewer.addEventListener("close", () => {
  play(false);
  history.replaceState(null, "", `#${steps[place].closest(".try")?.id ?? ""}`);
});

document.addEventListener("keydown", ({ key }) => {
  if (!viewer.open || !["ArrowRight", "ArrowLeft"].includes(key)) return;
  play(false);
  show(place + (key === "ArrowRight" ? 1 : -1));
});

window.addEventListener("hashchange", openNamed);
openNamed();
