// Events, and how they run through the tree: down to the target, then up again.
class DOMException extends Error {
  constructor(message, name = 'Error') {
    super(message);
    this._name = name;
  }
  get name() {
    return this._name;
  }
}

class Event {
  constructor(type, init = {}) {
    this.type = String(type);
    this.bubbles = Boolean(init.bubbles);
    this.cancelable = Boolean(init.cancelable);
    this.composed = false;
    this.target = null;
    this.currentTarget = null;
    this.defaultPrevented = false;
    this.eventPhase = 0;
    this.isTrusted = false;
    this.timeStamp = clock.now - clock.loaded;
    this._stopped = false;
    this._ended = false;
  }
  get srcElement() {
    return this.target;
  }
  preventDefault() {
    if (this.cancelable) this.defaultPrevented = true;
  }
  get returnValue() {
    return !this.defaultPrevented;
  }
  set returnValue(kept) {
    if (!kept) this.preventDefault();
  }
  stopPropagation() {
    this._stopped = true;
  }
  stopImmediatePropagation() {
    this._stopped = this._ended = true;
  }
  get cancelBubble() {
    return this._stopped;
  }
  set cancelBubble(stop) {
    if (stop) this._stopped = true;
  }
  composedPath() {
    const path = [];
    for (let one = this.target; one; one = one.parentNode) path.push(one);
    return [...path, window];
  }
  initEvent(type, bubbles, cancelable) {
    Object.assign(this, { type, bubbles, cancelable });
  }
}
const kindOf = (names, defaults) =>
  class extends Event {
    constructor(type, init = {}) {
      super(type, init);
      for (const name of names)
        this[name] = name in init ? init[name] : name in defaults ? defaults[name] : 0;
    }
  };
const KEYS = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
class UIEvent extends kindOf(['detail', 'view'], { view: null }) {}
class CustomEvent extends kindOf(['detail'], { detail: null }) {
  initCustomEvent(type, b, c, detail) {
    this.initEvent(type, b, c);
    this.detail = detail;
  }
}
const MOUSE = [
  'detail',
  'button',
  'buttons',
  'clientX',
  'clientY',
  'screenX',
  'screenY',
  'relatedTarget',
  'movementX',
  'movementY',
  ...Object.keys(KEYS),
];
class MouseEvent extends kindOf(MOUSE, { ...KEYS, relatedTarget: null }) {
  get x() {
    return this.clientX;
  }
  get y() {
    return this.clientY;
  }
  get pageX() {
    return this.clientX + geometry.scrollX;
  }
  get pageY() {
    return this.clientY + geometry.scrollY;
  }
  get offsetX() {
    return this.clientX + geometry.scrollX - geometry.of(this.target)[0];
  }
  get offsetY() {
    return this.clientY + geometry.scrollY - geometry.of(this.target)[1];
  }
  get layerX() {
    return this.offsetX;
  }
  get layerY() {
    return this.offsetY;
  }
  get which() {
    return this.button + 1;
  }
}
class PointerEvent extends MouseEvent {
  constructor(type, init = {}) {
    super(type, init);
    Object.assign(this, {
      pointerId: 1,
      pointerType: 'touch',
      isPrimary: true,
      pressure: 0.5,
      width: 1,
      height: 1,
    });
  }
  getCoalescedEvents() {
    return [this];
  }
}
class TouchEvent extends kindOf(['touches', 'targetTouches', 'changedTouches', ...Object.keys(KEYS)], {
  ...KEYS,
}) {}
class KeyboardEvent extends kindOf(
  ['key', 'code', 'keyCode', 'which', 'repeat', 'isComposing', ...Object.keys(KEYS)],
  { ...KEYS, key: '', code: '', repeat: false, isComposing: false },
) {}
class InputEvent extends kindOf(['data', 'inputType'], { data: null, inputType: '' }) {}
class FocusEvent extends kindOf(['relatedTarget'], { relatedTarget: null }) {}
class SubmitEvent extends kindOf(['submitter'], { submitter: null }) {}
class PopStateEvent extends kindOf(['state'], { state: null }) {}
class HashChangeEvent extends kindOf(['oldURL', 'newURL'], { oldURL: '', newURL: '' }) {}
class StorageEvent extends kindOf(['key', 'oldValue', 'newValue'], {
  key: null,
  oldValue: null,
  newValue: null,
}) {}
class ErrorEvent extends kindOf(['message', 'filename', 'lineno', 'colno', 'error'], {
  message: '',
  filename: '',
  error: null,
}) {}
class PromiseRejectionEvent extends kindOf(['promise', 'reason'], { promise: null, reason: undefined }) {}

