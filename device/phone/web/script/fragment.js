// Pieces of HTML that a script puts in (innerHTML): the engine cannot ask the host's parser in the middle of a script.
// Whole documents are parsed by the host.
const ENTITIES = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  times: '×',
  divide: '÷',
  deg: '°',
  plusmn: '±',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  para: '¶',
  laquo: '«',
  raquo: '»',
  larr: '←',
  uarr: '↑',
  rarr: '→',
  darr: '↓',
  harr: '↔',
  check: '✓',
  starf: '★',
  star: '☆',
  hearts: '♥',
  spades: '♠',
  clubs: '♣',
  diams: '♦',
  infin: '∞',
  ne: '≠',
  le: '≤',
  ge: '≥',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  szlig: 'ß',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200c',
  zwj: '\u200d',
  shy: '\u00ad',
};
const decoded = (text) =>
  text.replace(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|(\w+));?/g, (whole, ten, sixteen, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = ten ? parseInt(ten, 10) : parseInt(sixteen, 16);
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '\ufffd';
  });
const CLOSES = {
  // an opening tag ends these open ones
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  option: ['option'],
  optgroup: ['option', 'optgroup'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tbody: ['td', 'th', 'tr', 'thead', 'tbody'],
  tfoot: ['td', 'th', 'tr', 'tbody'],
};
const HOLDS = {
  li: ['ul', 'ol', 'menu'],
  dt: ['dl'],
  dd: ['dl'],
  option: ['select', 'datalist'],
  optgroup: ['select'],
  tr: ['table', 'tbody', 'thead', 'tfoot'],
  td: ['tr', 'table'],
  th: ['tr', 'table'],
  tbody: ['table'],
  tfoot: ['table'],
};
const TAG_NAME = /<([a-zA-Z][^\s/>]*)/y;
const TAG_PART = /([\s/]*)(?:([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?)?/y;

// The opening tag that begins there; null where none does. One that never ends takes all the rest.
const openingTag = (text, from) => {
  TAG_NAME.lastIndex = from;
  const begin = TAG_NAME.exec(text);
  if (!begin) return null;
  const attributes = [];
  for (let at = TAG_NAME.lastIndex; ;) {
    TAG_PART.lastIndex = at;
    const [, before, name, double, single, bare] = TAG_PART.exec(text);
    at = TAG_PART.lastIndex;
    if (name !== undefined) attributes.push([name, decoded(double ?? single ?? bare ?? '')]);
    else if (at >= text.length) return { end: at };
    else return { name: begin[1], attributes, end: at + 1, closed: before.endsWith('/') };
  }
};
// Where what is looked for ends, or the text.
const behind = (text, what, from) => {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
};

const parseFragment = (text, around = 'body') => {
  const root = new DocumentFragment();
  const open = [root];
  const top = () => open[open.length - 1];
  const add = (data) => {
    if (data) top()._inside.appendChild(new Text(decoded(data)));
  };
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('<', at);
    add(text.slice(at, next < 0 ? undefined : next));
    if (next < 0) break;
    at = next;
    if (text.startsWith('<!--', at)) {
      const end = behind(text, '-->', at + 4);
      top()._inside.appendChild(
        new Comment(text.slice(at + 4, text.startsWith('-->', end - 3) ? end - 3 : end)),
      );
      at = end;
      continue;
    }
    if (text[at + 1] === '/' && /[a-zA-Z]/.test(text[at + 2] ?? '')) {
      const end = behind(text, '>', at);
      const tag = /^[^\s/>]*/.exec(text.slice(at + 2, end))[0].toLowerCase();
      const place = open.findLastIndex((one) => one._tag === tag);
      if (place > 0) open.length = place;
      at = end;
      continue;
    }
    const found = openingTag(text, at);
    if (!found) {
      if ('!?/'.includes(text[at + 1] ?? ' ')) at = behind(text, '>', at);
      else {
        add('<');
        at++;
      }
      continue;
    }
    at = found.end;
    if (found.name === undefined) break;
    const tag = found.name.toLowerCase();
    closeBefore(open, tag);
    const foreign = tag === 'svg' || Boolean(top()._foreign);
    const element = make(foreign ? found.name : tag, foreign);
    for (const [name, value] of found.attributes)
      if (!element.hasAttribute(name)) element.setAttribute(name, value);
    top()._inside.appendChild(element);
    if (VOID.has(tag) || (foreign && found.closed)) continue;
    if (RAW.has(tag) || tag === 'textarea' || tag === 'title') {
      const closing = new RegExp(`</${tag}`, 'ig');
      closing.lastIndex = at;
      const end = closing.exec(text)?.index ?? text.length;
      const inside = text.slice(at, end);
      if (inside) element.appendChild(new Text(RAW.has(tag) ? inside : decoded(inside.replace(/^\n/, ''))));
      at = behind(text, '>', end);
    } else if (open.length < 400) open.push(element);
  }
  return root;
};
const closeBefore = (open, tag) => {
  const closed = CLOSES[tag];
  if (closed) {
    const stop = HOLDS[tag];
    for (let place = open.length - 1; place > 0 && !stop.includes(open[place]._tag); place--)
      if (closed.includes(open[place]._tag)) open.length = place;
  } else if (BLOCKS.has(tag) && open[open.length - 1]._tag === 'p') open.length--;
};
