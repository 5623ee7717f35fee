// What the host asks for and tells.
const COMMANDS = {
  open(given) {
    COLOURS = given.colours;
    WIDTHS = given.widths;
    hours = given.hours;
    styling.usual = given.usual;
    Object.assign(page, { url: given.url, referrer: given.referrer });
    clock.now = clock.loaded = given.uptime;
    setTime(given);
    chance.state = given.seed;
    asked.answers = given.answers;
    for (const [name, value] of given.local) localHeld.set(name, value);
    for (const [name, value] of given.session) sessionHeld.set(name, value);
    Object.assign(geometry, given.view);
    navigator.language = given.language;
    navigator.languages = [given.language];
    navigator.onLine = given.online;
    navigator.userAgent = given.agent;
    build(document, given.tree, false);
    return [...document._below()]
      .filter((one) => one._tag === 'script')
      .map((one) => {
        one._ran = true;
        return one.nid;
      });
  },
  script(nid) {
    const one = tree.byId.get(nid),
      kind = one.getAttribute('type') ?? '';
    document.currentScript = one;
    one._ran = true;
    if (kind && !/javascript|ecmascript|^module$/.test(kind)) return { code: '' };
    const src = one.getAttribute('src'),
      module = kind === 'module';
    if (one.hasAttribute('nomodule') && !module) return { code: '' };
    return src ? { src: resolved(src), module } : { code: one.textContent, module };
  },
  module({ url, text, files }) {
    for (const [name, made] of files) modules.texts.set(name, made);
    if (url) modules.texts.set(url, text);
    beginModule(url || `inline ${++modules.count}`, text, url || page.url).done.catch(failed);
    return null;
  },
  ready() {
    document.currentScript = null;
    document._ready = 'interactive';
    fire(document, Event, 'DOMContentLoaded');
    return null;
  },
  loaded() {
    document._ready = 'complete';
    fire(document, Event, 'readystatechange', { bubbles: false });
    fire(window, Event, 'load', { bubbles: false });
    for (const one of document._below())
      if (one.hasAttribute?.('autofocus')) {
        moveFocus(one);
        break;
      }
    return null;
  },
  // What became of a script that lay beside the page.
  fetched({ nid, missing }) {
    if (missing) log('error', `Failed to load resource: ${missing}`);
    fire(tree.byId.get(nid), Event, missing ? 'error' : 'load', { bubbles: false, cancelable: false });
    return null;
  },
  // What a script of the page ended with, in the engine's words: the error itself stayed there.
  threw(text) {
    const [, name, message] = /^(\w*Error): (.*)$/s.exec(text) ?? [];
    if (typeof window[name] !== 'function') failed(text);
    else failed(Object.assign(new window[name](message), { stack: '' }));
    return null;
  },
  ended(_, made) {
    watched(made);
    return null;
  },
  lost: tellLost,
  act(given) {
    asked.answers = given.answers;
    setTime(given);
    const one = tree.byId.get(given.nid);
    if (given.nid && !one?.isConnected) return null;
    Object.assign(geometry, given.view);
    ACTS[given.kind]?.(one, given);
    return null;
  },
  places(given) {
    geometry.all = new Map(given.all.map(([nid, ...box]) => [nid, box]));
    geometry.pageHeight = given.high;
    return null;
  },
  tick,
  putOff: (to) => {
    putOff(to);
    return null;
  },
  rules: (rules) => {
    takeRules(rules);
    return null;
  },
  asked: () => asked.open,
  settle,
  tree: () => drawnTree(document, 0, { nodes: 0 }),
  pixels: (nid) => packed(tree.byId.get(nid)._context),
};
