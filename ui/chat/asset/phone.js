// The phone, live: its picture, fingers and keys on it, and what stands on its screen.

import { besideNumber, closeBeside, goBeside, isBeside } from "./beside.js";
import { button, escapable, h, s } from "./dom.js";
import { link, on } from "./link.js";
import { moved, Overlay } from "./overlay.js";
import { Pinch } from "./pinch.js";
import { Video } from "./video.js";
import { language, say } from "./words.js";

const STILL = 10; // CSS pixels that a tap may move
const LONG = 500; // milliseconds after which a touch is a long one
const TYPED = 120; // milliseconds for which letters are gathered
const KEYS = {
  Enter: "enter", Backspace: "del", Delete: "forward_del", Escape: "back", ArrowUp: "dpad_up", ArrowDown: "dpad_down",
  ArrowLeft: "dpad_left", ArrowRight: "dpad_right", Home: "move_home", End: "move_end", PageUp: "page_up", PageDown: "page_down",
};

class Phone extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.size = [1080, 2400];
    this.typed = "";
    this.choice = h("select", { class: "tw-select", "aria-label": say("phone"), onchange: () => this.#choose() });
    this.canvas = h("canvas", { width: 540, height: 1200 });
    this.overlay = new Overlay();
    this.note = h("div", { class: "tw-note", role: "status" });
    this.screen = h("div", { class: "tw-screen", tabindex: 0, role: "application", "aria-label": say("screen_label"), "aria-describedby": "tw-screen-help" },
      this.canvas, this.overlay.svg, this.note);
    this.panel = escapable(h("div", { class: "tw-panel", hidden: true }), () => (this.#inspect(), this.inspecting));
    this.append(
      h("div", { class: "tw-phone-head" }, this.choice, this.#tools()),
      h("div", { class: "tw-body" }, this.screen, this.#keys()),
      (this.typing = this.#typing()),
      h("p", { id: "tw-screen-help", class: "tw-unseen" }, say("screen_help")),
      this.panel,
    );
    this.overlay.panel(this.panel, (element) => this.#hand({ do: "tap", ...middle(element.bounds) }));
    this.#listen();
    if (isBeside) this.closest("main")?.setAttribute("aria-label", say("beside_one", besideNumber)); // one of several
  }

  #tools() {
    this.inspecting = button(say("inspect"), { icon: "inspect", "aria-pressed": "false", onclick: () => this.#inspect() });
    const beside = () => button(say("beside_more"), { icon: "beside", bare: true, onclick: () => goBeside(link.session) });
    const close = () => button(say("beside_less", besideNumber), { icon: "close", bare: true, onclick: closeBeside });
    return h("span", { class: "tw-tools" }, isBeside ? null : beside(), this.inspecting, isBeside ? close() : null);
  }

  #keys() {
    const key = (name, sign, label) => button(say(label), { icon: sign, bare: true, onclick: () => this.#hand({ do: "key", name }) });
    return h("div", { class: "tw-keys", role: "toolbar", "aria-label": say("keys") },
      key("back", "back", "back"), key("home", "home", "home"), key("app_switch", "recents", "recents"),
      button(say("turn"), { icon: "turn", bare: true, onclick: () => this.#hand({ do: "turn" }) }),
      (this.keyboard = button(say("type"), { icon: "keyboard", bare: true, "aria-expanded": "false", onclick: () => this.#write(this.typing.hidden) })));
  }

  // The box to type in lies over the picture's lower end while it is wanted.
  #write(whether) {
    this.typing.hidden = !whether;
    this.keyboard.setAttribute("aria-expanded", String(whether));
    if (whether) this.field.focus();
  }

  #typing() {
    const field = (this.field = h("input", { type: "text", "aria-label": say("type"), placeholder: say("type"), maxlength: 2000, autocomplete: "off" }));
    const form = escapable(h("form", { class: "tw-typing", hidden: true }, field, button(say("type_send"), { type: "submit" })), () => (this.#write(false), this.keyboard));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!field.value) return this.#hand({ do: "key", name: "enter" });
      if (!this.#hand({ do: "type", text: field.value })) return;
      this.given = field.value;
      field.value = "";
    });
    return form;
  }

  // What the phone did not take stands in the box again, before what was written there since.
  #untyped(text) {
    if (text === this.given && !this.field.value.startsWith(text)) this.field.value = text + this.field.value;
    if (text === this.given) this.#write(true);
    this.given = null;
  }

  #listen() {
    on("screen", (news) => this.#show(news));
    const video = new Video((frame) => this.#paint(frame));
    on("video", (news) => video.take(news));
    on("entered", () => video.close());
    on("phones", (news) => this.#offer(news));
    on("entered", () => {
      this.#offer(this.offered ?? { phones: [] });
      if (this.overlay.on) link.wish({ do: "inspect", on: true });
    });
    on("elements", (news) => this.overlay.elements(news));
    on("found", (news) => this.overlay.found(news));
    document.addEventListener("tapwright-asked", ({ detail }) => ((this.asks = detail), this.#point()));
    on("standing", () => this.#point());
    document.addEventListener("tapwright-touch", ({ detail }) => this.overlay.next(detail));
    on("copied", ({ text }) => navigator.clipboard.writeText(text).then(() => this.#say(say("copied"), true), () => this.#say(say("not_copied"), true)));
    on("on_clipboard", () => this.#say(say("on_clipboard"), true));
    on("touched", () => {
      this.pinch?.goOn(true);
      if (this.touch) this.touch.taken = true;
      this.#goOn();
    });
    on("gone", ({ text }) => this.#say(text));
    on("line", () => this.#rest());
    on("sight", () => this.#rest());
    on("standing", ({ mine }) => this.classList.toggle("theirs", !mine));
    on("lost", () => (this.classList.remove("theirs"), this.#offer(this.offered ?? { phones: [] })));
    on("failure", ({ text, about, untyped }) => {
      if (!link.phone) this.#offer(this.offered ?? { phones: [] });
      if (about === "type" && untyped) this.#untyped(untyped);
      if (["tap", "double_tap", "long_press", "swipe", "finger_down", "finger_move", "finger_up", "pinch_down", "pinch_move", "pinch_up", "type", "paste", "copy", "key", "slow", "turn", "find", "inspect"].includes(about)) this.#say(text, true);
      if (about === "find") this.overlay.found({ told: text });
    });
    this.screen.addEventListener("pointerdown", (event) => this.#down(event));
    this.screen.addEventListener("pointermove", (event) => this.#move(event));
    this.screen.addEventListener("pointerup", (event) => this.#up(event));
    this.screen.addEventListener("pointercancel", (event) => this.#up(event));
    this.screen.addEventListener("pointerleave", () => this.overlay.hover(null));
    this.screen.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.screen.addEventListener("paste", (event) => this.#paste(event));
    this.screen.addEventListener("copy", (event) => (event.preventDefault(), this.#hand({ do: "copy" })));
    for (const kind of ["dragover", "dragleave", "drop"]) this.screen.addEventListener(kind, (event) => this.#drop(event));
    this.screen.addEventListener("keydown", (event) => this.#key(event));
    this.screen.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  // -- the picture -----------------------------------------------------------------------------------
  // A frame of the phone's own video, as large as the picture that it lies upon.
  #paint(frame) {
    const { canvas } = this;
    if (frame.displayWidth > frame.displayHeight !== canvas.width > canvas.height) [canvas.width, canvas.height] = [frame.displayWidth, frame.displayHeight];
    canvas.getContext("2d").drawImage(frame, 0, 0, canvas.width, canvas.height);
    frame.close();
    this.dataset.frames = Number(this.dataset.frames ?? 0) + 1;
    this.dataset.pictures = Number(this.dataset.pictures ?? 0) + 1;
  }

  // One after the other: a part that is drawn late must not lie over a later one.
  #show(news) {
    this.showing = (this.showing ?? Promise.resolve()).then(() => this.#draw(news)).catch(console.error);
  }

  async #draw({ size, at, whole, picture, secure, orientation, package: name }) {
    this.size = size;
    this.style.setProperty("--tw-tall", size[1] / size[0]);
    this.classList.toggle("lying", size[0] > size[1]);
    this.overlay.fit(size);
    this.dataset.package = name;
    this.dataset.orientation = orientation;
    if (!whole) return this.#say(say(secure ? "secure" : "no_picture"), false, true);
    if (this.canvas.width !== whole[0] || this.canvas.height !== whole[1]) [this.canvas.width, this.canvas.height] = whole;
    if (picture.size) {
      const drawn = await createImageBitmap(picture);
      this.canvas.getContext("2d").drawImage(drawn, ...at);
      drawn.close();
    }
    this.dataset.pictures = Number(this.dataset.pictures ?? 0) + 1;
    this.dataset.shown = performance.timeOrigin + performance.now();
    if (!this.brief) this.#rest();
  }

  // What the picture's note says where there is nothing else to say.
  #rest() {
    if (!link.connected) return this.#say(say("connecting"));
    const isNone = link.sight === "gone" && !link.phone;
    const note = isNone ? "choose_above" : { starting: "activity_starting", gone: "activity_gone" }[link.sight];
    this.#say(note ? say(note) : "", false, isNone);
  }

  #say(text, brief = false, cover = false) {
    clearTimeout(this.brief);
    this.brief = null;
    this.note.textContent = text;
    this.note.classList.toggle("cover", cover);
    if (brief) this.brief = setTimeout(() => this.#rest(), 4000);
  }

  // What a question is about is outlined while it is open.
  #point() {
    const isOpen = this.asks && link.standing.asked === this.asks.number;
    this.overlay.ask(isOpen ? this.asks.box : null);
  }

  // -- which phone -----------------------------------------------------------------------------------
  #offer(news) {
    this.offered = news;
    const now = link.phone?.phone;
    const options = news.phones
      .filter(({ serial }) => serial !== "embedded" && serial !== now)
      .map((one) => h("option", { value: one.serial, disabled: !one.free }, [one.model, one.serial, one.free ? "" : one.holder || one.state].filter(Boolean).join(" · ")));
    options.unshift(h("option", { value: "" }, now ? [link.phone.model, now].filter(Boolean).join(" · ") : say("choose_phone")));
    options.push(h("option", { value: "embedded" }, say("new_phone")));
    this.choice.replaceChildren(...options);
    this.choice.value = "";
  }

  #choose() {
    const serial = this.choice.value;
    if (!serial) return;
    link.choose(serial);
    setTimeout(() => link.wish({ do: "phones" }), 1500);
  }

  // -- fingers and keys ------------------------------------------------------------------------------
  #hand(wish) {
    if (link.sight !== "shown") {
      this.#say(say(`activity_${link.sight}`), true);
      return false;
    }
    if (!link.standing.mine) {
      this.#say(say("agent_has_it"), true);
      return false;
    }
    return link.wish(wish);
  }

  #pixel(event) {
    const box = this.canvas.getBoundingClientRect();
    const place = (at, start, length, pixels) => Math.max(0, Math.min(pixels - 1, Math.round(((at - start) / length) * pixels)));
    return [place(event.clientX, box.left, box.width, this.size[0]), place(event.clientY, box.top, box.height, this.size[1])];
  }

  #down(event) {
    if (event.button > 0) return;
    this.screen.focus({ preventScroll: true });
    this.screen.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (this.pinch) return;
    if (this.touch || event.ctrlKey) return this.#pinched(event);
    const [x, y] = this.#pixel(event);
    this.touch = { x, y, clientX: event.clientX, clientY: event.clientY };
    this.touch.pointer = event.pointerId;
    this.holding = setTimeout(() => this.#press(), LONG);
  }

  // A second finger makes a pinch of the touch; with Ctrl, the other finger goes opposite the pointer.
  #pinched(event) {
    const { touch } = this;
    clearTimeout(this.holding);
    touch?.ring?.remove();
    this.touch = null;
    const at = this.#pixel(event);
    const first = touch ? { pointer: touch.pointer, at: touch.next ?? [touch.x, touch.y] } : null;
    const pinch = new Pinch(this.size, first, { pointer: event.pointerId, at }, (wish) => this.#hand(wish), (wish) => link.wish(wish));
    if (!pinch.begin()) return;
    this.pinch = pinch;
    this.overlay.svg.append(...pinch.rings);
  }

  // A touch that lasts or moves is passed on as it happens; one that is short is a tap.
  #press() {
    const { x, y } = this.touch;
    this.touch.live = this.#hand({ do: "finger_down", x, y });
    if (!this.touch.live) return (this.touch = null);
    this.touch.ring = this.#ring(this.touch, "finger");
  }

  #move(event) {
    const { touch } = this;
    if (this.pinch) return this.pinch.move(event.pointerId, this.#pixel(event));
    if (!touch) return moved(event) && this.overlay.hover(this.#pixel(event));
    if (!touch.live && Math.hypot(event.clientX - touch.clientX, event.clientY - touch.clientY) <= STILL) return;
    clearTimeout(this.holding);
    if (!touch.live) this.#press();
    if (!this.touch) return;
    touch.next = this.#pixel(event);
    touch.ring.setAttribute("cx", touch.next[0]);
    touch.ring.setAttribute("cy", touch.next[1]);
    this.#goOn();
  }

  // One move at a time: the next once the phone has taken the last.
  #goOn() {
    const { touch } = this;
    if (!touch?.next || !touch.taken) return;
    const [x, y] = touch.next;
    touch.next = touch.taken = null;
    link.wish({ do: "finger_move", x, y });
  }

  #up(event) {
    const { touch } = this;
    if (this.pinch) {
      this.pinch.end(event.pointerId, this.#pixel(event));
      if (this.pinch.over) this.pinch = null;
      return;
    }
    this.touch = null;
    clearTimeout(this.holding);
    if (!touch) return;
    touch.ring?.remove();
    const [x, y] = this.#pixel(event);
    if (touch.live) link.wish({ do: "finger_up", x, y });
    else if (event.type === "pointerup" && this.#hand({ do: "tap", x: touch.x, y: touch.y })) this.#ripple(touch);
  }

  #ring({ x, y }, kind) {
    const ring = s("circle", { cx: x, cy: y, r: Math.min(...this.size) * 0.04, class: kind });
    this.overlay.svg.append(ring);
    return ring;
  }

  #ripple(at) {
    const ring = this.#ring(at, "ripple");
    setTimeout(() => ring.remove(), 400);
  }

  #wheel(event) {
    event.preventDefault();
    this.turned = (this.turned ?? 0) + (event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY);
    const [x, y] = this.#pixel(event);
    clearTimeout(this.wheeling);
    this.wheeling = setTimeout(() => {
      const far = Math.max(-0.6, Math.min(0.6, (this.turned * 2) / this.size[1])) * this.size[1];
      this.turned = 0;
      const bound = (at) => Math.round(Math.max(this.size[1] * 0.12, Math.min(this.size[1] * 0.88, at)));
      if (Math.abs(far) > 20) this.#hand({ do: "swipe", x, y: bound(y + far / 2), to_x: x, to_y: bound(y - far / 2), seconds: 0.25 });
    }, 90);
  }

  #key(event) {
    if (event.target !== this.screen || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (KEYS[event.key]) {
      this.#flush();
      this.#hand({ do: "key", name: KEYS[event.key] });
    } else if (event.key.length === 1) {
      this.typed += event.key;
      clearTimeout(this.writing);
      this.writing = setTimeout(() => this.#flush(), TYPED);
    } else return;
    event.preventDefault();
  }

  #paste(event) {
    event.preventDefault();
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData("text");
    this.#flush();
    if (files.length) this.#give(files);
    else if (text) this.#hand({ do: "paste", text });
  }

  // Files go into the phone's Download folder, one after the other.
  #drop(event) {
    event.preventDefault();
    this.screen.classList.toggle("dropping", event.type === "dragover");
    if (event.type === "drop") this.#give([...event.dataTransfer.files]);
  }

  async #give(files) {
    for (const file of files) {
      this.#say(say("giving", file.name));
      const answer = await fetch(`/drop/${link.session}?language=${language}&name=${encodeURIComponent(file.name)}`, { method: "POST", body: file }).catch(() => null);
      const { told } = answer ? await answer.json().catch(() => ({})) : {};
      this.#say(answer?.ok ? say("given", told) : told || say("no_line"), true);
    }
  }

  #flush() {
    clearTimeout(this.writing);
    if (this.typed) this.#hand({ do: "type", text: this.typed });
    this.typed = "";
  }

  #inspect() {
    const whether = !this.overlay.on;
    this.overlay.on = whether;
    this.inspecting.setAttribute("aria-pressed", String(whether));
    this.panel.hidden = !whether;
    this.classList.toggle("inspecting", whether);
    if (!whether) this.overlay.clear();
    link.wish({ do: "inspect", on: whether });
  }
}

const middle = ([left, top, right, bottom]) => ({ x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) });

customElements.define("tapwright-phone", Phone);
