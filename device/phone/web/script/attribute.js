// What elements have in views of their own: classes, inline style, data.
class DOMTokenList {
  constructor(element, name) {
    this._element = element;
    this._name = name;
  }
  get _all() {
    return (this._element.getAttribute(this._name) ?? '').split(/\s+/).filter(Boolean);
  }
  _put(all) {
    this._element.setAttribute(this._name, [...new Set(all)].join(' '));
  }
  get length() {
    return this._all.length;
  }
  get value() {
    return this._element.getAttribute(this._name) ?? '';
  }
  set value(text) {
    this._element.setAttribute(this._name, text);
  }
  item(at) {
    return this._all[at] ?? null;
  }
  contains(one) {
    return this._all.includes(String(one));
  }
  add(...some) {
    this._put([...this._all, ...some.map(String)]);
  }
  remove(...some) {
    const gone = some.map(String);
    this._put(this._all.filter((one) => !gone.includes(one)));
  }
  toggle(one, force) {
    const on = force === undefined ? !this.contains(one) : Boolean(force);
    if (on) this.add(one);
    else this.remove(one);
    return on;
  }
  replace(old, fresh) {
    const had = this.contains(old);
    if (had) {
      this.remove(old);
      this.add(fresh);
    }
    return had;
  }
  forEach(each, self) {
    this._all.forEach(each, self);
  }
  [Symbol.iterator]() {
    return this._all[Symbol.iterator]();
  }
  toString() {
    return this.value;
  }
}

const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
const declarations = (text) => {
  const found = new Map();
  for (const part of String(text).match(/(?:[^;("']|\([^)]*\)|"[^"]*"|'[^']*')+/g) ?? []) {
    const at = part.indexOf(':');
    if (at > 0) found.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  return found;
};
const styleOf = (element) => {
  const held = {
    get cssText() {
      return element.getAttribute('style') ?? '';
    },
    set cssText(text) {
      element.setAttribute('style', text);
    },
    getPropertyValue: (name) =>
      element
        ._styles()
        .get(name)
        ?.replace(/\s*!important$/, '') ?? '',
    setProperty(name, value, priority) {
      const all = element._styles();
      if (value === null || value === '') all.delete(name);
      else all.set(name, priority ? `${value} !important` : String(value));
      element._attributes.set('style', [...all].map(([key, one]) => `${key}: ${one};`).join(' '));
      changed();
    },
    removeProperty(name) {
      const old = this.getPropertyValue(name);
      this.setProperty(name, '');
      return old;
    },
  };
  const named = (key) => (key === 'cssFloat' ? 'float' : dashed(key));
  return new Proxy(held, {
    get: (_, key) => (key in held || typeof key === 'symbol' ? held[key] : held.getPropertyValue(named(key))),
    set: (_, key, value) => {
      if (key === 'cssText') held.cssText = value;
      else held.setProperty(named(key), value === null ? '' : String(value));
      return true;
    },
  });
};
const datasetOf = (element) =>
  new Proxy(
    {},
    {
      get: (_, key) =>
        typeof key === 'string' ? (element.getAttribute('data-' + dashed(key)) ?? undefined) : undefined,
      set: (_, key, value) => {
        element.setAttribute('data-' + dashed(key), value);
        return true;
      },
      has: (_, key) => element.hasAttribute('data-' + dashed(key)),
      deleteProperty: (_, key) => {
        element.removeAttribute('data-' + dashed(key));
        return true;
      },
      ownKeys: () =>
        [...element._attributes.keys()]
          .filter((name) => name.startsWith('data-'))
          .map((name) => camel(name.slice(5))),
      getOwnPropertyDescriptor: (_, key) => ({
        value: element.getAttribute('data-' + dashed(key)),
        enumerable: true,
        configurable: true,
      }),
    },
  );
