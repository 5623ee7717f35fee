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
const TAG =
  /^<([a-zA-Z][^\s/>]*)((?:\s+|\/|[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

const parseFragment = (text, around = 'body') => {
  const root = new DocumentFragment();
  const open = [root];
  const top = () => open[open.length - 1];
  let rest = text;
  const add = (data) => {
    if (data) top()._inside.appendChild(new Text(decoded(data)));
  };
  while (rest) {
    const at = rest.indexOf('<');
    if (at < 0) {
      add(rest);
      break;
    }
    if (at) {
      add(rest.slice(0, at));
      rest = rest.slice(at);
    }
    if (rest.startsWith('<!--')) {
      const end = rest.indexOf('-->', 4);
      top()._inside.appendChild(new Comment(rest.slice(4, end < 0 ? undefined : end)));
      rest = end < 0 ? '' : rest.slice(end + 3);
      continue;
    }
    let found = /^<\/([a-zA-Z][^\s>]*)[^>]*>/.exec(rest);
    if (found) {
      const tag = found[1].toLowerCase();
      const place = open.findLastIndex((one) => one._tag === tag);
      if (place > 0) open.length = place;
      rest = rest.slice(found[0].length);
      continue;
    }
    found = TAG.exec(rest);
    if (!found) {
      found = /^<[!?][^>]*>?/.exec(rest);
      if (!found) add('<');
      rest = rest.slice(found ? found[0].length : 1);
      continue;
    }
    rest = rest.slice(found[0].length);
    const tag = found[1].toLowerCase();
    closeBefore(open, tag);
    const foreign = tag === 'svg' || Boolean(top()._foreign);
    const element = make(foreign ? found[1] : tag, foreign);
    for (const [, name, double, single, bare] of found[2].matchAll(ATTRIBUTE))
      if (!element.hasAttribute(name)) element.setAttribute(name, decoded(double ?? single ?? bare ?? ''));
    top()._inside.appendChild(element);
    if (VOID.has(tag) || (foreign && found[0].endsWith('/>'))) continue;
    if (RAW.has(tag) || tag === 'textarea' || tag === 'title') {
      const end = rest.search(new RegExp(`</${tag}`, 'i'));
      const inside = end < 0 ? rest : rest.slice(0, end);
      if (inside) element.appendChild(new Text(RAW.has(tag) ? inside : decoded(inside.replace(/^\n/, ''))));
      rest = end < 0 ? '' : rest.slice(end).replace(/^<\/[^>]*>?/, '');
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
