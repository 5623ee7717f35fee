// What an element looks like, as a script asks for it: the rules that match it now, and what it inherits.
const SIDES = ['top', 'right', 'bottom', 'left'];
const INHERITS = new Set(
  'color cursor font-family font-size font-style font-weight letter-spacing line-height list-style-type text-align text-transform visibility white-space'.split(
    ' ',
  ),
);
const INITIAL = {
  color: '#000000',
  'background-color': 'transparent',
  display: 'inline',
  'font-size': '16px',
  'font-style': 'normal',
  'font-weight': '400',
  'text-align': 'start',
  'text-decoration-line': 'none',
  'text-transform': 'none',
  'white-space': 'normal',
  'line-height': 'normal',
  'z-index': 'auto',
  'box-sizing': 'content-box',
  'flex-direction': 'row',
  position: 'static',
  visibility: 'visible',
  opacity: '1',
  overflow: 'visible',
  float: 'none',
  transform: 'none',
  cursor: 'auto',
};
for (const side of SIDES) {
  Object.assign(INITIAL, { [side]: 'auto', [`margin-${side}`]: '0px', [`padding-${side}`]: '0px' });
  Object.assign(INITIAL, { [`border-${side}-width`]: '0px', [`border-${side}-style`]: 'none' });
  INITIAL[`border-${side}-color`] = 'currentcolor';
}
const ALSO = {
  'text-decoration': 'text-decoration-line',
  background: 'background-color',
  'border-color': 'border-top-color',
  'border-width': 'border-top-width',
  'border-style': 'border-top-style',
  'overflow-x': 'overflow',
  'overflow-y': 'overflow',
};
const valueParts = (text) => text.match(/(?:[^\s(]|\([^)]*\))+/g) ?? [];
const four = ([top = '0', right = top, bottom = top, left = right]) => [top, right, bottom, left];
const taken = {
  background: (parts) => [['background-color', parts.find((one) => readColour(one)) ?? 'transparent']],
  margin: (parts) => four(parts).map((one, at) => [`margin-${SIDES[at]}`, one]),
  padding: (parts) => four(parts).map((one, at) => [`padding-${SIDES[at]}`, one]),
  inset: (parts) => four(parts).map((one, at) => [SIDES[at], one]),
  border: (parts) => SIDES.flatMap((side) => edge(side, parts)),
  'text-decoration': (parts) => [['text-decoration-line', parts[0]]],
};
for (const side of SIDES) taken[`border-${side}`] = (parts) => edge(side, parts);
for (const what of ['width', 'style', 'color'])
  taken[`border-${what}`] = (parts) => four(parts).map((one, at) => [`border-${SIDES[at]}-${what}`, one]);
const edge = (side, parts) => {
  const width = parts.find((one) => /^[\d.]/.test(one)) ?? '3px',
    colour = parts.find((one) => readColour(one)) ?? 'currentcolor';
  const style = parts.find((one) => /^(solid|dashed|dotted|double|groove|ridge|inset|outset)$/.test(one));
  return [
    [`border-${side}-width`, style ? width : '0px'],
    [`border-${side}-style`, style ?? 'none'],
    [`border-${side}-color`, colour],
  ];
};
const filledIn = (element, text) =>
  text.replace(/var\(\s*(--[-\w]+)\s*(?:,([^()]*))?\)/g, (_, name, usual) => worth(element, name) || (usual ?? ''));
