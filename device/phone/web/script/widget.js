// Buttons, labels, links, pictures, dialogs and what unfolds.
class HTMLButtonElement extends HTMLFormControl {
  get type() {
    return (this.getAttribute('type') ?? 'submit').toLowerCase();
  }
  set type(kind) {
    this.setAttribute('type', kind);
  }
  get value() {
    return this.getAttribute('value') ?? '';
  }
  set value(text) {
    this.setAttribute('value', text);
  }
}
class HTMLLabelElement extends HTMLElement {
  get control() {
    const id = this.getAttribute('for');
    return id !== null ? document.getElementById(id) : this.querySelector('input, select, textarea, button');
  }
}
reflect(HTMLLabelElement, ['htmlFor']);
class HTMLAnchorElement extends HTMLElement {
  get href() {
    const to = this.getAttribute('href');
    return to === null ? '' : resolved(to);
  }
  set href(to) {
    this.setAttribute('href', to);
  }
  get hash() {
    return new URL(this.href).hash;
  }
  get pathname() {
    return new URL(this.href).pathname;
  }
  get host() {
    return new URL(this.href).host;
  }
  get text() {
    return this.textContent;
  }
}
reflect(HTMLAnchorElement, ['target', 'download', 'rel']);
class HTMLImageElement extends HTMLElement {
  get src() {
    const to = this.getAttribute('src');
    return to === null ? '' : resolved(to);
  }
  set src(to) {
    this.setAttribute('src', to);
    later(() => fire(this, Event, 'load', { bubbles: false }));
  }
  get width() {
    return Number(this.getAttribute('width')) || this.offsetWidth;
  }
  set width(size) {
    this.setAttribute('width', size);
  }
  get height() {
    return Number(this.getAttribute('height')) || this.offsetHeight;
  }
  set height(size) {
    this.setAttribute('height', size);
  }
  get complete() {
    return true;
  }
  get naturalWidth() {
    return this.width;
  }
  get naturalHeight() {
    return this.height;
  }
}
reflect(HTMLImageElement, ['alt']);
class HTMLScriptElement extends HTMLElement {}
reflect(HTMLScriptElement, ['src', 'type']);
class HTMLDialogElement extends HTMLElement {
  get open() {
    return this.hasAttribute('open');
  }
  set open(on) {
    this.toggleAttribute('open', Boolean(on));
  }
  show() {
    this.open = true;
  }
  showModal() {
    if (this.open && !this._modal)
      throw new DOMException("The dialog is already open as non-modal.", 'InvalidStateError');
    this._modal = true;
    this.open = true;
  }
  close(value) {
    if (!this.open) return;
    if (value !== undefined) this.returnValue = String(value);
    this._modal = false;
    this.open = false;
    fire(this, Event, 'close', { bubbles: false, cancelable: false });
  }
  requestClose(value) {
    if (!fire(this, Event, 'cancel', { bubbles: false }).defaultPrevented) this.close(value);
  }
}
HTMLDialogElement.prototype.returnValue = '';
class HTMLDetailsElement extends HTMLElement {
  get open() {
    return this.hasAttribute('open');
  }
  set open(on) {
    if (Boolean(on) !== this.open) this.toggleAttribute('open', Boolean(on));
  }
  _attributeSet(name) {
    if (name !== 'open') return;
    const group = this.getAttribute('name');
    if (group)
      for (const other of document._below())
        if (other._tag === 'details' && other !== this && other.getAttribute('name') === group)
          other.removeAttribute('open');
    this._toggled();
  }
  removeAttribute(name) {
    const was = this.open;
    super.removeAttribute(name);
    if (was && !this.open) this._toggled();
  }
  _toggled() {
    Promise.resolve().then(() => fire(this, Event, 'toggle', { bubbles: false, cancelable: false }));
  }
}
reflect(HTMLDetailsElement, ['name']);
class HTMLProgressElement extends HTMLElement {
  get value() {
    return Number(this.getAttribute('value') ?? 0);
  }
  set value(to) {
    this.setAttribute('value', Number(to));
  }
  get max() {
    return Number(this.getAttribute('max') ?? 1);
  }
  set max(to) {
    this.setAttribute('max', Number(to));
  }
  get position() {
    return this.hasAttribute('value') ? Math.min(1, this.value / this.max) : -1;
  }
}
class HTMLMeterElement extends HTMLProgressElement {
  get min() {
    return Number(this.getAttribute('min') ?? 0);
  }
  set min(to) {
    this.setAttribute('min', Number(to));
  }
}
