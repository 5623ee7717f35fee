// Buttons, labels, links, pictures, and forms as they are sent.
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
        if (other.tag === 'details' && other !== this && other.getAttribute('name') === group)
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
class HTMLFormElement extends HTMLElement {
  get elements() {
    const list = listOf(
      [...document._below()].filter((one) => one instanceof HTMLFormControl && one.form === this),
    );
    for (const one of list) for (const key of [one.id, one.name]) if (key && !(key in list)) list[key] = one;
    return list;
  }
  get length() {
    return this.elements.length;
  }
  get action() {
    return resolved(this.getAttribute('action') ?? '');
  }
  set action(to) {
    this.setAttribute('action', to);
  }
  get method() {
    return (this.getAttribute('method') ?? 'get').toLowerCase();
  }
  set method(how) {
    this.setAttribute('method', how);
  }
  reset() {
    if (!fire(this, Event, 'reset').defaultPrevented) for (const one of this.elements) one._reset?.();
  }
  submit() {
    submitForm(this, null);
  }
  requestSubmit(button) {
    askSubmit(this, button ?? null);
  }
  checkValidity() {
    return this.elements.filter((one) => !one.checkValidity()).length === 0;
  }
  reportValidity() {
    const wrong = this.elements.find((one) => !one.checkValidity());
    if (wrong) complain(wrong);
    return !wrong;
  }
}
reflect(HTMLFormElement, ['name', 'target', 'enctype', 'noValidate']);

class FormData {
  constructor(form, button) {
    this._all = form ? entries(form, button) : [];
  }
  append(name, value, called) {
    this._all.push([String(name), value instanceof Blob ? named(value, called) : String(value)]);
  }
  set(name, value, called) {
    this.delete(name);
    this.append(name, value, called);
  }
  delete(name) {
    this._all = this._all.filter(([one]) => one !== name);
  }
  get(name) {
    return this._all.find(([one]) => one === name)?.[1] ?? null;
  }
  getAll(name) {
    return this._all.filter(([one]) => one === name).map(([, value]) => value);
  }
  has(name) {
    return this._all.some(([one]) => one === name);
  }
  forEach(each) {
    for (const [name, value] of this._all) each(value, name, this);
  }
  keys() {
    return this._all.map(([name]) => name)[Symbol.iterator]();
  }
  values() {
    return this._all.map(([, value]) => value)[Symbol.iterator]();
  }
  entries() {
    return this._all[Symbol.iterator]();
  }
  [Symbol.iterator]() {
    return this._all[Symbol.iterator]();
  }
}
// What is sent as a file has a name.
const named = (blob, called) =>
  blob instanceof File && called === undefined
    ? blob
    : new File([blob], called ?? 'blob', { type: blob.type });
const entries = (form, button) => {
  const all = [];
  for (const one of form.elements) {
    if (!one.name || one.disabled || (one.tag === 'button' && one !== button)) continue;
    if (one.tag === 'select') for (const each of one.selectedOptions) all.push([one.name, each.value]);
    else if (one.tag === 'input' && ['submit', 'button', 'reset', 'image'].includes(one.type)) {
      if (one === button) all.push([one.name, one.value]);
    } else if (one.type === 'file') {
      for (const file of one._files?.length ? one._files : [new File([], '')]) all.push([one.name, file]);
    } else if (!one._checkable || one.checked) all.push([one.name, one.value]);
  }
  return all;
};
const complain = (one) => {
  moveFocus(one);
  effect('toast', one._wrong() ?? '');
};
const askSubmit = (form, button) => {
  if (!form.hasAttribute('novalidate') && !button?.hasAttribute('formnovalidate') && !form.reportValidity())
    return;
  if (!fire(form, SubmitEvent, 'submit', { submitter: button }).defaultPrevented) submitForm(form, button);
};
const submitForm = (form, button) => {
  if (form.method === 'dialog') {
    form.closest('dialog')?.close(button?.value);
    return;
  }
  const action = button?.getAttribute('formaction');
  const method = (button?.getAttribute('formmethod') ?? form.method).toLowerCase();
  const kind = button?.getAttribute('formenctype') ?? form.enctype;
  const whole = method === 'post' && /^multipart\/form-data$/i.test(kind);
  const pairs = entries(form, button).map(([name, value]) => [
    name,
    whole ? sent(value) : value instanceof File ? value.name : value,
  ]);
  effect('submit', action ? resolved(action) : form.action, method, pairs);
};
const KINDS = {
  input: HTMLInputElement,
  textarea: HTMLTextAreaElement,
  select: HTMLSelectElement,
  option: HTMLOptionElement,
  button: HTMLButtonElement,
  label: HTMLLabelElement,
  a: HTMLAnchorElement,
  img: HTMLImageElement,
  script: HTMLScriptElement,
  dialog: HTMLDialogElement,
  details: HTMLDetailsElement,
  progress: HTMLProgressElement,
  meter: HTMLMeterElement,
  form: HTMLFormElement,
  fieldset: HTMLFormControl,
};
const make = (tag, foreign) =>
  foreign
    ? new Element(tag, true)
    : new (tag === 'canvas' ? HTMLCanvasElement : (KINDS[tag] ?? HTMLElement))(tag);
