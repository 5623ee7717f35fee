// The talk: what was asked for, the plan, each step with its picture, questions, how it ended.

import { button, drawn, h } from "./dom.js";
import { link, on } from "./link.js";
import { Reading } from "./reading.js";
import { say } from "./words.js";
import { enlarge } from "./shot.js";

const UNSEEN = 700; // milliseconds that a card is there before a press can be meant for it

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
    this.out = h("a", { class: "tw-out", href: "/logout", hidden: true });
    this.bar.append(this.status, this.steering, this.out);
    this.append(this.log, this.reading.below, this.bar, this.#composer());
    this.#clear();
    on("entered", ({ anew }) => anew && this.#clear());
    on("entered", ({ user }) => this.#knows(user));
    on("lost", () => (this.#clear(), this.#stand()));
    on("rows", ({ rows }) => this.#add(rows));
    on("standing", () => this.#stand());
    on("line", () => this.#stand());
    on("sight", () => this.#stand());
    on("failure", ({ about, untyped }) => about === "send" && this.#unsent(untyped));
    on("failure", ({ text, about }) => ["send", "answer", "pause", "go_on", "stop", "take_over", "retry", "hand_back", "enter", "resume", "rejoin", "leave", ""].includes(about) && this.#fail(text));
    on("phones", ({ interrupted, left }) => this.#offer(interrupted, left));
    this.#stand();
  }

  // Who logged in can log out; nobody else has to.
  #knows(user) {
    this.out.hidden = !user;
    this.out.textContent = user ? say("log_out", user) : "";
  }

  #composer() {
    this.box = h("textarea", { rows: 1, "aria-label": say("task"), placeholder: say("task_hint"), maxlength: 20000, enterkeyhint: "send" });
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
    this.reading.came(rows.some(isForNow));
  }

  #put(row, ...children) {
    this.#steps(row.task);
    this.log.append(...children);
  }

  #steps(task) {
    if (this.tasks.has(task)) this.tasks.get(task).list = null;
  }

  row_task(row) {
    this.tasks.set(row.task, { list: null, plan: null });
    this.log.append(h("div", { class: "tw-said" }, h("p", {}, row.goal), row.resumed ? h("small", {}, say("resumed")) : null));
  }

  row_required(row) {
    const list = h("ul", { class: "tw-plan", "aria-label": say("required") }, ...row.effects.map((text) => h("li", {}, text)));
    this.#put(row, h("section", { class: "tw-card" }, h("h3", {}, say("required")), list));
  }

  row_noticed(row) {
    this.#put(row, h("p", { class: "tw-hint" }, row.text));
  }

  row_plan(row) {
    const list = h("ol", { class: "tw-plan", "aria-label": say("plan") }, ...row.subgoals.map((goal) => h("li", {}, goal)));
    this.tasks.get(row.task).plan = list;
    this.#mark(list, row.done);
    this.#put(row, h("section", { class: "tw-card" }, h("h3", {}, say("plan")), list));
  }

  #mark(list, done) {
    [...list.children].forEach((item, index) => item.classList.toggle("done", index < done));
  }

  row_step(row) {
    const task = this.tasks.get(row.task);
    if (task.plan && row.done !== null) this.#mark(task.plan, row.done);
    if (!task.list) {
      task.list = h("ol", { class: "tw-steps", "aria-label": say("steps") });
      this.log.append(task.list);
      this.reading.grows(task.list);
    }
    task.list.append(
      h("li", { class: "tw-step", value: row.index },
        row.picture ? this.#shot(row) : h("span", { class: "tw-shot none" }),
        h("div", { class: "tw-step-text" },
          h("div", { class: "tw-did" }, h("span", { class: `tw-sign ${row.tone}`, title: row.tone }, row.sign), h("b", {}, `${row.index}`), ` ${row.did}`),
          row.thought ? h("div", { class: "tw-thought" }, row.thought) : null,
          ...row.remarks.map((line) => h("div", { class: "tw-remark" }, line)),
          h("div", { class: "tw-time" }, say("seconds", row.seconds)),
        ),
      ),
    );
  }

  #shot(row) {
    const picture = h("img", { src: row.picture, loading: "lazy", decoding: "async", alt: "", width: row.size[0], height: row.size[1] });
    return h("button", { type: "button", class: "tw-shot", "aria-label": say("enlarge", row.index), onclick: () => enlarge(row) }, picture, drawn(row.size, row.shapes, row.candidates));
  }

  row_question(row) {
    const answers = h("div", { class: "tw-answers" });
    const give = (text) => link.wish({ do: "answer", text, asked: row.number });
    if (row.asks === "confirm")
      answers.append(
        button(say("allow"), { kind: "main", disabled: true, onclick: () => give("yes") }),
        button(say("refuse"), { onclick: () => give("no") }),
      );
    else if (row.asks === "take_over")
      answers.append(
        button(say("hand_back"), { kind: "main", icon: "hand", onclick: () => link.wish({ do: "hand_back" }) }),
        button(say("cannot"), { onclick: () => give("") }),
      );
    else answers.append(h("span", { class: "tw-hint" }, say("answer_below")), button(say("do_not_know"), { onclick: () => give("") }));
    const heading = { confirm: say("needs_word"), ask: say("asks"), take_over: say("please_take_over") }[row.asks];
    const card = h("section", { class: "tw-card tw-question", "aria-label": heading, tabindex: "-1" },
      h("h3", {}, heading, ...row.classes.map((name) => h("span", { class: "tw-tag" }, say(`class_${name}`)))),
      h("p", {}, row.text),
      row.hint ? h("p", { class: "tw-hint" }, row.hint) : null,
      answers,
    );
    this.questions.set(row.number, answers);
    this.#put(row, card);
    // Never a button: a blank or Enter meant for elsewhere would be the answer. Who is typing goes on typing.
    const typing = document.activeElement?.matches("input, textarea, [contenteditable]") && document.activeElement.value;
    if (row.asks === "confirm") setTimeout(() => answers.querySelector("button")?.removeAttribute("disabled"), UNSEEN);
    if (row.asks !== "ask" && !typing) queueMicrotask(() => card.focus({ preventScroll: true }));
    // On a narrow page the talk itself may be out of sight.
    if (!typing) queueMicrotask(() => card.scrollIntoView({ block: "nearest" }));
  }

  #close(answers, told) {
    this.#keepPlace(answers);
    answers.replaceChildren(h("span", { class: "tw-given" }, told));
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
    const buttons = h("div", { class: "tw-answers" }, button(say("retry"), { icon: "again", onclick: () => link.wish({ do: "retry" }) }));
    if (row.run) buttons.append(button(say("open_run"), { onclick: () => document.dispatchEvent(new CustomEvent("tapwright-open", { detail: row.run })) }));
    this.#put(row,
      h("section", { class: `tw-card tw-ended ${row.status}`, "aria-label": say("ended") },
        h("h3", {}, h("span", { class: "tw-badge" }, say(`status_${row.status}`)), row.status === "complete" ? h("small", {}, say(row.verified ? "verified" : "not_verified")) : null),
        row.answer ? h("p", { class: "tw-answer" }, row.answer) : null,
        row.why ? h("p", { class: "tw-why" }, row.why) : null,
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
    this.status.textContent = link.connected ? say(`activity_${now}`) : say("connecting");
    const steer = (act, sign, kind) => button(say(act), { icon: sign, kind, onclick: () => link.wish({ do: act }) });
    const offered = [];
    if (activity === "working" || activity === "asking") offered.push(steer("pause", "pause"), steer("take_over", "hand"));
    if (activity === "paused") offered.push(steer("go_on", "go", "main"), steer("take_over", "hand"));
    if (activity === "taken_over") offered.push(steer("hand_back", "hand", "main"));
    if (going && activity !== "stopping") offered.push(steer("stop", "stop", "danger"));
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
