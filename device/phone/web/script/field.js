// Controls that hold a value: inputs, texts, lists.
// What is typed into: the cursor stands behind the text, and nothing in it is ever selected.
class HTMLTypedElement extends HTMLFormControl {
  get selectionStart() {
    return this.value.length;
  }
  get selectionEnd() {
    return this.value.length;
  }
  select() {
    this.focus();
  }
  setSelectionRange() {}
}
class HTMLInputElement extends HTMLTypedElement {
  get type() {
    return (this.getAttribute('type') ?? 'text').toLowerCase();
  }
  set type(kind) {
    this.setAttribute('type', kind);
  }
  get _checkable() {
    return this.type === 'checkbox' || this.type === 'radio';
  }
  get value() {
    if (this.type === 'file') return this._files?.length ? `C:\\fakepath\\${this._files[0].name}` : '';
    return (
      this._value ??
      this.getAttribute('value') ??
      (this._checkable
        ? 'on'
        : this.type === 'range'
          ? this._middle()
          : this.type === 'color'
            ? '#000000'
            : '')
    );
  }
  set value(text) {
    text = text === null ? '' : String(text);
    if (this.type === 'file') this._files = [];
    if (['number', 'range'].includes(this.type) && text !== '' && isNaN(Number(text))) text = '';
    if (['submit', 'button', 'reset', 'hidden'].includes(this.type) || this._checkable)
      this.setAttribute('value', text);
    else this._value = text;
    changed();
  }
  _middle() {
    const low = Number(this.min || 0),
      high = Number(this.max || 100);
    return String(high < low ? low : low + (high - low) / 2);
  }
  get defaultValue() {
    return this.getAttribute('value') ?? '';
  }
  set defaultValue(text) {
    this.setAttribute('value', text);
  }
  get valueAsNumber() {
    return this.value === '' ? NaN : Number(this.value);
  }
  set valueAsNumber(number) {
    this.value = String(number);
  }
  get valueAsDate() {
    return this.value ? new Date(this.value) : null;
  }
  get checked() {
    return this._checked ?? this.hasAttribute('checked');
  }
  set checked(on) {
    if (on && this.type === 'radio')
      for (const other of group(this)) if (other !== this) other._checked = false;
    this._checked = Boolean(on);
    changed();
  }
  get defaultChecked() {
    return this.hasAttribute('checked');
  }
  get files() {
    return this.type === 'file' ? listOf(this._files ?? []) : null;
  }
  set files(some) {
    if (this.type === 'file') this._files = [...some];
    changed();
  }
  get list() {
    return document.getElementById(this.getAttribute('list') ?? '');
  }
  stepUp(by = 1) {
    this.value = String((Number(this.value) || 0) + by * (Number(this.step) || 1));
  }
  stepDown(by = 1) {
    this.stepUp(-by);
  }
  showPicker() {
    effect('pick', this.nid);
  }
  _reset() {
    this._value = undefined;
    this._files = [];
    this._checked = undefined;
    changed();
  }
  _copied(from) {
    this._value = from._value;
    this._checked = from._checked;
  }
}
reflect(HTMLInputElement, ['src', 'alt', 'accept', 'inputMode', 'maxLength']);
class HTMLTextAreaElement extends HTMLTypedElement {
  get type() {
    return 'textarea';
  }
  get value() {
    return this._value ?? this.textContent;
  }
  set value(text) {
    this._value = text === null ? '' : String(text);
    changed();
  }
  get defaultValue() {
    return this.textContent;
  }
  get rows() {
    return Number(this.getAttribute('rows') ?? 2);
  }
  get cols() {
    return Number(this.getAttribute('cols') ?? 20);
  }
  _reset() {
    this._value = undefined;
    changed();
  }
}
class HTMLFieldSetElement extends HTMLFormControl {
  get type() {
    return 'fieldset';
  }
  get elements() {
    return collectionOf([...this._below()].filter((one) => one instanceof HTMLFormControl));
  }
  _wrong() {
    return null;
  }
}
// What a page works out: its words are its value, and what they were at first comes back with a reset.
class HTMLOutputElement extends HTMLFormControl {
  get type() {
    return 'output';
  }
  get htmlFor() {
    return (this._held.for ??= new DOMTokenList(this, 'for'));
  }
  get value() {
    return this.textContent;
  }
  set value(text) {
    this._first ??= this.textContent;
    this.textContent = text;
  }
  get defaultValue() {
    return this._first ?? this.textContent;
  }
  set defaultValue(text) {
    if (this._first === undefined) this.textContent = text;
    else this._first = String(text);
  }
  get disabled() {
    return false;
  }
  _reset() {
    if (this._first !== undefined) this.textContent = this._first;
    this._first = undefined;
  }
  _wrong() {
    return null;
  }
}
