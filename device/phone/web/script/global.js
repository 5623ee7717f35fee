// Everything a script finds by its name alone.
const GLOBALS = {
  window,
  self: window,
  document,
  navigator,
  history,
  localStorage,
  sessionStorage,
  EventTarget,
  Event,
  CustomEvent,
  UIEvent,
  MouseEvent,
  PointerEvent,
  TouchEvent,
  KeyboardEvent,
  InputEvent,
  FocusEvent,
  SubmitEvent,
  PopStateEvent,
  HashChangeEvent,
  StorageEvent,
  ErrorEvent,
  PromiseRejectionEvent,
  Promise: PromiseCalled,
  DOMException,
  Node,
  NodeList,
  HTMLCollection,
  RadioNodeList,
  Element,
  HTMLElement,
  Text,
  Comment,
  DocumentFragment,
  Document: HTMLDocument,
  HTMLDocument,
  FormData,
  Blob,
  File,
  FileReader,
  URL,
  URLSearchParams,
  ImageData,
  HTMLInputElement,
  HTMLTextAreaElement,
  HTMLSelectElement,
  HTMLOptionElement,
  HTMLButtonElement,
  HTMLLabelElement,
  HTMLAnchorElement,
  HTMLImageElement,
  HTMLFormElement,
  HTMLFieldSetElement,
  HTMLOutputElement,
  HTMLTableElement,
  HTMLTableSectionElement,
  HTMLTableRowElement,
  HTMLTableCellElement,
  HTMLTemplateElement,
  HTMLCanvasElement,
  HTMLDialogElement,
  HTMLDetailsElement,
  HTMLScriptElement,
  CanvasRenderingContext2D,
  Date: DateCalled,
  setTimeout: (run, ms, ...some) => setTimer(run, ms, false, some),
  setInterval: (run, ms, ...some) => setTimer(run, ms, true, some),
  clearTimeout: (id) => {
    timers.all.delete(id);
  },
  clearInterval: (id) => {
    timers.all.delete(id);
  },
  requestAnimationFrame: (run) => {
    const id = setTimer(run, 16, false, []);
    timers.all.get(id).frame = true;
    return id;
  },
  cancelAnimationFrame: (id) => {
    timers.all.delete(id);
  },
  requestIdleCallback: (run) =>
    setTimer(() => run({ didTimeout: false, timeRemaining: () => 50 }), 1, false, []),
  cancelIdleCallback: (id) => {
    timers.all.delete(id);
  },
  alert: (text = '') => effect('alert', String(text)),
  confirm: (text) => ask('confirm', text),
  prompt: (text, given) => ask('prompt', text, given),
  print: () => {},
  console: {
    log: (...some) => log('log', ...some),
    info: (...some) => log('info', ...some),
    debug: (...some) => log('debug', ...some),
    warn: (...some) => log('warn', ...some),
    error: (...some) => log('error', ...some),
    table: (...some) => log('log', ...some),
    dir: (...some) => log('log', ...some),
    trace() {},
    group: (...some) => log('log', ...some),
    groupEnd() {},
    time() {},
    timeEnd() {},
    count() {},
    clear() {},
    assert: (fine, ...some) => {
      if (!fine) log('error', 'Assertion failed:', ...some);
    },
  },
  open: (to) => {
    if (to) effect('window', resolved(to));
    return null;
  },
  close: () => effect('close'),
  focus() {},
  blur() {},
  stop() {},
  postMessage(data) {
    later(() => fire(window, kindOf(['data'], { data: null }), 'message', { data, bubbles: false }));
  },
  scrollTo: (x, y) => scrollPage(typeof x === 'object' ? (x?.top ?? geometry.scrollY) : y),
  scrollBy: (x, y) => scrollPage(geometry.scrollY + (Number(typeof x === 'object' ? x?.top : y) || 0)),
  scroll: (x, y) => GLOBALS.scrollTo(x, y),
  getComputedStyle: computed,
  getSelection,
  matchMedia: (text) => matchMedia(String(text)),
  fetch: fetchPage,
  XMLHttpRequest,
  Image: function Image(w, h) {
    const one = make('img');
    if (w) one.width = w;
    if (h) one.height = h;
    return one;
  },
  Option: function Option(text = '', value, _, selected) {
    const one = make('option');
    one.text = text;
    if (value !== undefined) one.value = value;
    if (selected) one._selected = true;
    return one;
  },
  Audio: function Audio() {
    return { play: () => Promise.resolve(), pause() {}, load() {}, addEventListener() {} };
  },
  DOMParser: class {
    parseFromString(text) {
      const made = new HTMLDocument(),
        html = make('html'),
        body = make('body');
      made.appendChild(html);
      html.appendChild(body);
      body.appendChild(parseFragment(String(text)));
      return made;
    }
  },
  MutationObserver: class {
    observe() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  },
  ResizeObserver: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
  IntersectionObserver: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
  CSS: { supports: () => true, escape: (text) => String(text).replace(/[^-\w\u0080-\uffff]/g, '\\$&') },
  queueMicrotask: (run) => {
    Promise.resolve().then(run).catch(failed);
  },
  structuredClone: (one) => cloned(one, new Map()),
  crypto: {
    getRandomValues: (into) => {
      for (let at = 0; at < into.length; at++) into[at] = Math.floor(random() * 4294967296);
      return into;
    },
    randomUUID: () =>
      'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(random() * 16).toString(16)),
  },
  Intl: INTL,
  name: '',
  origin: 'null',
  top: window,
  parent: window,
  frames: window,
  opener: null,
  closed: false,
  isSecureContext: true,
  screen: {
    get width() {
      return geometry.width;
    },
    get height() {
      return geometry.height;
    },
    orientation: { type: 'portrait-primary' },
  },
  performance: {
    now: () => clock.now - clock.loaded,
    mark() {},
    measure() {},
    timing: {},
    getEntriesByType: () => [],
  },
};
const cloned = (one, seen) => {
  if (typeof one === 'function' || typeof one === 'symbol' || one instanceof Node)
    throw new DOMException('It could not be cloned.', 'DataCloneError');
  if (typeof one !== 'object' || one === null) return one;
  if (seen.has(one)) return seen.get(one);
  if (one instanceof HostDate) return new PhoneDate(one.getTime());
  if (one instanceof RegExp) return new RegExp(one.source, one.flags);
  const keep = (made) => (seen.set(one, made), made);
  if (one instanceof Map) {
    const made = keep(new Map());
    for (const [key, value] of one) made.set(cloned(key, seen), cloned(value, seen));
    return made;
  }
  if (one instanceof Set) {
    const made = keep(new Set());
    for (const value of one) made.add(cloned(value, seen));
    return made;
  }
  if (ArrayBuffer.isView(one)) return one.slice ? one.slice() : one;
  const made = keep(Array.isArray(one) ? [] : {});
  for (const key of Object.keys(one)) made[key] = cloned(one[key], seen);
  return made;
};
