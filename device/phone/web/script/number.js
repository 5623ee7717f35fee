// Numbers as readers of a locale have them. What is not listed here is written as in English.
const MARKS_OF = {
  de: '.,',
  'de-CH': '’.',
  'it-CH': '’.',
  es: '.,',
  'es-MX': ',.',
  'es-US': ',.',
  it: '.,',
  nl: '.,',
  pt: '.,',
  'pt-PT': '\u00a0,',
  fr: '\u202f,',
  ru: '\u00a0,',
  uk: '\u00a0,',
  pl: '\u00a0,',
  cs: '\u00a0,',
  sv: '\u00a0,',
  nb: '\u00a0,',
  no: '\u00a0,',
  fi: '\u00a0,',
  da: '.,',
  tr: '.,',
  id: '.,',
  vi: '.,',
};
// Where a number of four digits stays whole, those that count in lakhs, whose minus is long.
const FOUR_WHOLE = new Set(['es', 'it', 'pl', 'pt-PT']);
const LAKHS = new Set(['en-IN', 'hi', 'bn', 'mr', 'gu', 'ta', 'te', 'kn', 'ml', 'pa']);
const LONG_MINUS = new Set(['sv', 'nb', 'no', 'fi']);
// Money before the number though its marks are not the English ones: close to it, or a space apart.
const MONEY_FIRST = {
  tr: '',
  'es-MX': '',
  'es-US': '',
  pt: '\u00a0',
  nl: '\u00a0',
  'de-CH': '\u00a0',
  'it-CH': '\u00a0',
};
const MONEY_SIGNS = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: 'CN¥',
  INR: '₹',
  KRW: '₩',
  BRL: 'R$',
  CAD: 'CA$',
  AUD: 'A$',
  MXN: 'MX$',
  ILS: '₪',
  VND: '₫',
  TWD: 'NT$',
  HKD: 'HK$',
  NZD: 'NZ$',
  PHP: '₱',
};
const HOME_SIGNS = {
  zh: { CNY: '¥', JPY: 'JP¥', USD: 'US$' },
  ja: { JPY: '￥', CNY: '元' },
  'en-CA': { CAD: '$', USD: 'US$' },
  'en-AU': { AUD: '$', USD: 'USD' },
  'es-MX': { MXN: '$', USD: 'USD' },
  pt: { USD: 'US$' },
  sv: { SEK: 'kr' },
  nb: { NOK: 'kr' },
  no: { NOK: 'kr' },
  da: { DKK: 'kr.' },
  pl: { PLN: 'zł' },
  cs: { CZK: 'Kč' },
  ru: { RUB: '₽' },
  uk: { UAH: '₴' },
  tr: { TRY: '₺' },
};
const WHOLE = new Set(['JPY', 'KRW', 'VND', 'CLP']);
const STEPS = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];
const HAN_STEPS = [
  [1e12, '万亿'],
  [1e8, '亿'],
  [1e4, '万'],
];
const SHORT_UNITS = Object.fromEntries(
  (
    'acre:ac bit:bit byte:byte celsius:°C centimeter:cm day:day degree:deg fahrenheit:°F fluid-ounce:fl_oz foot:ft ' +
    'gallon:gal gigabit:Gb gigabyte:GB gram:g hectare:ha hour:hr inch:in kilobit:kb kilobyte:kB kilogram:kg ' +
    'kilometer:km liter:L megabit:Mb megabyte:MB meter:m mile:mi milliliter:mL millimeter:mm millisecond:ms ' +
    'minute:min month:mth ounce:oz percent:% petabyte:PB pound:lb second:sec stone:st terabit:Tb terabyte:TB week:wk ' +
    'yard:yd year:yr'
  )
    .split(' ')
    .map((one) => one.replace('_', ' ').split(':')),
);
const PLURAL = new Set(['day', 'month', 'week', 'year']);
const localeOf = (given) => String((Array.isArray(given) ? given[0] : given) ?? navigator.language);
const tongue = (locale) => locale.split('-')[0];
const ofLocale = (all, locale) => all[locale] ?? all[tongue(locale)];
const isIn = (all, locale) => all.has(locale) || all.has(tongue(locale));

