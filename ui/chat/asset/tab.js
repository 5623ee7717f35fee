// The browser's tab tells while a question waits, whatever page is in front.

const TITLE = "Tapwright";
const sign = (colour) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="8" y="2" width="16" height="28" rx="4" fill="#0f766e"/>${colour ? `<circle cx="23" cy="9" r="8" fill="${colour}"/>` : ""}</svg>`)}`;

export function tellTab(waits) {
  document.title = waits ? `● ${waits} · ${TITLE}` : TITLE;
  let icon = document.querySelector("link[rel~=icon]");
  if (!icon) document.head.append((icon = Object.assign(document.createElement("link"), { rel: "icon" })));
  const drawn = sign(waits ? "#d97706" : "");
  if (icon.href !== drawn) icon.href = drawn;
}
