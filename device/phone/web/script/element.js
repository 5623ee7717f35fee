// Elements: their attributes, what is in them, where they are.
class Element extends Node {
  constructor(tag, foreign) {
    super();
    this._tag = tag;
    this._foreign = foreign;
    this._attributes = new Map();
    this._held = {};
  }
  get nodeType() {
    return 1;
  }
  get tagName() {
    return this._foreign ? this._tag : this._tag.toUpperCase();
  }
  get nodeName() {
    return this.tagName;
  }
  get [Symbol.toStringTag]() {
    return this.constructor.name;
  }
  get localName() {
    return this._tag;
  }
  // Names of a drawing's attributes (viewBox) are kept as they are written.
  _called(name) {
    return this._foreign ? String(name) : String(name).toLowerCase();
  }
  getAttribute(name) {
    return this._attributes.get(this._called(name)) ?? null;
  }
  setAttribute(name, value) {
    this._attributes.set(this._called(name), String(value));
    this._attributeSet?.(this._called(name), String(value));
    if (name === 'id' || name === 'name') expose(this);
    changed();
  }
  removeAttribute(name) {
    this._attributes.delete(this._called(name));
    changed();
  }
  hasAttribute(name) {
    return this._attributes.has(this._called(name));
  }
  getAttributeNS(_, name) {
    return this.getAttribute(name);
  }
  setAttributeNS(_, name, value) {
    this.setAttribute(name, value);
  }
  removeAttributeNS(_, name) {
    this.removeAttribute(name);
  }
  toggleAttribute(name, force) {
    const on = force ?? !this.hasAttribute(name);
    if (on) this.setAttribute(name, '');
    else this.removeAttribute(name);
    return on;
  }
  getAttributeNames() {
    return [...this._attributes.keys()];
  }
  hasAttributes() {
    return this._attributes.size > 0;
  }
  get attributes() {
    return listOf([...this._attributes].map(([name, value]) => ({ name, value })));
  }
  get classList() {
    return (this._held.classes ??= new DOMTokenList(this, 'class'));
  }
  set classList(text) {
    this.className = text;
  }
  get className() {
    return this.getAttribute('class') ?? '';
  }
  set className(text) {
    this.setAttribute('class', text);
  }
  get style() {
    return (this._held.style ??= styleOf(this));
  }
  set style(text) {
    this.setAttribute('style', text);
  }
  _styles() {
    const text = this._attributes.get('style') ?? '';
    if (this._held.styleText !== text) {
      this._held.styleText = text;
      this._held.styles = declarations(text);
    }
    return this._held.styles;
  }
  get dataset() {
    return (this._held.data ??= datasetOf(this));
  }
  get children() {
    return listOf(this._kids.filter((one) => one instanceof Element));
  }
  get childElementCount() {
    return this.children.length;
  }
  get firstElementChild() {
    return this._kids.find((one) => one instanceof Element) ?? null;
  }
  get lastElementChild() {
    return this._kids.findLast((one) => one instanceof Element) ?? null;
  }
  get nextElementSibling() {
    let one = this.nextSibling;
    while (one && !(one instanceof Element)) one = one.nextSibling;
    return one;
  }
  get previousElementSibling() {
    let one = this.previousSibling;
    while (one && !(one instanceof Element)) one = one.previousSibling;
    return one;
  }
  get innerHTML() {
    return this._kids.map(written).join('');
  }
  set innerHTML(text) {
    this._empty();
    const made = parseFragment(String(text ?? ''), this._tag);
    for (const one of made._kids)
      if (one instanceof Element) for (const each of [one, ...one._below()]) each._ran = true;
    this.appendChild(made);
  }
  get outerHTML() {
    return written(this);
  }
  set outerHTML(text) {
    this.replaceWith(parseFragment(String(text), this.parentNode?._tag ?? 'body'));
  }
  get innerText() {
    return shownText(this).replace(/^\n+|\n+$/g, '');
  }
  set innerText(text) {
    this._empty();
    String(text)
      .split('\n')
      .forEach((line, at) => {
        if (at) this.appendChild(make('br'));
        if (line) this.appendChild(new Text(line));
      });
  }
  insertAdjacentHTML(where, text) {
    this._adjacent(where, parseFragment(String(text), this._tag));
  }
  insertAdjacentElement(where, element) {
    this._adjacent(where, element);
    return element;
  }
  insertAdjacentText(where, text) {
    this._adjacent(where, new Text(text));
  }
  _adjacent(where, one) {
    ({
      beforebegin: () => this.before(one),
      afterbegin: () => this.prepend(one),
      beforeend: () => this.append(one),
      afterend: () => this.after(one),
    })[String(where).toLowerCase()]?.();
  }
  matches(selector) {
    return selects(selector, this);
  }
  closest(selector) {
    for (let one = this; one instanceof Element; one = one.parentNode) if (one.matches(selector)) return one;
    return null;
  }
  querySelector(selector) {
    return firstOf(this, selector);
  }
  querySelectorAll(selector) {
    return allOf(this, selector);
  }
  getElementsByTagName(name) {
    return listOf(
      [...this._below()].filter(
        (one) => one instanceof Element && (name === '*' || one._tag === String(name).toLowerCase()),
      ),
    );
  }
  getElementsByClassName(names) {
    const some = String(names).split(/\s+/).filter(Boolean);
    return listOf(
      [...this._below()].filter(
        (one) => one instanceof Element && some.every((each) => one.classList.contains(each)),
      ),
    );
  }
  getBoundingClientRect() {
    const [left, top, width, height] = geometry.of(this);
    const x = left - geometry.scrollX,
      y = top - geometry.scrollY;
    return {
      x,
      y,
      left: x,
      top: y,
      width,
      height,
      right: x + width,
      bottom: y + height,
      toJSON() {
        return this;
      },
    };
  }
  getClientRects() {
    return [this.getBoundingClientRect()];
  }
  get offsetWidth() {
    return Math.round(geometry.of(this)[2]);
  }
  get offsetHeight() {
    return Math.round(geometry.of(this)[3]);
  }
  get offsetLeft() {
    return Math.round(geometry.of(this)[0]);
  }
  get offsetTop() {
    return Math.round(geometry.of(this)[1]);
  }
  get offsetParent() {
    return document.body;
  }
  get clientWidth() {
    return this._tag === 'html' ? geometry.width : this.offsetWidth;
  }
  get clientHeight() {
    return this._tag === 'html' ? geometry.height : this.offsetHeight;
  }
  get scrollWidth() {
    return this.clientWidth;
  }
  get scrollHeight() {
    return this._tag === 'html' || this._tag === 'body' ? Math.round(geometry.pageHeight) : this.clientHeight;
  }
  get scrollTop() {
    return this._tag === 'html' || this._tag === 'body' ? geometry.scrollY : 0;
  }
  set scrollTop(to) {
    if (this._tag === 'html' || this._tag === 'body') scrollPage(to);
  }
  get scrollLeft() {
    return 0;
  }
  set scrollLeft(_) {}
  scrollIntoView(how) {
    effect('reveal', this.nid, how === false ? 'end' : (how?.block ?? 'start'));
  }
  scrollTo(x, y) {
    if (this._tag === 'html' || this._tag === 'body') window.scrollTo(x, y);
  }
  setPointerCapture() {}
  releasePointerCapture() {}
  hasPointerCapture() {
    return false;
  }
  attachShadow() {
    return this;
  }
  animate() {
    return { finished: Promise.resolve(), cancel() {}, play() {}, pause() {} };
  }
  requestFullscreen() {
    return Promise.resolve();
  }
  _copy() {
    const copy = make(this._tag, this._foreign);
    for (const [name, value] of this._attributes) copy._attributes.set(name, value);
    copy._copied?.(this);
    expose(copy);
    return copy;
  }
}
for (const name of ['id', 'title', 'lang', 'dir', 'slot', 'role'])
  Object.defineProperty(Element.prototype, name, {
    get() {
      return this.getAttribute(name) ?? '';
    },
    set(text) {
      this.setAttribute(name, text);
    },
    configurable: true,
  });
