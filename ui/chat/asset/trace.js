// The trace of a step: who was asked what and said what, where the place was found and how surely, the screen before and after.

import { drawn, h, s } from "./dom.js";
import { say } from "./words.js";

// Fetched when it is opened, and anew where it was not all there yet. `first` stands above it.
export function traceOf(address, step, ...first) {
  const inside = h("div", { class: "tw-traced" });
  const whole = h("details", { class: "tw-trace-of" }, h("summary", {}, say("trace_of", step.index)), inside);
  whole.addEventListener("toggle", async () => {
    if (!whole.open) return;
    const answer = await fetch(address);
    if (!answer.ok) return inside.replaceChildren(h("p", { class: "tw-fail" }, say("cannot_read")));
    inside.replaceChildren(...first, ...told(await answer.json(), step));
  });
  return whole;
}

function told({ calls, places, before, after }, step) {
  return [
    ...calls.map(call),
    ...places.map(place),
    h("div", { class: "tw-screens" }, screen(say("before"), before, drawn(step.size, step.shapes), places), screen(say("after"), after)),
  ];
}

// Tokens in, of those cached, and out; money where it is known; time.
function took({ usage: { prompt_tokens, cached_tokens, completion_tokens, cost }, seconds }) {
  const parts = prompt_tokens ? [say("tokens_in_out", prompt_tokens, cached_tokens, completion_tokens)] : [];
  if (cost) parts.push(`$${cost.toFixed(4)}`);
  return [...parts, say("seconds", seconds)].join(" · ");
}

function call(one) {
  const { role, model, text, prompt, raw, thoughts, error, kept } = one;
  const folded = (name, ...children) => h("details", {}, h("summary", {}, say(name)), ...children);
  const words = (text) => h("pre", { tabindex: 0 }, text);
  return h("section", { class: "tw-call" },
    h("h3", {}, [role, model].filter(Boolean).join(" · "), h("small", {}, model ? took(one) : "")),
    text ? h("p", {}, text) : null,
    error ? h("p", { class: "tw-fail" }, error) : null,
    prompt.length ? folded("prompt", ...prompt.flatMap((each) => [h("h4", {}, each.role), words(each.text)])) : null,
    thoughts ? folded("thoughts", words(thoughts)) : null,
    raw ? folded("raw_reply", words(raw)) : null,
    model && !kept ? h("p", { class: "tw-hint" }, say("not_kept")) : null,
  );
}

const percent = (share) => `${Math.round(100 * share)} %`;

function place({ label, method, confidence, candidates }) {
  return h("p", { class: "tw-place" },
    say("place_found", label ? `“${label}”` : say("a_place"), method, percent(confidence)),
    candidates.length ? h("small", {}, ` ${say("place_others", candidates.map(({ point, confidence: sure }) => `(${point.join(", ")})${sure === null ? "" : ` ${percent(sure)}`}`).join(", "))}`) : null,
  );
}

function screen(name, picture, layer = null, places = []) {
  if (!picture) return null;
  const [width, height] = picture.size;
  for (const { candidates, heat } of places) {
    if (heat) layer.prepend(s("image", { href: heat, x: 0, y: 0, width, height, preserveAspectRatio: "none" }));
    for (const { point } of candidates) layer.append(s("circle", { cx: point[0], cy: point[1], r: Math.min(width, height) * 0.025, class: "candidate" }));
  }
  return h("figure", {}, h("figcaption", {}, name), h("div", { class: "tw-large" }, h("img", { src: picture.address, alt: "", loading: "lazy", width, height }), layer));
}
