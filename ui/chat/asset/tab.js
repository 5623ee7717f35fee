// The browser's tab tells while a question waits, whatever page is in front.

const TITLE = "Tapwright";
const sign = (colour) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="8" y="2" width="16" height="28" rx="4" fill="#0f766e"/>${colour ? `<circle cx="23" cy="9" r="8" fill="${colour}"/>` : ""}</svg>`)}`;

export function tellTab(waits) {
  if (waits && document.hidden && globalThis.Notification?.permission === "granted" && document.title === TITLE) {
    const shown = new Notification(TITLE, { body: waits, tag: "tapwright" });
    shown.onclick = () => (window.focus(), shown.close());
  }
  document.title = waits ? `● ${waits} · ${TITLE}` : TITLE;
  let icon = document.querySelector("link[rel~=icon]");
  if (!icon) document.head.append((icon = Object.assign(document.createElement("link"), { rel: "icon" })));
  const drawn = sign(waits ? "#d97706" : "");
  if (icon.href !== drawn) icon.href = drawn;
}

// A button by which the browser is let tell of questions while another page is in front; gone once it was asked.
export function notifying(button) {
  const asked = () => globalThis.Notification?.permission !== "default";
  button.hidden = asked();
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    button.hidden = asked();
  });
  return button;
}
