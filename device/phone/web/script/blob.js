// Bytes that scripts hold: Blob, File, what reads them, and the texts in them.
const bytesOf = (text) => {
  const whole = unescape(encodeURIComponent(String(text).toWellFormed()));
  return Uint8Array.from(whole, (one) => one.charCodeAt(0));
};
const FOLLOWING = (byte) => (byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0);
const textOf = (bytes) => {
  const parts = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let some = [];
  while (at < bytes.length) {
    const first = bytes[at++],
      count = FOLLOWING(first);
    let point = first < 0x80 ? first : count ? first & (0x3f >> count) : 0xfffd;
    for (let left = count; left; left--) {
      if ((bytes[at] & 0xc0) !== 0x80) {
        point = 0xfffd;
        break;
      }
      point = (point << 6) | (bytes[at++] & 0x3f);
    }
    some.push(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0xfffd : point);
    if (some.length === 4096) {
      parts.push(String.fromCodePoint(...some));
      some = [];
    }
  }
  parts.push(String.fromCodePoint(...some));
  return parts.join('');
};
class Blob {
  constructor(parts = [], { type = '' } = {}) {
    const all = [...parts].map((one) =>
      one instanceof Blob
        ? one._bytes
        : one instanceof ArrayBuffer
          ? new Uint8Array(one)
          : ArrayBuffer.isView(one)
            ? new Uint8Array(one.buffer, one.byteOffset, one.byteLength)
            : bytesOf(one),
    );
    this._bytes = new Uint8Array(all.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of all) {
      this._bytes.set(one, at);
      at += one.length;
    }
    this.type = String(type).toLowerCase();
  }
  get size() {
    return this._bytes.length;
  }
  slice(from = 0, to = this.size, type = '') {
    const part = new Blob([], { type });
    part._bytes = this._bytes.slice(from, to);
    return part;
  }
  text() {
    return Promise.resolve().then(() => textOf(this._bytes));
  }
  arrayBuffer() {
    return Promise.resolve().then(() => this._bytes.slice().buffer);
  }
}
class File extends Blob {
  constructor(parts, name, init = {}) {
    super(parts, init);
    this.name = String(name);
    this.lastModified = Number(init.lastModified ?? PhoneDate.now());
  }
  get lastModifiedDate() {
    return new PhoneDate(this.lastModified);
  }
}
const dataAddress = (blob) => `data:${blob.type || 'application/octet-stream'};base64,${blob._bytes.toBase64()}`;
class FileReader extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { readyState: 0, result: null, error: null });
  }
  readAsText(blob) {
    this._read(() => textOf(blob._bytes));
  }
  readAsDataURL(blob) {
    this._read(() => dataAddress(blob));
  }
  readAsArrayBuffer(blob) {
    this._read(() => blob._bytes.slice().buffer);
  }
  readAsBinaryString(blob) {
    this._read(() => Array.from(blob._bytes, (one) => String.fromCharCode(one)).join(''));
  }
  abort() {}
  _read(result) {
    this.readyState = 1;
    Promise.resolve().then(() => {
      this.result = result();
      this.readyState = 2;
      for (const type of ['load', 'loadend']) fire(this, Event, type, { bubbles: false, cancelable: false });
    });
  }
}
// As the host is told what a form sends: a text, or a file with all that is in it.
const sent = (value) =>
  value instanceof Blob
    ? { name: value.name ?? 'blob', type: value.type, size: value.size, base64: value._bytes.toBase64() }
    : value;
