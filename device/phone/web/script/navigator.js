// What a page may ask about the phone.
let COLOURS = {};
const navigator = {
  language: 'en-US',
  languages: ['en-US'],
  onLine: true,
  userAgent: '',
  platform: 'Linux armv81',
  vendor: 'Google Inc.',
  maxTouchPoints: 5,
  hardwareConcurrency: 8,
  cookieEnabled: true,
  clipboard: {
    writeText: (text) => {
      effect('copy', String(text));
      return Promise.resolve();
    },
    readText: () => Promise.reject(new DOMException('Read permission denied.', 'NotAllowedError')),
  },
  share: (what) => {
    effect('share', String(what?.text ?? what?.url ?? ''), String(what?.title ?? ''));
    return Promise.resolve();
  },
  vibrate: () => true,
  sendBeacon: () => true,
  permissions: { query: () => Promise.resolve({ state: 'denied' }) },
  geolocation: {
    getCurrentPosition: (_, wrong) => later(() => wrong?.({ code: 1, message: 'User denied Geolocation' })),
  },
};
// -- the network: what is asked for is handed to the host, whose answer comes as an act of its own
const requests = { count: 0, all: new Map() };
const request = (url, method, body, done) => {
  requests.all.set(++requests.count, done);
  const form = body instanceof FormData && !(body instanceof URLSearchParams);
  const pairs = form
    ? body._all.map(([name, value]) => [name, sent(value)])
    : [['', body instanceof Blob ? sent(body) : String(body ?? '')]];
  effect('fetch', requests.count, resolved(String(url)), String(method ?? 'GET').toUpperCase(), pairs);
};
const responseOf = (url, status, kind, text) => ({
  ok: status >= 200 && status < 300,
  status,
  statusText: status === 200 ? 'OK' : '',
  url,
  headers: { get: (name) => (String(name).toLowerCase() === 'content-type' ? kind : null) },
  text: () => Promise.resolve(text),
  json: () => Promise.resolve().then(() => JSON.parse(text)),
});
const fetchPage = (what, how = {}) =>
  new Promise((fine, wrong) => {
    const url = what?.url ?? what;
    request(url, how.method, how.body, (status, kind, text) => {
      if (status) fine(responseOf(resolved(String(url)), status, kind, text));
      else wrong(new TypeError('Failed to fetch'));
    });
  });
class XMLHttpRequest extends EventTarget {
  open(method, url) {
    Object.assign(this, { _method: method, _url: url, readyState: 1, status: 0, responseText: '' });
  }
  setRequestHeader() {}
  getResponseHeader(name) {
    return /^content-type$/i.test(name) ? this._kind : null;
  }
  abort() {}
  send(body) {
    request(this._url, this._method, body, (status, kind, text) => {
      Object.assign(this, { readyState: 4, status, responseText: text, response: text, _kind: kind });
      if (this.responseType === 'json') this.response = JSON.parse(text);
      this.onreadystatechange?.(new Event('readystatechange'));
      fire(this, Event, status ? 'load' : 'error', { bubbles: false });
    });
  }
}
const mediaFits = (text) => {
  const low = /min-width:\s*([\d.]+)px/.exec(text),
    high = /max-width:\s*([\d.]+)px/.exec(text),
    scheme = /prefers-color-scheme:\s*(dark|light)/.exec(text);
  return (
    !/prefers-reduced-motion:\s*reduce/.test(text) &&
    (!scheme || (scheme[1] === 'dark') === geometry.dark) &&
    (!low || geometry.width >= Number(low[1])) &&
    (!high || geometry.width <= Number(high[1]))
  );
};
// -- what matchMedia() gave out, told when the screen turned or the theme changed
const mediaLists = new Map();
class MediaQueryList extends EventTarget {
  constructor(media) {
    super();
    Object.assign(this, { media, _fitted: mediaFits(media) });
  }
  get matches() {
    return mediaFits(this.media);
  }
  addListener(listener) {
    this.addEventListener('change', listener);
  }
  removeListener(listener) {
    this.removeEventListener('change', listener);
  }
}
const matchMedia = (media) => {
  if (!mediaLists.has(media)) mediaLists.set(media, new MediaQueryList(media));
  return mediaLists.get(media);
};
const mediaChanged = () => {
  for (const one of mediaLists.values()) {
    const { matches, media } = one;
    if (matches === one._fitted) continue;
    one._fitted = matches;
    const event = new Event('change');
    Object.assign(event, { matches, media });
    one.dispatchEvent(event);
  }
};
