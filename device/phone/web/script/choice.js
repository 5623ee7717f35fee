// Lists to choose from, and their options.
const optionOf = (select, _, key) => (PLACE.test(key) ? select._options[key] : undefined);
const putOption = (select, key, value) => {
  if (typeof key !== 'string' || !PLACE.test(key)) return false;
  const old = select._options[key];
  if (value === null) old?.remove();
  else if (old) old.replaceWith(value);
  else {
    select._resize(Number(key));
    select.appendChild(value);
  }
  return true;
};
// Its options as scripts hold them.
const optionsOf = (select) =>
  live(
    () => select._options,
    {
      add: (option, before) => select.add(option, before),
      remove: (at) => select.remove(at),
      get length() {
        return select.length;
      },
      set length(wanted) {
        select.length = wanted;
      },
      get selectedIndex() {
        return select.selectedIndex;
      },
      set selectedIndex(at) {
        select.selectedIndex = at;
      },
    },
    (key, value) => putOption(select, key, value),
  );
const MOST_OPTIONS = 100000;
class HTMLSelectElement extends HTMLFormControl {
  constructor(tag) {
    super(tag);
    this._known = null;
    return handingOut(this, optionOf, putOption);
  }
  get type() {
    return this.hasAttribute('multiple') ? 'select-multiple' : 'select-one';
  }
  get _options() {
    if (this._known?.version !== tree.version)
      this._known = { version: tree.version, list: collectionOf(this.querySelectorAll('option')) };
    return this._known.list;
  }
  get options() {
    return (this._held.options ??= optionsOf(this));
  }
  get length() {
    return this._options.length;
  }
  set length(wanted) {
    this._resize(Number(wanted));
  }
  _resize(wanted) {
    if (!(wanted <= MOST_OPTIONS)) return;
    for (const one of [...this._options].slice(wanted)) one.remove();
    for (let at = this._options.length; at < wanted; at++) this.appendChild(make('option'));
  }
  get _picked() {
    const all = this._options;
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
    return first ? this._options.indexOf(first) : -1;
  }
  set selectedIndex(at) {
    this._options.forEach((one, place) => {
      one._selected = place === at;
    });
    changed();
  }
  get value() {
    return this.selectedOptions[0]?.value ?? '';
  }
  set value(text) {
    this.selectedIndex = this._options.findIndex((one) => one.value === String(text));
  }
  add(option, before) {
    this.insertBefore(option, before instanceof Node ? before : (this._options[before] ?? null));
  }
  // With a place: the option that stands there; with none the list itself.
  remove(...at) {
    if (at.length) this._options[Number(at[0])]?.remove();
    else super.remove();
  }
  item(at) {
    return this._options[at] ?? null;
  }
  namedItem(name) {
    return this._options.namedItem(name);
  }
  _reset() {
    for (const one of this._options) one._selected = undefined;
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
    return this.parentNode?._tag === 'optgroup' ? this.parentNode : null;
  }
  get _shut() {
    return this.disabled || Boolean(this._group?.hasAttribute('disabled'));
  }
  get index() {
    return this._select?._options.indexOf(this) ?? 0;
  }
  get selected() {
    const select = this._select;
    return select ? select._picked.has(this) : (this._selected ?? this.hasAttribute('selected'));
  }
  set selected(on) {
    if (on && !this._select?.multiple) for (const one of this._select?._options ?? []) one._selected = false;
    this._selected = Boolean(on);
    changed();
  }
}
