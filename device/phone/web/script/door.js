// The one door between the page and the phone: `(kind, json) => json`; everything else stays in here.
for (const [name, value] of Object.entries(GLOBALS))
  Object.defineProperty(window, name, { value, writable: true, configurable: true, enumerable: false });
for (const [name, read] of Object.entries({
  innerWidth: () => geometry.width,
  innerHeight: () => geometry.height,
  outerWidth: () => geometry.width,
  outerHeight: () => geometry.height,
  devicePixelRatio: () => geometry.ratio,
  scrollX: () => 0,
  scrollY: () => geometry.scrollY,
  pageXOffset: () => 0,
  pageYOffset: () => geometry.scrollY,
}))
  Object.defineProperty(window, name, { get: read, set() {}, configurable: true });
Object.defineProperty(window, 'location', { get: () => location, set: (to) => go(to, false) });
for (const name of ['_heard', '_on'])
  Object.defineProperty(window, name, { value: null, writable: true, enumerable: false });
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent', '_hears', '_hear'])
  Object.defineProperty(window, name, {
    value: EventTarget.prototype[name].bind(window),
    writable: true,
    enumerable: false,
  });
Object.defineProperty(window, '_handler', {
  value(type) {
    const own = Object.getOwnPropertyDescriptor(window, 'on' + type);
    return (
      this._on?.get(type) ??
      (typeof own?.value === 'function'
        ? own.value
        : document.body?._attributes.has('on' + type) &&
            ['load', 'resize', 'popstate', 'hashchange', 'error', 'unhandledrejection'].includes(type)
          ? document.body._handler(type)
          : null)
    );
  },
  enumerable: false,
});
for (const name of Object.getOwnPropertyNames(EventTarget.prototype))
  if (name.startsWith('on')) {
    const { get, set } = Object.getOwnPropertyDescriptor(EventTarget.prototype, name);
    Object.defineProperty(window, name, { get, set, configurable: true, enumerable: false });
  }
Math.random = random;
const write = JSON.stringify,
  read = JSON.parse;
(kind, given, made) => write(COMMANDS[kind](read(given), made)) ?? 'null';
