// The tree of a page: nodes, elements, texts. Numbers of nodes ("nid") count up in the order of making.
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const RAW = new Set(['script', 'style']);
const tree = { version: 1, count: 0, byId: new Map(), pending: [] };
const changed = () => {
  tree.version++;
};

class NodeList extends Array {
  item(at) {
    return this[at] ?? null;
  }
  namedItem(name) {
    return this.find((one) => one.id === name || one.getAttribute?.('name') === name) ?? null;
  }
}
const listOf = (some) => {
  const list = new NodeList();
  for (const one of some) list.push(one);
  return list;
};

class Node extends EventTarget {
  constructor() {
    super();
    this.nid = ++tree.count;
    this.parentNode = null;
    this._kids = [];
    tree.byId.set(this.nid, this);
  }
  // Where what is written in it goes.
  get _inside() {
    return this;
  }
  get childNodes() {
    return listOf(this._kids);
  }
  get parentElement() {
    return this.parentNode instanceof Element ? this.parentNode : null;
  }
  get firstChild() {
    return this._kids[0] ?? null;
  }
  get lastChild() {
    return this._kids[this._kids.length - 1] ?? null;
  }
  get nextSibling() {
    return this._beside(1);
  }
  get previousSibling() {
    return this._beside(-1);
  }
  get ownerDocument() {
    return document;
  }
  get isConnected() {
    let one = this;
    while (one.parentNode) one = one.parentNode;
    return one === document;
  }
  _beside(step) {
    const kids = this.parentNode?._kids;
    return kids ? (kids[kids.indexOf(this) + step] ?? null) : null;
  }
  hasChildNodes() {
    return this._kids.length > 0;
  }
  contains(other) {
    for (let one = other; one; one = one.parentNode) if (one === this) return true;
    return false;
  }
  appendChild(child) {
    return this.insertBefore(child, null);
  }
  insertBefore(child, before) {
    if (!(child instanceof Node)) throw new TypeError("parameter 1 is not of type 'Node'");
    if (child.contains(this))
      throw new DOMException('The new child element contains the parent.', 'HierarchyRequestError');
    const some = child instanceof DocumentFragment ? child._kids.slice() : [child];
    if (before && before.parentNode !== this)
      throw new DOMException(
        'The node before which the new node is to be inserted is not a child of this node.',
        'NotFoundError',
      );
    for (const one of some) {
      one.parentNode?._drop(one);
      if (before) this._kids.splice(this._kids.indexOf(before), 0, one);
      else this._kids.push(one);
      one.parentNode = this;
      if (one._tag === 'script' && !one._ran && this.isConnected) tree.pending.push(one);
    }
    changed();
    return child;
  }
  _drop(child) {
    this._kids.splice(this._kids.indexOf(child), 1);
    child.parentNode = null;
    changed();
  }
  removeChild(child) {
    if (child?.parentNode !== this)
      throw new DOMException('The node to be removed is not a child of this node.', 'NotFoundError');
    this._drop(child);
    return child;
  }
  replaceChild(fresh, old) {
    this.insertBefore(fresh, old);
    return this.removeChild(old);
  }
  remove() {
    this.parentNode?._drop(this);
  }
  replaceWith(...some) {
    const parent = this.parentNode;
    if (parent) {
      for (const one of some) parent.insertBefore(asNode(one), this);
      this.remove();
    }
  }
  before(...some) {
    for (const one of some) this.parentNode?.insertBefore(asNode(one), this);
  }
  after(...some) {
    const next = this.nextSibling;
    for (const one of some) this.parentNode?.insertBefore(asNode(one), next);
  }
  append(...some) {
    for (const one of some) this.appendChild(asNode(one));
  }
  prepend(...some) {
    const first = this.firstChild;
    for (const one of some) this.insertBefore(asNode(one), first);
  }
  replaceChildren(...some) {
    this._empty();
    this.append(...some);
  }
  _empty() {
    for (const one of this._kids) one.parentNode = null;
    this._kids = [];
    changed();
  }
  get textContent() {
    return this._kids.map((one) => (one instanceof Comment ? '' : one.textContent)).join('');
  }
  set textContent(text) {
    this._empty();
    if (text !== null && String(text) !== '') this.appendChild(new Text(text));
  }
  cloneNode(deep) {
    const copy = this._copy();
    if (deep) for (const one of this._kids) copy.appendChild(one.cloneNode(true));
    return copy;
  }
  *_below() {
    const waiting = this._kids.toReversed();
    while (waiting.length) {
      const one = waiting.pop();
      yield one;
      for (let at = one._kids.length - 1; at >= 0; at--) waiting.push(one._kids[at]);
    }
  }
  get nodeValue() {
    return null;
  }
  normalize() {}
  getRootNode() {
    let one = this;
    while (one.parentNode) one = one.parentNode;
    return one;
  }
}
Object.assign(Node, {
  ELEMENT_NODE: 1,
  TEXT_NODE: 3,
  COMMENT_NODE: 8,
  DOCUMENT_NODE: 9,
  DOCUMENT_FRAGMENT_NODE: 11,
});
const asNode = (one) => (one instanceof Node ? one : new Text(String(one)));

class CharacterData extends Node {
  constructor(data = '') {
    super();
    this._data = String(data);
  }
  get data() {
    return this._data;
  }
  set data(text) {
    this._data = String(text);
    changed();
  }
  get nodeValue() {
    return this._data;
  }
  set nodeValue(text) {
    this.data = text ?? '';
  }
  get textContent() {
    return this._data;
  }
  set textContent(text) {
    this.data = text ?? '';
  }
  get length() {
    return this._data.length;
  }
}
class Text extends CharacterData {
  get nodeType() {
    return 3;
  }
  get nodeName() {
    return '#text';
  }
  _copy() {
    return new Text(this._data);
  }
}
class Comment extends CharacterData {
  get nodeType() {
    return 8;
  }
  get nodeName() {
    return '#comment';
  }
  _copy() {
    return new Comment(this._data);
  }
}
