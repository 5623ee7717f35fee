// Runs of earlier: found, gone through step by step, compared, taken along, done again, kept under a name.

import { button, drawn, escapable, h } from "./dom.js";
import { link, on } from "./link.js";
import { go } from "./places.js";
import { routineRow } from "./routine.js";
import { traceOf } from "./trace.js";
import { say } from "./words.js";

const PAUSE = 200;
const ROOM = 620; // pixels that a list and a run take beside each other

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// As the server looks for words: without case, in one form of writing.
const folded = (text) => text.normalize("NFKC").toLowerCase().trim();

const of = (name) => `/past/run/${encodeURIComponent(name)}`;

// Whether somebody did something here since the page was loaded.
let isUsed = false;
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (isUsed = true), { capture: true, once: true });

// A run that is to be shown; the panel may not have been opened yet, and is not there before that.
let wanted = null;
document.addEventListener("tapwright-open", ({ detail }) => {
  wanted = detail;
  document.querySelector("tapwright-past")?.show();
});
document.addEventListener("tapwright-runs", () => document.querySelector("tapwright-past")?.close());

class Past extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.search = h("input", { type: "search", class: "tw-field", "aria-label": say("search"), placeholder: say("search"), maxlength: 300 });
    this.search.addEventListener("input", () => {
      clearTimeout(this.asking);
      this.asking = setTimeout(() => this.#list(), PAUSE);
    });
    this.routines = h("div", { class: "tw-routines", role: "group", "aria-label": say("routines") });
    this.runs = h("ul", { class: "tw-runs", "aria-label": say("runs") });
    this.note = h("p", { class: "tw-hint", role: "status" });
    this.listing = h("div", { class: "tw-listing" }, h("h2", { class: "tw-unseen" }, say("past")), this.search, this.note, this.routines, this.runs);
    this.shown = h("div", { class: "tw-shown", "aria-live": "polite" });
    this.append(this.listing, this.shown);
    this.listing.addEventListener("keydown", (event) => event.key === "Escape" && this.other && this.#unchosen().focus());
    this.show();
    new ResizeObserver(([{ contentRect }]) => this.classList.toggle("narrow", contentRect.width < ROOM)).observe(this);
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#refresh()).observe(this.listing);
    this.kept = [];
    on("routines", (news) => {
      this.kept = news.routines;
      this.#offer();
    });
    on("failure", ({ text, about }) => about.includes("routine") || about === "replay" ? this.#say(text) : null);
  }

  show() {
    if (wanted && (wanted.name !== this.name || this.other)) this.#open(wanted.name, wanted.step);
    else if (wanted?.step) this.#at(wanted.step);
    wanted = null;
  }

  #refresh() {
    this.#list();
    link.wish({ do: "routines" });
  }

  #say(text) {
    this.note.textContent = text;
    if (this.told) this.told.textContent = text;
  }

  // -- the list --------------------------------------------------------------------------------------
  async #list() {
    this.#offer();
    try {
      const runs = await read(`/past?query=${encodeURIComponent(this.search.value)}`);
      const had = this.runs.querySelector(":focus")?.dataset.run;
      this.runs.replaceChildren(...runs.map((run) => this.#line(run)));
      if (had) this.runs.querySelector(`[data-run="${CSS.escape(had)}"]`)?.focus();
      if (!this.other) this.note.textContent = runs.length ? "" : say(this.search.value.trim() ? "no_hits" : "no_runs");
    } catch {
      this.#say(say("cannot_read"));
    }
  }

  #line(run) {
    const open = h("button", { type: "button", class: "tw-run", "data-run": run.name, "aria-current": run.name === this.name ? "true" : undefined, onclick: () => (this.other ? this.#compare(run.name) : go(["run", run.name])) },
      run.shot ? h("img", { src: `${run.shot}?small`, alt: "", loading: "lazy" }) : null,
      h("span", { class: `tw-badge ${run.status}` }, say(run.status ? `status_${run.status}` : "not_ended")),
      h("b", {}, run.title),
      run.title !== run.goal ? h("small", {}, run.goal) : null,
      run.said.length ? h("b", {}, say("then_said", run.said.join("; "))) : null,
      h("small", {}, [run.when, say(run.steps === 1 ? "steps_1" : "steps_n", run.steps), run.replays ? say("replay_of") : "", run.phone].filter(Boolean).join(" · ")),
    );
    return h("li", {}, open);
  }

  #offer() {
    const words = folded(this.search.value).split(/\s+/);
    const routines = this.kept.filter((one) => words.every((word) => folded(`${one.name} ${one.goal}`).includes(word)));
    this.routines.replaceChildren(...routines.map((one) => routineRow(one, () => this.#call(one))));
    if (routines.length) this.routines.prepend(h("h3", {}, say("routines")));
  }

  #call(one) {
    const name = one.name.replace(/\{(\w+)\}/g, (_, slot) => one.values[slot] ?? "");
    if (name !== one.name) {
      // It has values: the chat's box is where a person changes them.
      this.#toChat();
      const box = document.querySelector("tapwright-talk textarea");
      box.value = name;
      box.focus();
    } else {
      link.wish({ do: "call_routine", name });
      this.#toChat();
    }
  }

  #toChat() {
    go(["chat", link.session]);
  }

  // -- one run ---------------------------------------------------------------------------------------
  async #open(name, at = 0) {
    this.name = name;
    this.other = null;
    this.shown.replaceChildren(h("p", { class: "tw-hint" }, say("loading")));
    let run;
    try {
      run = await read(of(name));
    } catch {
      return this.shown.replaceChildren(h("p", { class: "tw-fail" }, say("cannot_read")));
    }
    this.classList.add("open");
    this.told = h("p", { class: "tw-hint", role: "status" });
    const parts = [
      h("div", { class: "tw-shown-head" }, button(say("back_to_list"), { icon: "back", kind: "only-narrow", onclick: () => go(["runs"]) }), h("h2", { tabindex: -1 }, run.title)),
      run.title !== run.goal ? h("p", { class: "tw-hint" }, run.goal) : null,
      ...run.said.map((text) => h("p", {}, say("then_said", text))),
      h("p", {}, h("span", { class: `tw-badge ${run.status}` }, say(run.status ? `status_${run.status}` : "not_ended")), ` ${run.answer || run.reason}`),
      h("p", { class: "tw-hint" }, [run.when, run.phone, run.brain, `${run.seconds} s`].filter(Boolean).join(" · ")),
      this.#deeds(run),
      this.told,
      this.#scrub(run.steps_made, at),
    ];
    this.shown.replaceChildren(...parts.filter(Boolean));
    this.shown.scrollIntoView({ block: "start" });
    this.#goOnAtHead();
    this.#list();
  }

  // Whose keyboard was in the list goes on here; who only opened the address is nowhere yet.
  #goOnAtHead() {
    if (isUsed) this.shown.querySelector("h2").focus({ preventScroll: true });
  }

  close() {
    this.classList.remove("open");
    this.name = null;
    this.shown.replaceChildren();
    this.#list();
  }

  #deeds(run) {
    const again = (alone) => {
      link.wish({ do: "replay", run: run.name, alone });
      this.#toChat();
    };
    const load = (label, address) => h("a", { class: "tw-button", href: `${of(run.name)}/${address}`, download: "" }, label);
    return h("div", { class: "tw-answers" },
      button(say("replay"), { icon: "again", kind: "main", onclick: () => again(false) }),
      button(say("replay_alone"), { onclick: () => again(true) }),
      button(say("save_routine"), { onclick: (event) => this.#saving(run, event.currentTarget) }),
      button(say("compare_with"), { onclick: ({ currentTarget }) => this.#choosing(run, currentTarget) }),
      button(say("rename"), { onclick: (event) => this.#naming(run, event.currentTarget) }),
      button(say("delete_run"), { kind: "danger", onclick: ({ currentTarget }) => this.#deleting(run, currentTarget) }),
      load(say("report"), "report"), load(say("zip"), "zip"), load(say("film_webp"), "film/webp"), load(say("film_gif"), "film/gif"),
    );
  }

  // The safe button comes where the first one was: a second press deletes nothing.
  #deleting(run, from) {
    const keep = () => (sure.replaceWith(from), from);
    const sure = escapable(h("span", { class: "tw-answers" },
      button(say("keep_run"), { onclick: () => keep().focus() }),
      button(say("delete_sure"), { kind: "danger", onclick: async () => {
        const answer = await fetch(of(run.name), { method: "DELETE" });
        if (answer.ok) go(["runs"]);
        else this.#say(say("still_used"));
      } }),
    ), keep);
    from.replaceWith(sure);
    sure.firstChild.focus();
  }

  #form(from, ...fields) {
    const form = h("form", { class: "tw-saving" }, ...fields, button(say("save"), { kind: "main", type: "submit" }));
    return escapable(form, () => (form.remove(), from));
  }

  #naming(run, from) {
    if (this.saving?.isConnected) return this.saving.remove();
    const name = h("input", { type: "text", class: "tw-field", "aria-label": say("run_name"), value: run.title, maxlength: 200 });
    this.saving = this.#form(from, name);
    this.saving.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await fetch(of(run.name), { method: "PUT", body: name.value });
      if (answer.ok) this.#open(run.name);
    });
    from.parentElement.after(this.saving);
    name.focus();
  }

  #at(step) {
    const slider = this.shown.querySelector(".tw-slider");
    if (!slider || Number(slider.value) === step) return;
    slider.value = step;
    slider.dispatchEvent(new Event("input"));
  }

  // A run's steps, gone through with a slider.
  #scrub(steps, at) {
    if (!steps.length) return h("p", { class: "tw-hint" }, say("no_picture"));
    const slider = h("input", { type: "range", min: 1, max: steps.length, value: Math.min(at || 1, steps.length), class: "tw-slider", "aria-label": say("steps") });
    const place = h("div", { class: "tw-one-step" });
    const show = () => {
      const step = steps[slider.value - 1];
      slider.setAttribute("aria-valuetext", `${say("step_of", slider.value, steps.length)}: ${step.did}`);
      place.replaceChildren(
        step.picture ? h("div", { class: "tw-large" }, h("img", { src: step.picture, alt: say("screen_of", step.index), width: step.size[0], height: step.size[1] }), drawn(step.size, step.shapes, step.candidates)) : "",
        h("div", {}, h("b", {}, say("step_of", slider.value, steps.length)), this.#told(step)),
      );
    };
    slider.addEventListener("input", show);
    slider.addEventListener("change", () => go(["run", this.name, slider.value], { replace: true }));
    show();
    return h("div", { class: "tw-scrub" }, slider, place);
  }

  #told(step) {
    return h("div", {},
      h("p", {}, h("span", { class: `tw-sign ${step.tone}` }, step.sign), step.deed || step.did),
      step.thought ? h("p", { class: "tw-thought" }, step.thought) : null,
      ...step.remarks.map((line) => h("p", { class: "tw-remark" }, line)),
      traceOf(step.trace, step, h("p", {}, step.did)),
    );
  }

  // -- two runs --------------------------------------------------------------------------------------
  // The other one is chosen from the list.
  #choosing(run, from) {
    this.other = run.name;
    this.from = from;
    this.classList.remove("open");
    this.#say(say("comparing"));
    this.search.focus();
  }

  #unchosen() {
    this.other = null;
    this.classList.add("open");
    this.#say("");
    return this.from;
  }

  async #compare(name) {
    const first = this.other;
    this.other = null;
    this.note.textContent = "";
    this.classList.add("open");
    try {
      const pair = await read(`/past/pair?first=${encodeURIComponent(first)}&second=${encodeURIComponent(name)}`);
      const side = (step) => h("td", {}, step ? h("div", { class: "tw-side" }, step.picture ? h("span", { class: "tw-shot" }, h("img", { src: step.picture, loading: "lazy", alt: "", width: step.size[0], height: step.size[1] }), drawn(step.size, step.shapes)) : "", h("span", {}, `${step.index} ${step.sign} ${step.did}`)) : "");
      this.shown.replaceChildren(
        h("div", { class: "tw-shown-head" }, button(say("back_to_list"), { icon: "back", kind: "only-narrow", onclick: () => go(["runs"]) }), h("h2", { tabindex: -1 }, say("compare"))),
        h("table", { class: "tw-pair" },
          h("thead", {}, h("tr", {}, ...pair.goals.map((goal, index) => h("th", { scope: "col" }, h("div", { class: "tw-goal" }, goal), h("small", {}, ` ${[first, name][index]}`))))),
          h("tbody", {}, ...pair.lines.map((line) => h("tr", { class: line.same ? "same" : "other", title: line.same ? say("same_steps") : undefined }, side(line.first), side(line.second)))),
        ),
      );
      this.shown.scrollIntoView({ block: "start" });
      this.#goOnAtHead();
    } catch {
      this.#say(say("cannot_read"));
    }
  }

  // -- under a name ----------------------------------------------------------------------------------
  #saving(run, from) {
    if (this.saving?.isConnected) return this.saving.remove();
    const name = h("input", { type: "text", class: "tw-field", "aria-label": say("routine_name"), placeholder: say("routine_name"), maxlength: 200, required: true });
    const slots = h("div", { class: "tw-slots" });
    name.addEventListener("input", () => {
      const wanted = [...new Set([...name.value.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))];
      const had = Object.fromEntries([...slots.querySelectorAll("input")].map((each) => [each.name, each.value]));
      slots.replaceChildren(...wanted.map((slot) => h("label", {}, say("routine_value", slot), h("input", { type: "text", class: "tw-field", name: slot, value: had[slot] ?? "", required: true }))));
    });
    this.saving = this.#form(from, name, slots);
    this.saving.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = Object.fromEntries([...slots.querySelectorAll("input")].map((each) => [each.name, each.value]));
      this.told.textContent = "";
      const saved = () => {
        this.told.textContent = say("routine_saved");
        this.saving.remove();
      };
      link.addEventListener("routines", saved, { once: true });
      link.addEventListener("failure", () => link.removeEventListener("routines", saved), { once: true });
      link.wish({ do: "save_routine", run: run.name, name: name.value, values });
    });
    from.parentElement.after(this.saving);
    name.focus();
  }
}

customElements.define("tapwright-past", Past);
