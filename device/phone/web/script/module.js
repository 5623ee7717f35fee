// Modules: the host hands in functions, made of their texts; here they are begun once each and waited for.
const modules = { texts: new Map(), begun: new Map(), count: 0 };
const moduleAt = (name, from) => {
  const asked = String(name);
  if (!/^(\.{0,2}\/|https?:)/.test(asked))
    throw new TypeError(`Failed to resolve module specifier "${asked}"`);
  const url = new URL(asked, from).href;
  if (!modules.texts.has(url)) throw new TypeError(`Failed to fetch dynamically imported module: ${url}`);
  return url;
};
// Whether one waits, maybe through others, for another: they import each other.
const waitsFor = (one, other, seen = new Set()) =>
  one === other ||
  (!seen.has(one) && Boolean(seen.add(one)) && [...one.waiting].some((next) => waitsFor(next, other, seen)));
const beginModule = (url, text, base) => {
  const known = modules.begun.get(url);
  if (known) return known;
  const one = { exports: Object.create(null), waiting: new Set() };
  modules.begun.set(url, one);
  const offer = (all) => {
    for (const [name, get] of Object.entries(all))
      if (!(name in one.exports)) Object.defineProperty(one.exports, name, { get, enumerable: true });
  };
  const all = (from) =>
    offer(
      Object.fromEntries(
        Object.keys(from)
          .filter((name) => name !== 'default')
          .map((name) => [name, () => from[name]]),
      ),
    );
  const take = async (name) => {
    const at = moduleAt(name, base);
    const other = beginModule(at, modules.texts.get(at), at);
    if (!waitsFor(other, one)) {
      one.waiting.add(other);
      await other.done;
      one.waiting.delete(other);
    }
    return other.exports;
  };
  const later = async (name) => {
    const at = moduleAt(name, base);
    const other = beginModule(at, modules.texts.get(at), at);
    await other.done;
    return other.exports;
  };
  one.done = (async () => {
    if (url.endsWith('.json')) offer({ default: () => JSON.parse(text) });
    else await globalEval(text)(offer, all, take, later, { url: base });
  })();
  return one;
};