// What declarations say of one thing, the last of them; undefined where they say nothing.
const saidIn = (element, pairs, name) => {
  let found;
  for (const [key, text] of pairs)
    if (key === name) found = text;
    else if (taken[key] && !name.startsWith('--'))
      found = taken[key](valueParts(filledIn(element, text))).find(([one]) => one === name)?.[1] ?? found;
  return found;
};
// What is said of an element itself, the strongest last; "" where nothing is.
const said = (element, name) => {
  let plain = styling.usual[element._tag]?.[name] ?? '',
    urgent;
  if (name === 'display' && (element._attributes.has('hidden') || element.type === 'hidden')) plain = 'none';
  for (const number of matched(element)) {
    const [held, strong] = styling.held[number] ?? [[], []];
    plain = saidIn(element, held, name) ?? plain;
    urgent = saidIn(element, strong, name) ?? urgent;
  }
  const own = [...element._styles()].map(([key, text]) => [key, text.replace(/\s*!important$/, ''), text]);
  const strong = own.filter(([, bare, text]) => bare !== text);
  return saidIn(element, strong, name) ?? urgent ?? saidIn(element, own, name) ?? plain;
};
const worth = (element, name) => {
  const text = filledIn(element, said(element, name)).trim();
  const above = element.parentNode instanceof Element ? element.parentNode : null;
  const inherits = INHERITS.has(name) || name.startsWith('--');
  if (text === 'inherit' || (inherits && (!text || text === 'unset')))
    return above ? worth(above, name) : (INITIAL[name] ?? '');
  if (!text || text === 'initial' || text === 'unset') return INITIAL[name] ?? '';
  if (name === 'font-size') return fontSize(text, above);
  if (name.endsWith('color')) return text.toLowerCase() === 'currentcolor' ? worth(element, 'color') : text;
  if (name === 'font-weight') return { normal: '400', bold: '700', bolder: '700', lighter: '400' }[text] ?? text;
  const length = name.startsWith('--') ? null : /^(-?[\d.]+)(px|em|rem|pt|vw|vh)?$/.exec(text);
  return length && (length[2] || (text === '0' && name !== 'opacity' && name !== 'z-index'))
    ? inPixels(length, () => parseFloat(worth(element, 'font-size')))
    : text;
};
const inPixels = ([, number, unit], size) => {
  const one = { em: () => size(), rem: () => 16, pt: () => 4 / 3, vw: () => geometry.width / 100, vh: () => geometry.height / 100 };
  return `${Math.round(Number(number) * (one[unit]?.() ?? 1) * 1000) / 1000}px`;
};
const NAMED_SIZES = { small: 13, medium: 16, large: 18, 'x-large': 24, 'xx-large': 32, 'x-small': 10 };
const fontSize = (text, above) => {
  const around = () => (above ? parseFloat(worth(above, 'font-size')) : 16);
  if (NAMED_SIZES[text]) return `${NAMED_SIZES[text]}px`;
  if (text === 'smaller' || text === 'larger') return `${around() * (text === 'larger' ? 1.2 : 1 / 1.2)}px`;
  if (text.endsWith('%')) return `${(around() * parseFloat(text)) / 100}px`;
  const length = /^([\d.]+)(px|em|rem|pt|vw|vh)$/.exec(text);
  return length ? inPixels(length, around) : `${around()}px`;
};
const asColour = (text) => {
  const read = readColour(text);
  if (!read) return text;
  const [r, g, b, a] = read;
  return a === 255
    ? `rgb(${r}, ${g}, ${b})`
    : `rgba(${r}, ${g}, ${b}, ${Math.round((a / 255) * 100) / 100})`;
};
// Inside its edges, as the size of a box is said; from border to border where it is measured so.
const sideOf = (element, whole, sides) =>
  worth(element, 'box-sizing') === 'border-box'
    ? whole
    : sides.reduce(
        (left, side) =>
          left -
          (parseFloat(worth(element, `padding-${side}`)) || 0) -
          (parseFloat(worth(element, `border-${side}-width`)) || 0),
        whole,
      );
const lookOf = (element, asked) => {
  const name = ALSO[asked] ?? asked,
    [, , wide, high] = geometry.of(element);
  if (!element.isConnected) return '';
  if (name === 'width' && wide) return `${sideOf(element, wide, ['left', 'right'])}px`;
  if (name === 'height' && high) return `${sideOf(element, high, ['top', 'bottom'])}px`;
  if (name === 'margin' || name === 'padding') {
    const [top, right, bottom, left] = SIDES.map((side) => worth(element, `${name}-${side}`));
    if (left !== right) return [top, right, bottom, left].join(' ');
    return bottom !== top ? [top, right, bottom].join(' ') : right !== top ? `${top} ${right}` : top;
  }
  const value = worth(element, name);
  return name.endsWith('color') ? asColour(value) : value;
};
const computed = (element) =>
  new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === 'getPropertyValue') return (name) => lookOf(element, String(name));
        return typeof key === 'string' ? lookOf(element, key === 'cssFloat' ? 'float' : dashed(key)) : undefined;
      },
    },
  );