// What a number is to look like, if it can.
const checkedStyle = (how = {}) => {
  const { style = 'decimal', currency, unit } = how;
  if (!['decimal', 'percent', 'currency', 'unit'].includes(style))
    throw new RangeError(`Value ${style} out of range for Intl.NumberFormat options property style`);
  if (currency === undefined && style === 'currency')
    throw new TypeError('Currency code is required with currency style.');
  if (currency !== undefined && !/^[a-z]{3}$/i.test(currency))
    throw new RangeError(`Invalid currency code : ${currency}`);
  if (unit === undefined && style === 'unit') throw new TypeError('Required option "unit" must not be undefined');
  if (unit !== undefined && !String(unit).split('-per-').every((one) => one in SHORT_UNITS))
    throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
  return how;
};
const measured = (text, one, { unit, unitDisplay = 'short' }, apart) => {
  const [what, per] = String(unit).split('-per-');
  if (unitDisplay === 'long') {
    const many = { foot: 'feet', inch: 'inches', percent: 'percent' }[what] ?? `${what}s`;
    const name = one ? what : many;
    const full = /^(celsius|fahrenheit)$/.test(what)
      ? `degree${one ? '' : 's'} ${what[0].toUpperCase()}${what.slice(1)}`
      : name.replace('-', ' ');
    return `${text} ${full}${per ? ` per ${per}` : ''}`;
  }
  const short = (name) => (per ? ({ hour: 'h', second: 's' }[name] ?? SHORT_UNITS[name]) : SHORT_UNITS[name]);
  if (unit === 'mile-per-hour') return `${text}${unitDisplay === 'narrow' ? '' : ' '}mph`;
  if (unit === 'mile-per-gallon') return `${text}${unitDisplay === 'narrow' ? '' : ' '}mpg`;
  const sign = short(what) + (PLURAL.has(what) && !one && !per ? 's' : '') + (per ? `/${short(per)}` : '');
  const close = unitDisplay === 'narrow' || (/^[°%]/.test(sign) && !apart);
  return text + (close ? '' : apart ? '\u00a0' : ' ') + sign;
};
const grouped = (whole, locale, how, mark) => {
  const use = how.useGrouping ?? (how.notation === 'compact' ? 'min2' : 'auto');
  if (use === false || use === 'false') return whole;
  const few = use === 'min2' || (use === 'auto' && isIn(FOUR_WHOLE, locale) && mark !== ',');
  if (few && whole.length < 5) return whole;
  return whole.replace(isIn(LAKHS, locale) ? /\B(?=(\d{2})*\d{3}$)/g : /\B(?=(\d{3})+$)/g, mark);
};

const numbered = (number, locale, how = {}) => {
  const money = how.style === 'currency',
    share = how.style === 'percent',
    short = how.notation === 'compact',
    big = typeof number === 'bigint' && !short;
  if (Number.isNaN(number)) return 'NaN';
  let size = Math.abs(Number(number)) * (share ? 100 : 1),
    unit = '';
  if (short)
    for (const [step, name] of tongue(locale) === 'zh' ? HAN_STEPS : STEPS)
      if (size >= step) {
        [size, unit] = [size / step, name];
        break;
      }
  const code = String(how.currency ?? '').toUpperCase();
  const places = money ? (WHOLE.has(code) ? 0 : 2) : 0;
  const least =
    how.minimumFractionDigits ?? Math.min(short ? 0 : places, how.maximumFractionDigits ?? places);
  const most =
    how.maximumFractionDigits ??
    Math.max(least, short ? (size < 10 && unit ? 1 : 0) : money ? places : share ? 0 : 3);
  const kept = how.maximumSignificantDigits;
  const exact = big ? String((number < 0n ? -number : number) * (share ? 100n : 1n)) : '';
  let [whole, part = ''] = (
    kept
      ? plain(Number(size.toPrecision(kept)))
      : size === Infinity
        ? '∞'
        : big
          ? exact + (least ? `.${'0'.repeat(least)}` : '')
          : plain(size, Math.min(20, most))
  ).split('.');
  while (part.length > (kept ? 0 : least) && part.endsWith('0')) part = part.slice(0, -1);
  const marks = ofLocale(MARKS_OF, locale) ?? ',.';
  whole = grouped(whole.padStart(how.minimumIntegerDigits ?? 1, '0'), locale, how, marks[0]);
  let text = whole + (part && marks[1] + part) + unit;
  const none = !/[1-9∞]/.test(whole + part);
  const sign =
    number < 0 || Object.is(number, -0)
      ? isIn(LONG_MINUS, locale)
        ? '\u2212'
        : '-'
      : ['always', 'exceptZero'].includes(how.signDisplay) && !(none && how.signDisplay === 'exceptZero')
        ? '+'
        : '';
  const behind = marks[1] === ',';
  if (money) {
    const known = ofLocale(HOME_SIGNS, locale)?.[code] ?? MONEY_SIGNS[code] ?? code;
    const coin = how.currencyDisplay === 'code' ? code : known;
    const first = locale === 'pt-PT' ? undefined : ofLocale(MONEY_FIRST, locale);
    if (behind && first === undefined) text += `\u00a0${coin}`;
    else text = coin + (first || (/[A-Z]$/.test(coin) ? '\u00a0' : '')) + text;
  }
  if (share) text += behind && !['it', 'nl', 'pt', 'tr', 'id', 'vi'].includes(tongue(locale)) ? '\u00a0%' : '%';
  if (how.style === 'unit') text = measured(text, size === 1 && !part, how, behind);
  return (how.signDisplay === 'never' ? '' : sign) + text;
};
// A number written out: toFixed() gives "1e+21" where it is large.
const plain = (size, most) =>
  size < 1e21 ? (most === undefined ? String(size) : size.toFixed(most)) : String(BigInt(size));
Number.prototype.toLocaleString = function (given, how) {
  return numbered(Number(this), localeOf(given), checkedStyle(how));
};
BigInt.prototype.toLocaleString = function (given, how) {
  return numbered(BigInt(this), localeOf(given), checkedStyle(how));
};
