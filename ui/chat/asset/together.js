// Several phones in one page; the address says how many, each with its talk below it.

import { CLOSED, frameName } from "./beside.js";
import { h } from "./dom.js";
import { say } from "./words.js";

const MOST = 6;
const bar = document.querySelector("header");
const row = document.querySelector("main");
const shown = () => [...row.children].map((each) => Number(each.dataset.number));

function put(number) {
  const frame = h("iframe", { name: frameName(number), title: say("beside_one", number), src: "/", allow: "clipboard-read; clipboard-write" });
  row.append(h("section", { "data-number": number, "aria-label": say("beside_one", number) }, frame));
}

function told() {
  more.disabled = row.children.length >= MOST;
  history.replaceState(null, "", `/together?phones=${shown()}`);
}

const more = h("button", { type: "button", onclick: () => (put(Math.max(0, ...shown()) + 1), told(), row.lastChild.scrollIntoView()) }, say("beside_more"));
// With the last one closed, one phone is shown again.
addEventListener(CLOSED, ({ detail }) => {
  row.querySelector(`iframe[name="${detail}"]`)?.closest("section").remove();
  if (!row.children.length) return location.assign("/");
  told();
  more.focus();
});

bar.append(h("h1", {}, say("beside")), more, h("a", { href: "/" }, say("beside_none")));
const wanted = (new URLSearchParams(location.search).get("phones") ?? "1,2").split(",").map(Number);
[...new Set(wanted)].filter((number) => number > 0 && number < 100).slice(0, MOST).forEach(put);
told();
