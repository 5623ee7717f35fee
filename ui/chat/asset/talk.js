// The talk: what was asked for, the plan, each step with its picture, questions, how it ended.

import { comeIntoSight, keptAs } from "./beside.js";
import { button, drawn, h } from "./dom.js";
import { link, on } from "./link.js";
import { effectLine, PlanBar } from "./plan.js";
import { go } from "./places.js";
import { questionCard } from "./question.js";
import { Reading } from "./reading.js";
import { say } from "./words.js";
import { notifying, tellTab } from "./tab.js";
import { enlarge } from "./shot.js";
import { traceOf } from "./trace.js";

const TRACE = "tapwright-trace";
// What this tab keeps when it is loaded anew.
const SLOW = `${keptAs(window.name)} slow`;
const DRAFT = `${keptAs(window.name)} draft`;

// One's own words, and what waits for an answer.
const isForNow = ({ kind, act }) => ["task", "question"].includes(kind) || act === "said";

class Talk extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.log = h("div", { class: "tw-log", role: "log", "aria-label": say("conversation"), tabindex: 0 });
    this.reading = new Reading(this.log);
    this.bar = h("div", { class: "tw-bar" });
    this.status = h("span", { class: "tw-status", role: "status" });
    this.steering = h("span", { class: "tw-steering" });
    this.out = h("a", { class: "tw-out", href: "/logout", hidden: true, onclick: () => sessionStorage.removeItem(DRAFT) });
    this.newChat = button(say("new_chat"), { kind: "tw-small", onclick: () => link.wish({ do: "new_chat" }) });
    this.bar.append(this.status, this.steering, h("span", { class: "tw-tools" }, this.newChat, notifying(button(say("notify"), { kind: "tw-small tw-wide" })), this.#slowing(), this.#tracing()), this.out);
    this.plan = new PlanBar();
    this.append(h("h2", { class: "tw-unseen" }, say("conversation")), this.plan.element, this.log, this.reading.below, this.bar, this.#composer());
    this.#clear();
    on("entered", ({ anew }) => anew && this.#clear());
    on("entered", ({ user }) => this.#knows(user));
    on("lost", () => (this.#clear(), this.#stand()));
    on("rows", ({ rows }) => this.#add(rows));
    on("standing", () => this.#stand());
    on("line", () => this.#stand());
    on("sight", () => this.#stand());
    on("failure", ({ about, untyped }) => about === "send" && this.#unsent(untyped));
    on("failure", ({ text, about }) => ["send", "answer", "pause", "go_on", "stop", "take_over", "retry", "hand_back", "enter", "resume", "rejoin", "leave", "change", "new_chat", ""].includes(about) && this.#fail(text));
    on("phones", ({ interrupted, left }) => this.#offer(interrupted, left));
    this.#stand();
  }

  // The trace tells each step as the program knows it: for who looks into what was decided, and how.
  #tracing() {
    const traced = button(say("trace"), { kind: "tw-small tw-trace", onclick: () => show(!this.classList.contains("traced")) });
    const show = (whether) => {
      this.classList.toggle("traced", whether);
      traced.setAttribute("aria-pressed", String(whether));
      localStorage.setItem(TRACE, whether ? "on" : "");
      link.wish({ do: "trace", on: whether });
    };
    on("entered", () => traced.getAttribute("aria-pressed") === "true" && link.wish({ do: "trace", on: true }));
    show(localStorage.getItem(TRACE) === "on");
    return traced;
  }

  // Whether what the agent is about to touch is shown for a while first; the tab's next phones keep it.
  #slowing() {
    const slow = button(say("slow"), { kind: "tw-small tw-wide", "aria-pressed": String(sessionStorage.getItem(SLOW) === "on"), onclick: () => set(slow.getAttribute("aria-pressed") !== "true") });
    const set = (whether) => {
      slow.setAttribute("aria-pressed", String(whether));
      sessionStorage.setItem(SLOW, whether ? "on" : "");
      link.wish({ do: "slow", on: whether });
    };
    on("entered", () => slow.getAttribute("aria-pressed") === "true" && set(true));
    return slow;
  }

  // Who logged in can log out; nobody else has to.
  #knows(user) {
    this.out.hidden = !user;
    this.out.textContent = user ? say("log_out", user) : "";
  }

  #composer() {
    this.box = h("textarea", { rows: 1, "aria-label": say("task"), placeholder: say("task_hint"), maxlength: 20000, enterkeyhint: "send" });
    this.box.value = sessionStorage.getItem(DRAFT) ?? "";
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.box.addEventListener("input", () => this.#grow());
    // What is only hinted at has lines of its own, as many as the width gives it.
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === this.wide) return;
      this.wide = contentRect.width;
      requestAnimationFrame(() => this.#grow());
    }).observe(this.box);
    this.sendButton = button(say("send"), { icon: "send", kind: "main", type: "submit" });
    const form = h("form", { class: "tw-composer" }, this.box, this.sendButton);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    return form;
  }

  #grow() {
    sessionStorage.setItem(DRAFT, this.box.value);
    this.box.style.height = "auto";
    const edges = this.box.offsetHeight - this.box.clientHeight;
    this.box.style.height = `${Math.min(this.box.scrollHeight + edges, 180)}px`;
  }

  // What was not taken stands in the box again, unless something else was written there since.
  #unsent(text) {
    if (this.box.value) return;
    this.box.value = text;
    this.#grow();
  }

  #send(text = this.box.value) {
    if (!text.trim()) return;
    if (link.wish({ do: "send", text })) {
      this.box.value = "";
      this.#grow();
    } else this.#fail(say("no_line"));
  }

  #clear() {
    this.tasks = new Map();
    this.questions = new Map();
    this.plan.hide();
    const examples = ["example_1", "example_2", "example_3"].map((key) =>
      button(say(key), { kind: "chip", onclick: () => this.#send(say(key)) }),
    );
    this.welcome = h("div", { class: "tw-welcome" }, h("h2", {}, say("welcome")), h("p", {}, say("welcome_more")), h("div", { class: "tw-chips" }, ...examples));
    this.#keepPlace(this.log);
    this.cut = h("div", { class: "tw-cut" });
    this.log.replaceChildren(this.cut, this.welcome);
    this.reading.begin();
  }

  // -- rows ------------------------------------------------------------------------------------------
  #add(rows) {
    if (!rows.length) return;
    this.#keepPlace(this.welcome);
    this.welcome.remove();
    for (const row of rows) this[`row_${row.kind}`](row);
    const next = rows.at(-1).kind === "touch" ? this.touching : null;
    document.dispatchEvent(new CustomEvent("tapwright-touch", { detail: next }));
    this.reading.came(rows.some(isForNow));
  }

  #put(row, ...children) {
    this.#steps(row.task);
    this.log.append(...children);
  }

  // What comes next begins a list of its own.
  #steps(task) {
    const had = this.tasks.get(task);
    if (had) had.list = null;
  }

  row_task(row) {
    this.tasks.set(row.task, { list: null, deed: null });
    this.plan.begin(row.goal);
    this.log.append(h("div", { class: "tw-said" }, h("p", {}, row.goal), row.resumed ? h("small", {}, say("resumed")) : null));
  }

  row_required(row) {
    this.plan.required(row.effects);
  }

  row_met(row) {
    this.plan.stands(row.effects);
  }

  // What is about to be touched is drawn on the phone, until it was.
  row_touch(row) {
    this.touching = row;
  }

  row_noticed(row) {
    this.#put(row, h("p", { class: "tw-hint" }, row.text));
  }

  row_reply(row) {
    this.#put(row, h("section", { class: "tw-card" }, h("p", { class: "tw-reply" }, row.text)));
  }

  row_plan(row) {
    this.plan.plan(row.subgoals, row.done);
  }

  // A sentence for each sub-goal, with its steps folded in it; those of the one that is being worked on show.
  row_step(row) {
    const task = this.tasks.get(row.task);
    if (row.done !== null) this.plan.done(row.done);
    const told = row.sentence || row.subgoal;
    if (!task.list || (task.subgoal !== row.subgoal && told)) this.#deed(task, row);
    const summary = task.deed.querySelector("summary");
    if (told || !summary.textContent) summary.textContent = told || say("looks"); // a last look is no deed of its own
    this.plan.now([row.subgoal, row.sentence].filter(Boolean).join(" — ") || row.did);
    task.list.append(this.#step(row));
  }

  #deed(task, { subgoal }) {
    task.deed?.removeAttribute("open");
    task.subgoal = subgoal;
    task.list = h("ol", { class: "tw-steps", "aria-label": say("steps") });
    task.deed = h("details", { class: "tw-deed", open: true }, h("summary", {}), task.list);
    this.log.append(task.deed);
    this.reading.grows(task.deed);
  }

  #step(row) {
    const plainly = row.deed || (row.tone === "green" ? say("looks") : row.did);
    return h("li", { class: `tw-step ${row.tone}`, value: row.index },
      row.picture ? this.#shot(row) : h("span", { class: "tw-shot none" }),
      h("div", { class: "tw-step-text" },
        h("div", { class: "tw-did" }, h("span", { class: `tw-sign ${row.tone}`, title: row.tone }, row.sign), h("b", {}, `${row.index} `), h("span", { class: "tw-plainly" }, plainly), h("span", { class: "tw-exactly" }, row.did)),
        row.thought ? h("div", { class: "tw-thought" }, row.thought) : null,
        ...row.remarks.map((line) => h("div", { class: "tw-remark" }, line)),
        h("div", { class: "tw-time" }, say("seconds", row.seconds), row.tokens ? ` · ${say("tokens", row.tokens)}` : ""),
        traceOf(row.trace, row),
      ),
    );
  }

  #shot(row) {
    const picture = h("img", { src: row.picture, loading: "lazy", decoding: "async", alt: "", width: row.size[0], height: row.size[1] });
    return h("button", { type: "button", class: "tw-shot", "aria-label": say("enlarge", row.index), onclick: () => enlarge(row) }, picture, drawn(row.size, row.shapes, row.candidates));
  }

  row_question(row) {
    const { card, answers } = questionCard(row);
    this.questions.set(row.number, answers);
    this.log.append(card); // the steps after it are of the same sub-goal, and go on in its list
    // Never a button: a blank or Enter meant for elsewhere would be the answer. Who is typing goes on typing.
    const typing = document.activeElement?.matches("input, textarea, [contenteditable]") && document.activeElement.value;
    if (row.asks !== "ask" && !typing) queueMicrotask(() => card.focus({ preventScroll: true }));
    document.dispatchEvent(new CustomEvent("tapwright-asked", { detail: row }));
    comeIntoSight();
    if (!typing) queueMicrotask(() => card.scrollIntoView({ block: "nearest" }));
  }

  #close(answers, told) {
    this.#keepPlace(answers);
    answers.replaceChildren(h("span", { class: "tw-given" }, told));
    for (const field of answers.parentElement.querySelectorAll("input")) field.readOnly = true;
  }

  // Whose keyboard is on a button that goes writes on in the box: nothing is pressed there by a blank.
  #keepPlace(going) {
    if (going.querySelector(":focus-visible")) this.box.focus({ preventScroll: true });
  }

  row_steered(row) {
    if (row.question && this.questions.has(row.question)) {
      const said = { yes: say("allowed"), no: say("refused"), "": say("refused") }[row.text] ?? row.text;
      this.#close(this.questions.get(row.question), row.act === "handed_back" ? say("act_handed_back") : said);
      this.questions.delete(row.question);
      return;
    }
    if (row.act === "said") this.#put(row, h("div", { class: "tw-said" }, h("p", {}, row.text)));
    else this.#put(row, h("div", { class: "tw-act" }, say(`act_${row.act}`), row.text ? `: ${row.text}` : ""));
  }

  row_ended(row) {
    for (const answers of this.questions.values()) this.#close(answers, say("not_open"));
    this.questions.clear();
    this.plan.ended(row);
    this.tasks.get(row.task)?.deed?.removeAttribute("open");
    const buttons = h("div", { class: "tw-answers" }, button(say("retry"), { icon: "again", onclick: () => link.wish({ do: "retry" }) }));
    if (row.run) buttons.append(button(say("open_run"), { onclick: () => go(["run", row.run]) }));
    this.#put(row,
      h("div", { class: `tw-card tw-ended ${row.status}`, role: "group", "aria-label": say("ended") },
        h("h3", {}, h("span", { class: "tw-badge" }, say(`status_${row.status}`)), row.status === "complete" ? h("small", {}, say(row.verified ? "verified" : "not_verified")) : null),
        row.answer ? h("p", { class: "tw-answer" }, row.answer) : null,
        row.why ? h("p", { class: "tw-why" }, row.why) : null,
        row.effects.length ? h("ul", { class: "tw-plan tw-required" }, ...row.effects.map(effectLine)) : null,
        h("p", { class: "tw-verdict" }, row.verdict),
        buttons,
      ),
    );
  }

  // -- what cannot wait for a row --------------------------------------------------------------------
  #fail(text) {
    const line = h("div", { class: "tw-fail", role: "alert" }, text);
    this.log.append(line);
    line.scrollIntoView({ block: "nearest" });
  }

  // What goes on where no tab of this browser looks, and runs that were cut short.
  #offer(runs, left) {
    this.#keepPlace(this.cut);
    this.cut.replaceChildren(
      ...left.map(({ session, goal, activity, phone }) =>
        h("section", { class: "tw-card tw-left" },
          h("h3", {}, say(activity === "idle" ? "left_idle" : "left")),
          h("p", {}, goal),
          h("p", { class: "tw-hint" }, say("left_more", say(`activity_${activity}`), phone)),
          h("div", { class: "tw-answers" }, button(say("rejoin"), { kind: "main", icon: "go", onclick: () => link.rejoin(session) })),
        ),
      ),
      ...runs.slice(0, 5).map((run) =>
        h("section", { class: "tw-card tw-interrupted" },
          h("h3", {}, say("interrupted")),
          h("p", {}, run.goal),
          ...run.said.map((text) => h("p", {}, say("then_said", text))),
          h("p", { class: "tw-hint" }, say("interrupted_more", run.steps, run.phone), run.hindrance ? ` ${run.hindrance}` : ""),
          h("div", { class: "tw-answers" },
            run.hindrance ? null : button(say("resume"), { kind: "main", icon: "go", onclick: () => link.resume(run.run) }),
            button(say("leave_it"), { onclick: () => link.wish({ do: "leave", run: run.run }) }),
          ),
        ),
      ),
    );
  }

  #stand() {
    const { activity, holding, asked } = link.standing;
    const going = !["idle", "closed"].includes(activity);
    const now = activity === "idle" && link.sight !== "shown" ? link.sight : activity;
    this.dataset.activity = link.connected ? now : "offline";
    tellTab(link.connected && asked ? say("activity_asking") : "");
    this.status.textContent = link.connected ? say(`activity_${now}`) : say("connecting");
    const steer = (act, sign, kind) => button(say(act), { icon: sign, kind, onclick: () => link.wish({ do: act }) });
    const offered = [];
    if (activity === "working" || activity === "asking") offered.push(steer("pause", "pause"), steer("take_over", "hand"));
    if (activity === "paused") offered.push(steer("go_on", "go", "main"), steer("take_over", "hand"));
    if (activity === "taken_over") offered.push(steer("hand_back", "hand", "main"));
    if (going && activity !== "stopping") offered.push(steer("stop", "stop", "danger"));
    this.newChat.hidden = going || !this.tasks.size;
    const key = `${activity} ${holding}`;
    if (this.steering.dataset.key !== key) {
      const had = this.steering.contains(document.activeElement);
      this.steering.dataset.key = key;
      this.steering.replaceChildren(...offered);
      if (had) (this.steering.querySelector("button") ?? this.box).focus();
    }
    const hint = say(asked ? "answer_hint" : going && activity !== "stopping" ? "correct_hint" : "task_hint");
    if (this.box.placeholder !== hint) {
      this.box.placeholder = hint;
      this.#grow();
    }
  }
}

customElements.define("tapwright-talk", Talk);
