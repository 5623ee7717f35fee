// Phones side by side: the same page several times in one tab, each with a session of its own.

const FRAME = "tapwright-beside-";
export const frameName = (number) => `${FRAME}${number}`;
export const isBeside = window.name.startsWith(FRAME);

// Where a page keeps its session: those of one tab share its store.
export const keptAs = (name) => (name.startsWith(FRAME) ? `tapwright-session ${name}` : "tapwright-session");

// A phone of several is closed by its own page: the page around it hears of it.
export const CLOSED = "tapwright-closed";
export const closeBeside = () => window.parent.dispatchEvent(new CustomEvent(CLOSED, { detail: window.name }));
export const besideNumber = Number(window.name.slice(FRAME.length));

// A phone that asks comes into sight, unless somebody is at another one.
export function comeIntoSight() {
  const at = window.parent.document.activeElement;
  if (isBeside && (at?.tagName !== "IFRAME" || at === window.frameElement)) window.frameElement.scrollIntoView({ block: "nearest", inline: "start" });
}

// The tab's own session becomes the first of several.
export function goBeside(session) {
  sessionStorage.setItem(keptAs(frameName(1)), session);
  location.assign("/together?phones=1,2");
}
