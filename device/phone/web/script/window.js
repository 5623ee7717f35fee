// What a page finds around itself: time, timers, chance, dialogs, stores, its address, the console.
const effects = [];
const effect = (...what) => {
  if (effects.length < 2000) effects.push(what);
};
const told = (error) => {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'Error';
  }
};
const shown = (one, depth = 0) => {
  try {
    if (typeof one === 'string') return one;
    if (one instanceof Error) return told(one);
    if (one instanceof Element) return `<${one._tag}>`;
    if (typeof one === 'object' && one !== null && !depth) return JSON.stringify(one) ?? String(one);
    return String(one);
  } catch {
    return Object.prototype.toString.call(one);
  }
};
const log = (level, ...some) =>
  effect(
    'log',
    level,
    some
      .map((one) => shown(one))
      .join(' ')
      .slice(0, 2000),
  );

// -- chance, the same for the same page
const chance = { state: 1 };
const random = () => {
  let x = (chance.state = (chance.state + 0x6d2b79f5) | 0);
  x = Math.imul(x ^ (x >>> 15), x | 1);
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
  return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
};

// -- dialogs that wait for a person: the script is given up here and run again from the start with the answer
const asked = { answers: [], open: null };
const ask = (kind, text, given) => {
  if (asked.open) throw new Error('waiting');
  if (asked.answers.length) return asked.answers.shift();
  asked.open = [kind, String(text ?? ''), String(given ?? '')];
  throw new Error('waiting');
};

// -- where things are on the screen, as last laid out
const geometry = {
  all: new Map(),
  width: 412,
  height: 732,
  pageHeight: 0,
  scrollX: 0,
  scrollY: 0,
  ratio: 2.625,
  dark: false,
  of(one) {
    return this.all.get(one?.nid) ?? [0, 0, 0, 0];
  },
  middle(one) {
    const [x, y, w, h] = this.of(one);
    return [x + w / 2 - this.scrollX, y + h / 2 - this.scrollY];
  },
};
// -- scrolling: the host does it, and has the page hear of it in an act of its own
const scrollHeard = () => {
  fire(document, Event, 'scroll', { cancelable: false });
  fire(document, Event, 'scrollend', { cancelable: false });
};
const scrollPage = (to) => {
  const most = geometry.pageHeight ? Math.max(0, geometry.pageHeight - geometry.height) : Infinity;
  to = Math.min(Math.max(0, Number(to) || 0), most);
  if (to === geometry.scrollY) return;
  geometry.scrollY = to;
  effect('scroll', to);
};
let WIDTHS = {};
const textWidth = (text) => {
  let sum = 0;
  for (const one of text) sum += WIDTHS[one] ?? (one > '\u2e80' ? 1 : 0.55);
  return sum;
};
