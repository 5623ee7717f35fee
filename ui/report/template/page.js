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

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || viewer.open || event.target.closest("input, select")) return;
  event.preventDefault();
  form.elements.text.focus();
});

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
