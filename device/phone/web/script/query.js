// CSS selectors: read once into a chain of steps from the right, then tried on elements.
const NAME = /^(?:[-\w\u0080-\uffff]|\\.)+/;
const cache = new Map();
const unquoted = (text) => (/^(["']).*\1$/.test(text) ? text.slice(1, -1) : text);

const readSelectors = (text) => {
  const known = cache.get(text);
  if (known) return known;
  const all = splitTop(text, ',').map((one) => readChain(one.trim()));
  if (cache.size > 500) cache.clear();
  cache.set(text, all);
  return all;
};
const splitTop = (text, mark) => {
  const parts = [];
  let depth = 0,
    start = 0,
    quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote) {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (sign === mark && !depth) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
};
const wrong = (text) => new DOMException(`'${text}' is not a valid selector.`, 'SyntaxError');
const readChain = (whole) => {
  const steps = [];
  let rest = whole,
    join = '';
  if (!rest) throw wrong(whole);
  while (rest) {
    const tests = [];
    let weight = 0,
      key = '',
      found;
    const start = rest;
    for (;;) {
      if ((found = /^\*/.exec(rest))) tests.push(() => true);
      else if ((found = /^#((?:[-\w\u0080-\uffff]|\\.)+)/.exec(rest))) {
        const id = found[1].replace(/\\/g, '');
        tests.push((one) => one._attributes.get('id') === id);
        weight += 10000;
        key = '#' + id;
      } else if ((found = /^\.((?:[-\w\u0080-\uffff]|\\.)+)/.exec(rest))) {
        const name = found[1].replace(/\\/g, '');
        tests.push((one) => hasClass(one, name));
        weight += 100;
        if (!key.startsWith('#')) key = '.' + name;
      } else if (
        (found = /^\[\s*([-\w]+)\s*(?:([~|^$*]?=)\s*("[^"]*"|'[^']*'|[^\]\s]+)\s*[is]?\s*)?\]/.exec(rest))
      ) {
        tests.push(attributeTest(found[1].toLowerCase(), found[2], found[3] && unquoted(found[3])));
        weight += 100;
      } else if ((found = /^::?[-\w]+/.exec(rest))) {
        let inside = '',
          length = found[0].length;
        if (rest[length] === '(') {
          let depth = 1,
            at = length + 1;
          while (at < rest.length && depth) {
            if (rest[at] === '(') depth++;
            if (rest[at] === ')') depth--;
            at++;
          }
          inside = rest.slice(length + 1, at - 1);
          length = at;
        }
        if (
          found[0].startsWith('::') ||
          ['before', 'after', 'first-line', 'first-letter'].includes(found[0].slice(1))
        )
          tests.push(() => false);
        else tests.push(pseudo(found[0].slice(1), inside, whole));
        weight += 100;
        rest = rest.slice(length);
        continue;
      } else if (rest === start && (found = NAME.exec(rest))) {
        const tag = found[0].toLowerCase();
        tests.push((one) => one._tag === tag);
        weight += 1;
        key = tag;
      } else break;
      rest = rest.slice(found[0].length);
    }
    if (!tests.length) throw wrong(whole);
    steps.push({ join, tests, weight, key });
    found = /^\s*([>+~])\s*|^\s+/.exec(rest);
    if (!found) {
      if (rest) throw wrong(whole);
      break;
    }
    join = found[1] ?? ' ';
    rest = rest.slice(found[0].length);
    if (!rest) {
      if (found[1]) throw wrong(whole);
      break;
    }
  }
  return {
    steps: steps.reverse(),
    key: steps[0].key,
    weight: steps.reduce((sum, one) => sum + one.weight, 0),
  };
};
const hasClass = (one, name) => {
  const text = one._attributes.get('class');
  return (
    text !== undefined && (text === name || (' ' + text.replace(/\s/g, ' ') + ' ').includes(` ${name} `))
  );
};
const attributeTest = (name, how, value) => (one) => {
  const held = one._attributes.get(name);
  if (held === undefined) return false;
  switch (how) {
    case undefined:
      return true;
    case '=':
      return held === value;
    case '~=':
      return held.split(/\s+/).includes(value);
    case '|=':
      return held === value || held.startsWith(value + '-');
    case '^=':
      return value !== '' && held.startsWith(value);
    case '$=':
      return value !== '' && held.endsWith(value);
    default:
      return value !== '' && held.includes(value);
  }
};
const nth = (text) => {
  const bare = text.trim().toLowerCase().replace(/\s/g, '');
  if (bare === 'odd') return [2, 1];
  if (bare === 'even') return [2, 0];
  const found = /^([+-]?\d*)n([+-]\d+)?$/.exec(bare);
  if (found)
    return [
      found[1] === '' || found[1] === '+' ? 1 : found[1] === '-' ? -1 : Number(found[1]),
      Number(found[2] ?? 0),
    ];
  return [0, Number(bare)];
};
const fitsNth = ([step, first], place) =>
  step ? (place - first) % step === 0 && (place - first) / step >= 0 : place === first;
const siblings = (one, typed) =>
  (one.parentNode?._kids ?? [one]).filter(
    (other) => other instanceof Element && (!typed || other._tag === one._tag),
  );
const pseudo = (name, inside, whole) => {
  const typed = name.endsWith('of-type');
  switch (name) {
    case 'root':
      return (one) => one._tag === 'html';
    case 'first-child':
    case 'first-of-type':
      return (one) => siblings(one, typed)[0] === one;
    case 'last-child':
    case 'last-of-type':
      return (one) => siblings(one, typed).at(-1) === one;
    case 'only-child':
    case 'only-of-type':
      return (one) => siblings(one, typed).length === 1;
    case 'nth-child':
    case 'nth-of-type': {
      const rule = nth(inside);
      return (one) => fitsNth(rule, siblings(one, typed).indexOf(one) + 1);
    }
    case 'nth-last-child':
    case 'nth-last-of-type': {
      const rule = nth(inside);
      return (one) => fitsNth(rule, siblings(one, typed).toReversed().indexOf(one) + 1);
    }
    case 'empty':
      return (one) =>
        !one._kids.some((other) => other instanceof Element || (other instanceof Text && other.data));
    case 'not': {
      const some = readSelectors(inside);
      return (one) => !some.some((chain) => fits(chain, one));
    }
    case 'is':
    case 'where':
    case 'matches': {
      const some = readSelectors(inside);
      return (one) => some.some((chain) => fits(chain, one));
    }
    case 'has':
      return (one) => firstOf(one, inside.replace(/^\s*>\s*/, '')) !== null;
    case 'checked':
      return (one) => one.checked === true || one.selected === true;
    case 'disabled':
      return (one) => one.disabled === true;
    case 'enabled':
      return (one) => one.disabled === false;
    case 'required':
      return (one) => one.hasAttribute('required');
    case 'optional':
      return (one) => !one.hasAttribute('required');
    case 'valid':
      return (one) => one.checkValidity?.() === true;
    case 'invalid':
      return (one) => quietlyInvalid(one);
    case 'focus':
    case 'focus-visible':
      return (one) => document.activeElement === one;
    case 'focus-within':
      return (one) => one.contains(document.activeElement);
    case 'placeholder-shown':
      return (one) => one.hasAttribute('placeholder') && one.value === '';
    case 'link':
    case 'any-link':
      return (one) => one._tag === 'a' && one.hasAttribute('href');
    case 'target':
      return (one) => one.id !== '' && '#' + one.id === location.hash;
    case 'hover':
    case 'active':
    case 'visited':
      return () => false;
    default:
      throw wrong(whole);
  }
};
// Whether an element ends a chain; NEVER where no other choice further right could help either, so that
// a long chain is not tried in every way there is.
const NEVER = Symbol('never');
const ends = (chain, element, at) => {
  const { tests, join } = chain.steps[at];
  for (const test of tests) if (!test(element)) return false;
  if (at + 1 === chain.steps.length) return true;
  if (join === '>')
    return element.parentNode instanceof Element ? ends(chain, element.parentNode, at + 1) : NEVER;
  if (join === '+') {
    const other = element.previousElementSibling;
    return other !== null && ends(chain, other, at + 1);
  }
  if (join === '~') {
    for (let one = element.previousElementSibling; one; one = one.previousElementSibling) {
      const found = ends(chain, one, at + 1);
      if (found) return found;
    }
    return false;
  }
  for (let one = element.parentNode; one instanceof Element; one = one.parentNode) {
    const found = ends(chain, one, at + 1);
    if (found) return found;
  }
  return NEVER;
};
const fits = (chain, element) => ends(chain, element, 0) === true;
const selects = (text, element) => readSelectors(String(text)).some((chain) => fits(chain, element));
const firstOf = (root, text) => {
  const some = readSelectors(String(text));
  for (const one of root._below())
    if (one instanceof Element && some.some((chain) => fits(chain, one))) return one;
  return null;
};
const allOf = (root, text) => {
  const some = readSelectors(String(text));
  const list = new NodeList();
  for (const one of root._below())
    if (one instanceof Element && some.some((chain) => fits(chain, one))) list.push(one);
  return list;
};
