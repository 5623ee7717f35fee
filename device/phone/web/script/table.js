// Tables: their rows and cells by their places.
const among = (one, ...tags) => one._kids.filter((each) => tags.includes(each._tag));
// A new element among its like, or one of these taken away; at the end for -1.
const madeAt = (parent, like, at, tag) => {
  if (at < -1 || at > like.length) throw new DOMException('The index is out of range.', 'IndexSizeError');
  const made = make(tag),
    before = at < 0 ? undefined : like[at];
  (before?.parentNode ?? like.at(-1)?.parentNode ?? parent).insertBefore(made, before ?? null);
  return made;
};
const takenAt = (like, at) => {
  if (at < -1 || at >= like.length) throw new DOMException('The index is out of range.', 'IndexSizeError');
  like.at(at)?.remove();
};
class HTMLTableElement extends HTMLElement {
  // Those of the head come first and those of the foot last, wherever they stand.
  get _rows() {
    const of = (tag) => among(this, tag).flatMap((one) => among(one, 'tr'));
    const body = this._kids.flatMap((one) =>
      one._tag === 'tr' ? [one] : one._tag === 'tbody' ? among(one, 'tr') : [],
    );
    return [...of('thead'), ...body, ...of('tfoot')];
  }
  get rows() {
    return (this._held.rows ??= live(() => this._rows));
  }
  get tBodies() {
    return (this._held.bodies ??= live(() => among(this, 'tbody')));
  }
  insertRow(at = -1) {
    const rows = this._rows,
      into = rows.length ? this : (among(this, 'tbody').at(-1) ?? this._part('tbody'));
    return madeAt(into, rows, at, 'tr');
  }
  deleteRow(at) {
    takenAt(this._rows, at);
  }
  createTBody() {
    const made = make('tbody');
    this.insertBefore(made, among(this, 'tbody').at(-1)?.nextSibling ?? null);
    return made;
  }
  _part(tag) {
    const known = among(this, tag)[0];
    if (known) return known;
    const made = make(tag),
      first = { caption: this.firstChild, thead: among(this, 'tbody', 'tfoot', 'tr')[0] }[tag];
    this.insertBefore(made, first ?? null);
    return made;
  }
}
for (const [name, tag] of [
  ['Caption', 'caption'],
  ['THead', 'thead'],
  ['TFoot', 'tfoot'],
]) {
  HTMLTableElement.prototype['create' + name] = function () {
    return this._part(tag);
  };
  HTMLTableElement.prototype['delete' + name] = function () {
    among(this, tag)[0]?.remove();
  };
  Object.defineProperty(HTMLTableElement.prototype, name === 'Caption' ? tag : 't' + name.slice(1), {
    get() {
      return among(this, tag)[0] ?? null;
    },
    set(one) {
      among(this, tag)[0]?.remove();
      if (one) this._part(tag).replaceWith(one);
    },
    configurable: true,
  });
}
class HTMLTableSectionElement extends HTMLElement {
  get rows() {
    return (this._held.rows ??= live(() => among(this, 'tr')));
  }
  insertRow(at = -1) {
    return madeAt(this, among(this, 'tr'), at, 'tr');
  }
  deleteRow(at) {
    takenAt(among(this, 'tr'), at);
  }
}
class HTMLTableRowElement extends HTMLElement {
  get cells() {
    return (this._held.cells ??= live(() => among(this, 'td', 'th')));
  }
  get rowIndex() {
    return this.closest('table')?._rows.indexOf(this) ?? -1;
  }
  get sectionRowIndex() {
    return this.parentNode ? among(this.parentNode, 'tr').indexOf(this) : -1;
  }
  insertCell(at = -1) {
    return madeAt(this, among(this, 'td', 'th'), at, 'td');
  }
  deleteCell(at) {
    takenAt(among(this, 'td', 'th'), at);
  }
}
class HTMLTableCellElement extends HTMLElement {
  get cellIndex() {
    return this.parentNode ? among(this.parentNode, 'td', 'th').indexOf(this) : -1;
  }
}
for (const [name, attribute] of [
  ['colSpan', 'colspan'],
  ['rowSpan', 'rowspan'],
])
  Object.defineProperty(HTMLTableCellElement.prototype, name, {
    get() {
      return parseInt(this.getAttribute(attribute) ?? '1', 10) || 1;
    },
    set(many) {
      this.setAttribute(attribute, many);
    },
    configurable: true,
  });
// Pieces of page that are kept to be copied: what is in one is no part of the page.
class HTMLTemplateElement extends HTMLElement {
  get content() {
    return (this._held.content ??= new DocumentFragment());
  }
  get _inside() {
    return this.content;
  }
  get innerHTML() {
    return this.content._kids.map(written).join('');
  }
  set innerHTML(text) {
    this.content.replaceChildren(parseFragment(String(text ?? '')));
  }
  cloneNode(deep) {
    const copy = super.cloneNode(deep);
    if (deep) copy.content.append(this.content.cloneNode(true));
    return copy;
  }
}
