// Elements that are more than a box: fields, forms, links, pictures.
class HTMLElement extends Element {
  get hidden() {
    return this.hasAttribute('hidden');
  }
  set hidden(on) {
    this.toggleAttribute('hidden', Boolean(on));
  }
  get tabIndex() {
    return Number(this.getAttribute('tabindex') ?? -1);
  }
  set tabIndex(at) {
    this.setAttribute('tabindex', at);
  }
  get contentEditable() {
    return this.getAttribute('contenteditable') ?? 'inherit';
  }
  set contentEditable(on) {
    this.setAttribute('contenteditable', on);
  }
  get isContentEditable() {
    return editorOf(this) !== null;
  }
  click() {
    press(this, geometry.middle(this));
  }
  focus() {
    moveFocus(this);
  }
  blur() {
    if (document.activeElement === this) moveFocus(null);
  }
}
// The outermost element around one, or itself, that is typed into as a whole; null = none is.
const editorOf = (one) => {
  let found = null;
  for (; one instanceof Element; one = one.parentNode) {
    const said = one._attributes.get('contenteditable');
    if (said === 'false') return found;
    if (said !== undefined) found = one;
  }
  return found;
};
// The words in it: as they are written until somebody types, then as they were typed.
const editedText = (one) => (one._typedIn ? plainText(one) : one.innerText.trim());
const plainText = (node) =>
  node._kids
    .map((one) => (one instanceof Text ? one.data : one._tag === 'br' ? '\n' : plainText(one)))
    .join('');
const reflect = (Kind, names, kind = 'text') => {
  for (const name of names) {
    const attribute =
      { htmlFor: 'for', readOnly: 'readonly', maxLength: 'maxlength', noValidate: 'novalidate' }[name] ??
      name.toLowerCase();
    Object.defineProperty(
      Kind.prototype,
      name,
      kind === 'flag'
        ? {
            get() {
              return this.hasAttribute(attribute);
            },
            set(on) {
              this.toggleAttribute(attribute, Boolean(on));
            },
            configurable: true,
          }
        : {
            get() {
              return this.getAttribute(attribute) ?? '';
            },
            set(text) {
              this.setAttribute(attribute, text);
            },
            configurable: true,
          },
    );
  }
};
for (const name of [
  'role',
  ...'Label Hidden Expanded Pressed Checked Selected Current Disabled'.split(' ').map((one) => 'aria' + one),
])
  Object.defineProperty(Element.prototype, name, {
    get() {
      return this.getAttribute(name.replace(/^aria/, 'aria-').toLowerCase());
    },
    set(text) {
      const attribute = name.replace(/^aria/, 'aria-').toLowerCase();
      if (text === null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, text);
    },
    configurable: true,
  });
class HTMLFormControl extends HTMLElement {
  get form() {
    const id = this.getAttribute('form');
    if (id) return document.getElementById(id);
    for (let one = this.parentNode; one; one = one.parentNode) if (one._tag === 'form') return one;
    return null;
  }
  get disabled() {
    return this.hasAttribute('disabled') || this.closest('fieldset[disabled]') !== null;
  }
  set disabled(on) {
    this.toggleAttribute('disabled', Boolean(on));
  }
  get labels() {
    const own = this.closest('label');
    const some = this.id ? document.querySelectorAll(`label[for="${this.id}"]`) : new NodeList();
    if (own && !some.includes(own)) some.push(own);
    return some;
  }
  get willValidate() {
    return !this.disabled;
  }
  get validationMessage() {
    return this._wrong() ?? '';
  }
  get validity() {
    const wrong = this._wrong();
    return {
      valid: !wrong,
      valueMissing: this.required && !this.value,
      customError: Boolean(this._custom),
      typeMismatch: false,
      patternMismatch: false,
    };
  }
  setCustomValidity(text) {
    this._custom = String(text);
  }
  checkValidity() {
    const fine = !this._wrong();
    if (!fine) fire(this, Event, 'invalid', { bubbles: false });
    return fine;
  }
  reportValidity() {
    const fine = this.checkValidity();
    if (!fine) complain(this);
    return fine;
  }
  _wrong() {
    if (this.disabled) return null;
    if (this._custom) return this._custom;
    const value = this.value,
      kind = this.type;
    if (this.hasAttribute('required')) {
      if (kind === 'checkbox') return this.checked ? null : 'Please check this box if you want to proceed.';
      if (kind === 'radio')
        return group(this).some((one) => one.checked) ? null : 'Please select one of these options.';
      if (!value)
        return this._tag === 'select' ? 'Please select an item in the list.' : 'Please fill out this field.';
    }
    if (!value || this._tag !== 'input') return null;
    if (kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value))
      return `Please include an '@' in the email address. '${value}' is missing an '@'.`;
    if (kind === 'url' && !/^[a-z][\w+.-]*:\S+$/i.test(value)) return 'Please enter a URL.';
    if (kind === 'number' || kind === 'range') {
      const low = this.getAttribute('min'),
        high = this.getAttribute('max');
      if (low && Number(value) < Number(low)) return `Value must be greater than or equal to ${low}.`;
      if (high && Number(value) > Number(high)) return `Value must be less than or equal to ${high}.`;
    }
    const least = Number(this.getAttribute('minlength') ?? 0);
    if (value.length < least)
      return `Please lengthen this text to ${least} characters or more (you are currently using ${value.length} characters).`;
    const pattern = this.getAttribute('pattern');
    if (pattern !== null) {
      try {
        if (!new RegExp(`^(?:${pattern})$`, 'v').test(value))
          return this.title
            ? `Please match the requested format. ${this.title}`
            : 'Please match the requested format.';
      } catch {
        return null;
      }
    }
    return null;
  }
}
const quietlyInvalid = (one) => one instanceof HTMLFormControl && Boolean(one._wrong());
reflect(HTMLFormControl, [
  'name',
  'placeholder',
  'min',
  'max',
  'step',
  'pattern',
  'autocomplete',
  'formAction',
]);
reflect(HTMLFormControl, ['required', 'readOnly', 'multiple', 'autofocus'], 'flag');
const group = (one) =>
  [...document._below()].filter(
    (other) =>
      other._tag === 'input' && other.type === 'radio' && other.name === one.name && other.form === one.form,
  );
