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
    this.open = true;
  }
  close(value) {
    this.returnValue = value ?? '';
    this.open = false;
    fire(this, Event, 'close', { bubbles: false });
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
  append(name, value) {
    this._all.push([String(name), String(value)]);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
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
const entries = (form, button) => {
  const all = [];
  for (const one of form.elements) {
    if (!one.name || one.disabled || (one.tag === 'button' && one !== button)) continue;
    if (one.tag === 'select') for (const each of one.selectedOptions) all.push([one.name, each.value]);
    else if (one.tag === 'input' && ['submit', 'button', 'reset', 'image'].includes(one.type)) {
      if (one === button) all.push([one.name, one.value]);
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
  effect(
    'submit',
    action ? resolved(action) : form.action,
    (button?.getAttribute('formmethod') ?? form.method).toLowerCase(),
    entries(form, button),
  );
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
  form: HTMLFormElement,
  fieldset: HTMLFormControl,
};
const make = (tag, foreign) =>
  foreign
    ? new Element(tag, true)
    : new (tag === 'canvas' ? HTMLCanvasElement : (KINDS[tag] ?? HTMLElement))(tag);
