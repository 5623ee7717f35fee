// The tab's one line to the server: wishes go out, news and pictures come in as events.

import { keptAs } from "./beside.js";
import { canDecode } from "./video.js";
import { language } from "./words.js";

const KEPT = keptAs(window.name);
const SLOWEST = 5000;
const IDLE = { activity: "idle", mine: true, task: 0, asked: 0, holding: false };

class Link extends EventTarget {
  #socket = null;
  #wait = 250;
  #after = 0;
  #drawn = -1; // the number of the latest picture; 0 while a whole one is awaited
  session = sessionStorage.getItem(KEPT) || "";
  phone = null;
  standing = IDLE;
  sight = "starting"; // of this tab's phone: starting until its first picture, shown, gone
  connected = false;

  connect() {
    const address = new URL(`/line?language=${language}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#wait = 250;
      this.connected = true;
      this.#await();
      this.#emit("line", { connected: true });
      this.wish({ do: "enter", session: this.session, after: this.#after, video: canDecode() });
      this.wish({ do: "phones" });
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.#hear(JSON.parse(data)) : this.#see(data));
    socket.onclose = ({ code }) => {
      this.connected = false;
      this.#emit("line", { connected: false });
      if (code === 4401) return location.reload();
      setTimeout(() => this.connect(), this.#wait);
      this.#wait = Math.min(SLOWEST, this.#wait * 2);
    };
    this.#socket = socket;
  }

  wish(wish) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(wish));
    return true;
  }

  choose(phone) {
    this.#after = 0;
    this.#await();
    return this.wish({ do: "enter", phone, video: canDecode() });
  }

  resume(run) {
    this.#after = 0;
    this.#await();
    return this.wish({ do: "resume", run });
  }

  // A session that no tab looks at. Until it is entered, this tab has its own.
  rejoin(session) {
    return this.wish({ do: "rejoin", session }) && this.wish({ do: "phones" });
  }

  // Another phone is on its way: what still comes of the last one is none of its pictures.
  #await() {
    this.entered = false;
    this.#drawn = -1;
    this.#sees("starting");
  }

  #sees(sight) {
    if (this.sight === sight) return;
    this.sight = sight;
    this.#emit("sight", { sight });
  }

  #hear(news) {
    const failed = news.is === "failure" && ["enter", "resume"].includes(news.about);
    if (news.is === "lost" || failed) {
      // Its session ended, as with a server that ended: nothing of it can be answered any more.
      this.#after = 0;
      this.standing = IDLE;
      this.phone = null;
    }
    if (news.is === "gone" || failed) this.#sees("gone");
    if (news.is === "entered") {
      this.entered = true;
      this.phone = news;
      const isNew = news.session !== this.session || this.sight !== "shown";
      if (news.anew) this.#after = 0;
      if (news.anew && isNew) this.#sees("starting");
      this.session = news.session;
      sessionStorage.setItem(KEPT, news.session);
    }
    if (news.is === "rows") {
      news.rows = news.rows.filter((row) => row.number > this.#after);
      if (news.rows.length) this.#after = news.rows.at(-1).number;
    }
    if (news.is === "standing") this.standing = news;
    this.#emit(news.is, news);
  }

  #see(data) {
    const length = new DataView(data).getUint32(0);
    if (!this.entered) return;
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    if (head.is === "video") return this.#emit("video", { key: head.key, data: new Uint8Array(data, 4 + length) });
    // A part belongs to the picture before it.
    if (head.upon && head.upon !== this.#drawn) return this.#drawn && this.wish({ do: "whole" }) && (this.#drawn = 0);
    this.#drawn = head.number;
    this.#sees("shown");
    this.#emit("screen", { ...head, picture: new Blob([new Uint8Array(data, 4 + length)], { type: "image/jpeg" }) });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export const link = new Link();
export const on = (name, hear) => link.addEventListener(name, (event) => hear(event.detail));
