// Addresses, and going from one to another.
const resolved = (to, from = page.url) => {
  to = String(to).trim();
  if (/^[a-z][\w+.-]*:/i.test(to)) return to;
  const [, scheme, host, path] = /^([a-z][\w+.-]*:)(\/\/[^/?#]*)?([^?#]*)/i.exec(from) ?? [null, '', '', ''];
  if (to.startsWith('//')) return scheme + to;
  if (to.startsWith('/')) return scheme + (host ?? '') + cleaned(to);
  if (to.startsWith('#')) return from.split('#')[0] + to;
  if (to.startsWith('?')) return scheme + (host ?? '') + path + to;
  if (!to) return from.split('#')[0];
  const [, way, rest] = /^([^?#]*)(.*)$/s.exec(to);
  return scheme + (host ?? '') + cleaned((path || '/').replace(/[^/]*$/, '') + way) + rest;
};
const cleaned = (path) => {
  const kept = [],
    [, way, rest] = /^([^?#]*)(.*)$/s.exec(path),
    parts = way.split('/');
  parts.forEach((one, at) => {
    if (one === '..') {
      if (kept.length > 1) kept.pop();
      if (at === parts.length - 1) kept.push('');
    } else if (one !== '.') kept.push(one);
    else if (at === parts.length - 1) kept.push('');
  });
  return kept.join('/') + rest;
};
class URLSearchParams extends FormData {
  constructor(from = '') {
    super();
    if (typeof from === 'string')
      for (const one of from.replace(/^\?/, '').split('&').filter(Boolean)) {
        const [name, ...rest] = one.split('=');
        this.append(undone(name), undone(rest.join('=')));
      }
    else
      for (const [name, value] of from?.[Symbol.iterator] ? from : Object.entries(from ?? {}))
        this.append(name, value);
  }
  toString() {
    return this._all.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  }
}
const undone = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};
const encoded = (text) => encodeURIComponent(text).replace(/%20/g, '+');
class URL {
  constructor(to, from) {
    const whole = from === undefined ? String(to) : resolved(to, String(from));
    const found =
      /^([a-z][\w+.-]*:)(?:\/\/(?:[^@/?#]*@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(whole);
    if (!found) throw new TypeError(`Invalid URL: ${to}`);
    [this.protocol, this.hostname, this.port, this.pathname, this.search, this.hash] = found
      .slice(1)
      .map((one) => one ?? '');
    if (!this.pathname && this.hostname) this.pathname = '/';
    this.searchParams = new URLSearchParams(this.search);
  }
  get host() {
    return this.hostname + (this.port && ':' + this.port);
  }
  get origin() {
    return /^https?:/.test(this.protocol) ? `${this.protocol}//${this.host}` : 'null';
  }
  get href() {
    const search = this.searchParams.toString();
    return `${this.protocol}${this.hostname || this.protocol === 'file:' ? '//' : ''}${this.host}${this.pathname}${search ? '?' + search : ''}${this.hash}`;
  }
  // A picture that was chosen is shown by all that is in it: there is nothing to let go of afterwards.
  static createObjectURL(blob) {
    return dataAddress(blob);
  }
  static revokeObjectURL() {}
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
}
const page = { url: 'about:blank', state: null, length: 1, referrer: '' };
const location = {
  get href() {
    return page.url;
  },
  set href(to) {
    go(to, false);
  },
  assign: (to) => go(to, false),
  replace: (to) => go(to, true),
  reload: () => effect('reload'),
  toString: () => page.url,
  get hash() {
    return new URL(page.url).hash;
  },
  set hash(to) {
    go('#' + String(to).replace(/^#/, ''), false);
  },
  get search() {
    return new URL(page.url).search;
  },
  set search(to) {
    go('?' + String(to).replace(/^\?/, ''), false);
  },
};
for (const part of ['protocol', 'host', 'hostname', 'port', 'pathname', 'origin'])
  Object.defineProperty(location, part, { get: () => new URL(page.url)[part] });
const go = (to, instead) => {
  const target = resolved(to),
    old = page.url;
  if (/^javascript:/i.test(target)) return;
  if (target.includes('#') && target.split('#')[0] === old.split('#')[0]) {
    page.url = target;
    if (target !== old) effect('place', target, instead);
    effect('fragment', target);
    if (target === old) return;
    changed();
    Promise.resolve().then(() =>
      fire(window, HashChangeEvent, 'hashchange', { oldURL: old, newURL: target, bubbles: false }),
    );
  } else effect('open', target, instead);
};
const history = {
  get length() {
    return page.length;
  },
  get state() {
    return page.state;
  },
  scrollRestoration: 'auto',
  back: () => effect('history', -1),
  forward: () => effect('history', 1),
  go: (by) => (by ? effect('history', Number(by)) : effect('reload')),
  pushState: (state, _, to) => moved(state, to, false),
  replaceState: (state, _, to) => moved(state, to, true),
};
const moved = (state, to, instead) => {
  page.state = state;
  if (to !== undefined && to !== null) page.url = resolved(to);
  if (!instead) page.length++;
  effect('place', page.url, instead, JSON.stringify(state) ?? 'null');
};
