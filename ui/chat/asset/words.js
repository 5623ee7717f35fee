// The page's own words in the browser's language.

const table = await (await fetch("/asset/words.json")).json();
export const language = navigator.languages.some((each) => each.startsWith("zh")) && !navigator.language.startsWith("en") ? "zh" : "en";
const column = language === "zh" ? 1 : 0;
document.documentElement.lang = language === "zh" ? "zh-CN" : "en";

// say("steps", 3): the word for a key, with {0}, {1} ... filled in.
export const say = (key, ...values) =>
  (table[key]?.[column] ?? key).replace(/\{(\d)\}/g, (_, number) => values[number] ?? "");
