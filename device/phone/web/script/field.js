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
class HTMLSelectElement extends HTMLFormControl {
  get type() {
    return this.hasAttribute('multiple') ? 'select-multiple' : 'select-one';
  }
  get options() {
    return this.querySelectorAll('option');
  }
  get length() {
    return this.options.length;
  }
  get _picked() {
    const all = this.options;
    if (this.multiple) return new Set(all.filter((one) => one._selected ?? one.hasAttribute('selected')));
    const set = all.findLast((one) => one._selected);
    const usual = () =>
      all.some((one) => one._selected === false)
        ? undefined
        : (all.findLast((one) => one.hasAttribute('selected')) ?? all.find((one) => !one.disabled));
    const one = set ?? usual();
    return new Set(one ? [one] : []);
  }
  get selectedOptions() {
    return listOf(this._picked);
  }
  get selectedIndex() {
    const [first] = this._picked;
    return first ? this.options.indexOf(first) : -1;
  }
  set selectedIndex(at) {
    this.options.forEach((one, place) => {
      one._selected = place === at;
    });
    changed();
  }
  get value() {
    return this.selectedOptions[0]?.value ?? '';
  }
  set value(text) {
    this.selectedIndex = this.options.findIndex((one) => one.value === String(text));
  }
  add(option, before) {
    this.insertBefore(option, before instanceof Node ? before : (this.options[before] ?? null));
  }
  item(at) {
    return this.options[at] ?? null;
  }
  _reset() {
    for (const one of this.options) one._selected = undefined;
    changed();
  }
}
class HTMLOptionElement extends HTMLElement {
  get _select() {
    return this.closest('select');
  }
  get value() {
    return this.getAttribute('value') ?? this.text;
  }
  set value(text) {
    this.setAttribute('value', text);
  }
  get text() {
    return this.textContent.trim().replace(/\s+/g, ' ');
  }
  set text(text) {
    this.textContent = text;
  }
  get label() {
    return this.getAttribute('label') ?? this.text;
  }
  get disabled() {
    return this.hasAttribute('disabled');
  }
  set disabled(on) {
    this.toggleAttribute('disabled', Boolean(on));
  }
  get _group() {
    return this.parentNode?.tag === 'optgroup' ? this.parentNode : null;
  }
  get _shut() {
    return this.disabled || Boolean(this._group?.hasAttribute('disabled'));
  }
  get index() {
    return this._select?.options.indexOf(this) ?? 0;
  }
  get selected() {
    const select = this._select;
    return select ? select._picked.has(this) : (this._selected ?? this.hasAttribute('selected'));
  }
  set selected(on) {
    if (on && !this._select?.multiple) for (const one of this._select?.options ?? []) one._selected = false;
    this._selected = Boolean(on);
    changed();
  }
}
