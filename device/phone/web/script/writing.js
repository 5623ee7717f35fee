// The tree as text, as HTML and as it is read; and pieces of tree that are not in the page.
class DocumentFragment extends Node {
  get nodeType() {
    return 11;
  }
  get nodeName() {
    return '#document-fragment';
  }
  get children() {
    return listOf(this._kids.filter((one) => one instanceof Element));
  }
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  querySelector(selector) {
    return firstOf(this, selector);
  }
  querySelectorAll(selector) {
    return allOf(this, selector);
  }
  getElementById(id) {
    return firstOf(this, '#' + id);
  }
  _copy() {
    return new DocumentFragment();
  }
}

const escaped = (text) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
const written = (node) => {
  if (node instanceof Text) return RAW.has(node.parentNode?._tag) ? node.data : escaped(node.data);
  if (node instanceof Comment) return `<!--${node.data}-->`;
  if (!(node instanceof Element)) return node._kids.map(written).join('');
  const inside = [...node._attributes]
    .map(([name, value]) => ` ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`)
    .join('');
  return (
    `<${node._tag}${inside}>` + (VOID.has(node._tag) ? '' : `${node._inside._kids.map(written).join('')}</${node._tag}>`)
  );
};
const BLOCKS = new Set(
  'address article aside blockquote dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const shownText = (node) => {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
  if (!(node instanceof Element) || RAW.has(node._tag) || node.style.display === 'none') return '';
  if (node._tag === 'br') return '\n';
  const inside = node._kids.map(shownText).join('');
  return BLOCKS.has(node._tag) ? `\n${inside.trim()}\n` : inside;
};