// An error that nobody caught: the page hears of it, then the log, unless the page deals with it.
let telling = false;
const failed = (error) => {
  const message = `Uncaught ${told(error)}`;
  if (telling || asked.open) return log('error', message);
  const [, lineno, colno] = /:(\d+):(\d+)\)?$/m.exec(error?.stack ?? '') ?? [0, 0, 0];
  telling = true;
  try {
    const about = { message, filename: page.url, lineno: Number(lineno), colno: Number(colno), error };
    if (fire(window, ErrorEvent, 'error', { bubbles: false, ...about }).defaultPrevented) return;
  } finally {
    telling = false;
  }
  log('error', message);
};
class EventTarget {
  constructor() {
    this._heard = null;
    this._on = null;
  }
  addEventListener(type, listener, options) {
    if (!listener) return;
    const capture = typeof options === 'object' ? Boolean(options?.capture) : Boolean(options);
    const all = (this._heard ??= new Map());
    const some = all.get(type) ?? [];
    if (some.some((one) => one.listener === listener && one.capture === capture)) return;
    all.set(type, [...some, { listener, capture, once: Boolean(options?.once) }]);
    tree.version++;
  }
  removeEventListener(type, listener, options) {
    const capture = typeof options === 'object' ? Boolean(options?.capture) : Boolean(options);
    const some = this._heard?.get(type);
    if (some)
      this._heard.set(
        type,
        some.filter((one) => one.listener !== listener || one.capture !== capture),
      );
  }
  _hears(type) {
    return Boolean(this._heard?.get(type)?.length || this._handler(type));
  }
  _handler(type) {
    const set = this._on?.get(type);
    if (set !== undefined) return set;
    const code = this._attributes?.get('on' + type);
    if (code === undefined) return null;
    const known = (this._compiled ??= new Map()).get(type);
    if (known?.code === code) return known.run;
    let run = null;
    try {
      run = new Function('event', `with (document) { with (this.form || {}) { with (this) {\n${code}\n} } }`);
    } catch (error) {
      failed(error);
    }
    this._compiled.set(type, { code, run });
    return run;
  }
  dispatchEvent(event) {
    event.target ??= this;
    const path = [];
    for (let one = this.parentNode; one; one = one.parentNode) path.push(one);
    if (path[path.length - 1] === document || this === document) path.push(window);
    for (const one of path.toReversed()) {
      if (event._stopped) break;
      one._hear(event, 1);
    }
    if (!event._stopped) this._hear(event, 2);
    if (event.bubbles)
      for (const one of path) {
        if (event._stopped) break;
        one._hear(event, 3);
      }
    event.currentTarget = null;
    event.eventPhase = 0;
    return !event.defaultPrevented;
  }
  _hear(event, phase) {
    event.currentTarget = this;
    event.eventPhase = phase;
    const handler = phase !== 1 ? this._handler(event.type) : null;
    if (typeof handler === 'function') {
      try {
        const whole = this === window && event instanceof ErrorEvent;
        const { message, filename, lineno, colno, error } = event;
        const said = whole
          ? handler.call(this, message, filename, lineno, colno, error)
          : watched(handler.call(this, event));
        if (said === whole && typeof said === 'boolean') event.preventDefault();
      } catch (error) {
        failed(error);
      }
    }
    for (const one of this._heard?.get(event.type) ?? []) {
      if (event._ended) return;
      if (phase !== 2 && one.capture !== (phase === 1)) continue;
      if (one.once) this.removeEventListener(event.type, one.listener, { capture: one.capture });
      try {
        if (typeof one.listener === 'function') watched(one.listener.call(this, event));
        else watched(one.listener.handleEvent(event));
      } catch (error) {
        failed(error);
      }
    }
  }
}
for (const type of (
  'click dblclick mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave pointerdown pointerup pointermove touchstart touchmove touchend ' +
  'touchcancel keydown keyup keypress input change submit reset focus blur load unload beforeunload DOMContentLoaded resize scroll error contextmenu select invalid ' +
  'popstate hashchange storage animationend transitionend toggle close cancel loadend loadstart progress'
).split(' '))
  Object.defineProperty(EventTarget.prototype, 'on' + type, {
    get() {
      return this._handler(type);
    },
    set(run) {
      (this._on ??= new Map()).set(type, typeof run === 'function' ? run : null);
      tree.version++;
    },
    configurable: true,
  });
const fire = (target, Kind, type, init = {}) => {
  const event = new Kind(type, { bubbles: true, cancelable: true, ...init });
  event.isTrusted = true;
  target.dispatchEvent(event);
  return event;
};
