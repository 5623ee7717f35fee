// The document itself.
class HTMLDocument extends Node {
  get nodeType() {
    return 9;
  }
  get nodeName() {
    return '#document';
  }
  get documentElement() {
    return this._kids.find((one) => one instanceof Element) ?? null;
  }
  get head() {
    return this.documentElement?._kids.find((one) => one._tag === 'head') ?? null;
  }
  get body() {
    return this.documentElement?._kids.find((one) => one._tag === 'body') ?? null;
  }
  get title() {
    return this.querySelector('title')?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  }
  set title(text) {
    let one = this.querySelector('title');
    if (!one) {
      one = make('title');
      this.head?.appendChild(one);
    }
    one.textContent = text;
  }
  get children() {
    return listOf(this._kids.filter((one) => one instanceof Element));
  }
  get forms() {
    return collectionOf(this.querySelectorAll('form'));
  }
  get images() {
    return collectionOf(this.querySelectorAll('img'));
  }
  get links() {
    return collectionOf(this.querySelectorAll('a[href]'));
  }
  get scripts() {
    return this.querySelectorAll('script');
  }
  get activeElement() {
    return this._active?.isConnected ? this._active : this.body;
  }
  get readyState() {
    return this._ready ?? 'loading';
  }
  get location() {
    return location;
  }
  set location(to) {
    go(to, false);
  }
  get URL() {
    return page.url;
  }
  get domain() {
    return location.hostname;
  }
  get referrer() {
    return page.referrer;
  }
  get defaultView() {
    return window;
  }
  get characterSet() {
    return 'UTF-8';
  }
  get compatMode() {
    return 'CSS1Compat';
  }
  get visibilityState() {
    return 'visible';
  }
  get hidden() {
    return false;
  }
  get cookie() {
    return this._cookies ?? '';
  }
  set cookie(text) {
    const [pair] = String(text).split(';'),
      name = pair.split('=')[0].trim();
    const rest = this.cookie.split('; ').filter((one) => one && one.split('=')[0] !== name);
    this._cookies = [...rest, pair.trim()].join('; ');
  }
  get scrollingElement() {
    return this.documentElement;
  }
  get styleSheets() {
    return [];
  }
  get fonts() {
    return { ready: Promise.resolve() };
  }
  hasFocus() {
    return true;
  }
  createElement(tag) {
    return make(String(tag).toLowerCase());
  }
  createElementNS(space, tag) {
    return make(String(tag), /svg/.test(space));
  }
  createTextNode(text) {
    return new Text(text);
  }
  createComment(text) {
    return new Comment(text);
  }
  createDocumentFragment() {
    return new DocumentFragment();
  }
  createEvent(kind) {
    return new (
      { MouseEvents: MouseEvent, MouseEvent, CustomEvent, UIEvents: UIEvent, KeyboardEvent }[kind] ?? Event
    )('');
  }
  importNode(node, deep) {
    return node.cloneNode(deep);
  }
  getElementById(id) {
    const wanted = String(id);
    for (const one of this._below())
      if (one instanceof Element && one._attributes.get('id') === wanted) return one;
    return null;
  }
  getElementsByName(name) {
    return listOf(
      [...this._below()].filter((one) => one instanceof Element && one.getAttribute('name') === name),
    );
  }
  getElementsByTagName(name) {
    return Element.prototype.getElementsByTagName.call(this, name);
  }
  getElementsByClassName(names) {
    return Element.prototype.getElementsByClassName.call(this, names);
  }
  querySelector(selector) {
    return firstOf(this, selector);
  }
  querySelectorAll(selector) {
    return allOf(this, selector);
  }
  elementFromPoint(x, y) {
    let found = null;
    for (const one of this._below())
      if (one instanceof Element) {
        const [left, top, w, h] = geometry.of(one),
          px = x + geometry.scrollX,
          py = y + geometry.scrollY;
        if (w && px >= left && px < left + w && py >= top && py < top + h) found = one;
      }
    return found;
  }
  write(...some) {
    const made = parseFragment(some.join('')),
      script = this.currentScript;
    if (script?.parentNode) script.after(made);
    else this.body?.appendChild(made);
  }
  writeln(...some) {
    this.write(...some, '\n');
  }
  open() {}
  close() {}
  execCommand(name) {
    return name === 'copy';
  }
  getSelection() {
    return getSelection();
  }
}
const window = globalThis;
const document = new HTMLDocument();
const getSelection = () => ({
  toString: () => '',
  removeAllRanges() {},
  addRange() {},
  rangeCount: 0,
  isCollapsed: true,
});
