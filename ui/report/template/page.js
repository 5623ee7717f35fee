"use strict";

const form = document.getElementById("filter");
const tries = [...document.querySelectorAll(".try")];
const texts = new Map();

/** All that a try says, in small letters; read when it is first searched for. */
function textOf(each) {
  if (!texts.has(each)) texts.set(each, each.textContent.toLowerCase());
  return texts.get(each);
}

function isWanted(each, state, app, tag, words) {
  const data = each.dataset;
  const came = !state || data.state === state || data.flip === state || (state === "damage" && "damage" in data);
  return (
    came &&
    (!app || data.app.includes(`|${app}|`)) &&
    (!tag || data.tag.includes(`|${tag}|`)) &&
    words.every((word) => textOf(each).includes(word))
  );
}

function filter() {
  const { state, app, tag, text } = form.elements;
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const each of tries) {
    each.hidden = !isWanted(each, state.value, app.value, tag.value, words);
    shown += !each.hidden;
  }
  document.getElementById("count").value = `${shown} of ${tries.length}`;
  document.getElementById("none").hidden = shown > 0;
}

/** Opens the try that the address names, whatever the filter hides. */
function openNamed() {
  const named = tries.find((each) => `#${each.id}` === location.hash);
  if (!named) return;
  named.hidden = false;
  named.open = true;
  named.scrollIntoView();
}

const viewer = document.getElementById("viewer");
let steps = [];
let place = 0;

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
  document.getElementById("viewer-step").replaceChildren(holder);
  document.getElementById("viewer-place").textContent = `Step ${place + 1} of ${steps.length}`;
}

document.addEventListener("click", (event) => {
  const screen = event.target.closest("ol.steps button.screen");
  if (screen) {
    const step = screen.closest(".step");
    steps = [...step.parentElement.children];
    show(steps.indexOf(step));
    viewer.showModal();
  }
});

viewer.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  if (go) show(place + Number(go.dataset.go));
  else if (event.target === viewer || event.target.closest("[data-close]")) viewer.close();
});

document.addEventListener("keydown", (event) => {
  if (viewer.open) {
    if (event.key === "ArrowRight") show(place + 1);
    if (event.key === "ArrowLeft") show(place - 1);
  } else if (event.key === "/" && !event.target.closest("input, select")) {
    event.preventDefault();
    form.elements.text.focus();
  }
});

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", openNamed);
filter();
openNamed();
