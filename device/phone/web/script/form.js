// Forms, as they are filled and sent; and which class an element is of.
class HTMLFormElement extends HTMLElement {
  constructor(tag) {
    super(tag);
    this._known = null;
    return handingOut(this, fieldOf);
  }
  // What belongs to it, and that by its names; without pictures that are pressed to send it.
  get _listed() {
    if (this._known?.version !== tree.version) {
      const list = this._fields.filter((one) => one._tag !== 'input' || one.type !== 'image');
      this._known = { version: tree.version, list, names: namesOf(list) };
    }
    return this._known;
  }
  get _fields() {
    return [...document._below()].filter((one) => one instanceof HTMLFormControl && one.form === this);
  }
  get elements() {
    return collectionOf(this._listed.list);
  }
  get length() {
    return this._listed.list.length;
  }
  [Symbol.iterator]() {
    return this._listed.list[Symbol.iterator]();
  }
  get _goal() {
    return resolved(this.getAttribute('action') ?? '');
  }
  get action() {
    return this._goal;
  }
  set action(to) {
    this.setAttribute('action', to);
  }
  get _way() {
    return (this.getAttribute('method') ?? 'get').toLowerCase();
  }
  get method() {
    return this._way;
  }
  set method(how) {
    this.setAttribute('method', how);
  }
  _clear() {
    if (!fire(this, Event, 'reset').defaultPrevented) for (const one of this._fields) one._reset?.();
  }
  reset() {
    this._clear();
  }
  submit() {
    submitForm(this, null);
  }
  requestSubmit(button) {
    askSubmit(this, button ?? null);
  }
  checkValidity() {
    return this._fields.filter((one) => !one.checkValidity()).length === 0;
  }
  _complains() {
    const wrong = this._fields.find((one) => !one.checkValidity());
    if (wrong) complain(wrong);
    return Boolean(wrong);
  }
  reportValidity() {
    return !this._complains();
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
  for (const one of form._fields) {
    if (!one.name || one._tag === 'output' || one.disabled || (one._tag === 'button' && one !== button)) continue;
    if (one._tag === 'select') for (const each of one.selectedOptions) all.push([one.name, each.value]);
    else if (one._tag === 'input' && ['submit', 'button', 'reset', 'image'].includes(one.type)) {
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
  if (!form.hasAttribute('novalidate') && !button?.hasAttribute('formnovalidate') && form._complains())
    return;
  if (!fire(form, SubmitEvent, 'submit', { submitter: button }).defaultPrevented) submitForm(form, button);
};
const submitForm = (form, button) => {
  if (form._way === 'dialog') {
    form.closest('dialog')?.close(button?.value);
    return;
  }
  const action = button?.getAttribute('formaction');
  const method = (button?.getAttribute('formmethod') ?? form._way).toLowerCase();
  const kind = button?.getAttribute('formenctype') ?? form.getAttribute('enctype') ?? '';
  const whole = method === 'post' && /^multipart\/form-data$/i.test(kind);
  const pairs = entries(form, button).map(([name, value]) => [
    name,
    whole ? sent(value) : value instanceof File ? value.name : value,
  ]);
  effect('submit', action ? resolved(action) : form._goal, method, pairs);
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
  fieldset: HTMLFieldSetElement,
  output: HTMLOutputElement,
  table: HTMLTableElement,
  thead: HTMLTableSectionElement,
  tbody: HTMLTableSectionElement,
  tfoot: HTMLTableSectionElement,
  tr: HTMLTableRowElement,
  td: HTMLTableCellElement,
  th: HTMLTableCellElement,
  template: HTMLTemplateElement,
};
const make = (tag, foreign) =>
  foreign
    ? new Element(tag, true)
    : new (tag === 'canvas' ? HTMLCanvasElement : (KINDS[tag] ?? HTMLElement))(tag);
