// Numbers and dates in words: as English, British and Chinese readers have them, others by their figures alone.
const SEPARATORS = {
  de: ['.', ','],
  es: ['.', ','],
  it: ['.', ','],
  nl: ['.', ','],
  pt: ['.', ','],
  fr: ['\u202f', ','],
  ru: ['\u00a0', ','],
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
};
const HOME_SIGNS = {
  zh: { CNY: '¥', JPY: 'JP¥', USD: 'US$' },
  'en-CA': { CAD: '$', USD: 'US$' },
  'en-AU': { AUD: '$', USD: 'USD' },
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
const localeOf = (given) => String((Array.isArray(given) ? given[0] : given) ?? navigator.language);
const tongue = (locale) => locale.split('-')[0];

const numbered = (number, locale, how = {}) => {
  const money = how.style === 'currency',
    share = how.style === 'percent',
    short = how.notation === 'compact';
  if (Number.isNaN(number)) return 'NaN';
  let size = Math.abs(number) * (share ? 100 : 1),
    unit = '';
  if (short)
    for (const [step, name] of tongue(locale) === 'zh' ? HAN_STEPS : STEPS)
      if (size >= step) {
        [size, unit] = [size / step, name];
        break;
      }
  const places = money ? (WHOLE.has(how.currency) ? 0 : 2) : 0;
  const least =
    how.minimumFractionDigits ?? Math.min(short ? 0 : places, how.maximumFractionDigits ?? places);
  const most =
    how.maximumFractionDigits ??
    Math.max(least, short ? (size < 10 && unit ? 1 : 0) : money ? places : share ? 0 : 3);
  const kept = how.maximumSignificantDigits;
  let [whole, part = ''] = (
    kept ? String(Number(size.toPrecision(kept))) : size === Infinity ? '∞' : size.toFixed(Math.min(20, most))
  ).split('.');
  while (part.length > (kept ? 0 : least) && part.endsWith('0')) part = part.slice(0, -1);
  const [group, point] = SEPARATORS[tongue(locale)] ?? [',', '.'];
  whole = whole.padStart(how.minimumIntegerDigits ?? 1, '0');
  const apart = ['es', 'pt', 'it'].includes(tongue(locale)) ? whole.length > 4 : true;
  if (how.useGrouping !== false && apart) whole = whole.replace(/\B(?=(\d{3})+$)/g, group);
  let text = whole + (part && point + part) + unit;
  const behind = tongue(locale) in SEPARATORS;
  if (money) {
    const code = String(how.currency ?? 'USD').toUpperCase();
    const sign =
      how.currencyDisplay === 'code'
        ? code
        : ((HOME_SIGNS[locale] ?? HOME_SIGNS[tongue(locale)])?.[code] ?? MONEY_SIGNS[code] ?? code);
    text = behind ? `${text}\u00a0${sign}` : sign + (/[A-Z]$/.test(sign) ? '\u00a0' : '') + text;
  }
  if (share) text += behind ? '\u00a0%' : '%';
  if (how.style === 'unit') text += ` ${how.unit ?? ''}`;
  const none = !/[1-9∞]/.test(whole + part);
  const sign =
    number < 0 || Object.is(number, -0)
      ? '-'
      : ['always', 'exceptZero'].includes(how.signDisplay) && !(none && how.signDisplay === 'exceptZero')
        ? '+'
        : '';
  return (how.signDisplay === 'never' ? '' : sign) + text;
};

// -- dates
const STYLES = {
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};
const HAN_DAYS = '日一二三四五六';
const sized = (name, size) => (size === 'long' ? name : size === 'narrow' ? name[0] : name.slice(0, 3));
// `what` is what is told where nothing is asked for: 'date', 'time' or both.
const dated = (date, given, how = {}, what = 'date') => {
  if (how.timeZone !== undefined) zoneCalled(how.timeZone);
  if (isNaN(date)) return 'Invalid Date';
  const locale = localeOf(given),
    chinese = tongue(locale) === 'zh',
    american = tongue(locale) === 'en' && !/-(GB|AU|NZ|IE|IN)$/.test(locale);
  let want = { ...how };
  if (how.dateStyle || how.timeStyle) {
    want = { timeZone: how.timeZone, timeZoneName: how.timeZoneName, hour12: how.hour12, ...STYLES[how.dateStyle] };
    if (how.dateStyle === 'short' && !american)
      want = { ...want, year: 'numeric', ...(chinese ? {} : { month: '2-digit', day: '2-digit' }) };
    if (how.timeStyle)
      Object.assign(
        want,
        { hour: 'numeric', minute: '2-digit' },
        how.timeStyle === 'short' ? {} : { second: '2-digit' },
      );
  } else {
    const any = (...names) => names.some((name) => want[name]);
    const day = any('weekday', 'year', 'month', 'day'),
      time = any('hour', 'minute', 'second', 'dayPeriod', 'fractionalSecondDigits');
    if (what.includes('date') && !day && (what !== 'date' ? !time : true))
      Object.assign(want, {
        year: 'numeric',
        month: american || chinese ? 'numeric' : '2-digit',
        day: american || chinese ? 'numeric' : '2-digit',
      });
    if (what.includes('time') && !time && (what !== 'time' ? !day : true))
      Object.assign(want, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  }
  const zone = want.timeZone === undefined ? clock.zone : zoneCalled(want.timeZone);
  const at = local(date, zone);
  const days = chinese ? hanDay(at, want) : westDay(at, want, american, locale);
  const time = timed(at, want, american, chinese);
  const link = chinese ? ' ' : how.dateStyle === 'full' || how.dateStyle === 'long' ? ' at ' : ', ';
  const told = [days, time].filter(Boolean).join(link);
  if (!want.timeZoneName) return told;
  const called = zoneShown(date.getTime(), zone, want.timeZoneName, american);
  return chinese && time
    ? `${days}${days && link}${called} ${time}`
    : [told, called].filter(Boolean).join(time || chinese ? ' ' : ', ');
};
const padded = (number, size) => (size === '2-digit' ? two(number % 100) : String(number));
const hanDay = (at, want) => {
  const week = want.weekday
    ? (want.weekday === 'long' ? '星期' : want.weekday === 'narrow' ? '' : '周') + HAN_DAYS[at.getUTCDay()]
    : '';
  const worded = ['long', 'short', 'narrow'].includes(want.month);
  const parts = [
    want.year && padded(at.getUTCFullYear(), want.year),
    want.month && padded(at.getUTCMonth() + 1, want.month),
    want.day && padded(at.getUTCDate(), want.day),
  ];
  if (worded || parts.filter(Boolean).length === 1)
    return parts.map((part, place) => (part ? part + '年月日'[place] : '')).join('') + week;
  return parts.filter(Boolean).join('/') + week;
};
const westDay = (at, want, american, locale) => {
  const week = want.weekday ? sized(DAYS[at.getUTCDay()], want.weekday) : '',
    year = want.year ? padded(at.getUTCFullYear(), want.year) : '',
    day = want.day ? padded(at.getUTCDate(), want.day) : '';
  if (!['long', 'short', 'narrow'].includes(want.month)) {
    const month = want.month ? padded(at.getUTCMonth() + 1, want.month) : '';
    const figures = (american ? [month, day, year] : [day, month, year])
      .filter(Boolean)
      .join(['de', 'ru'].includes(tongue(locale)) ? '.' : '/');
    return [week, figures].filter(Boolean).join(', ');
  }
  const month = sized(MONTHS[at.getUTCMonth()], want.month);
  if (!american)
    return [want.weekday === 'long' || !week ? week : `${week},`, day, month, year].filter(Boolean).join(' ');
  const named = [month, day].filter(Boolean).join(' ');
  return [week, [named, year].filter(Boolean).join(day ? ', ' : ' ')].filter(Boolean).join(', ');
};
const timed = (at, want, american, chinese) => {
  if (!want.hour && !want.minute && !want.second) return '';
  const late =
    want.hour12 === undefined ? (want.hourCycle ? want.hourCycle.startsWith('h2') : !american) : !want.hour12;
  const hour = at.getUTCHours();
  const parts = [];
  if (want.hour)
    parts.push(
      late || want.hour === '2-digit' ? two(late ? hour : hour % 12 || 12) : String(hour % 12 || 12),
    );
  if (want.minute)
    parts.push(want.hour || want.second ? two(at.getUTCMinutes()) : String(at.getUTCMinutes()));
  if (want.second)
    parts.push(want.hour || want.minute ? two(at.getUTCSeconds()) : String(at.getUTCSeconds()));
  const text = parts.join(':');
  if (!want.hour || late) return text;
  return chinese ? (hour < 12 ? '上午' : '下午') + text : `${text} ${hour < 12 ? 'AM' : 'PM'}`;
};
PhoneDate.prototype.toLocaleDateString = function (given, how) {
  return dated(this, given, how, 'date');
};
PhoneDate.prototype.toLocaleTimeString = function (given, how) {
  return dated(this, given, how, 'time');
};
PhoneDate.prototype.toLocaleString = function (given, how) {
  return dated(this, given, how, 'date and time');
};
Number.prototype.toLocaleString = function (given, how) {
  return numbered(Number(this), localeOf(given), how);
};
const counted = (number) => (Math.abs(number) === 1 ? 'one' : 'other');
const resolvedWith = (given, how, rest) => () => ({ locale: localeOf(given), ...how, ...rest });
const INTL = {
  Collator: function (given, how) {
    return {
      compare: (a, b) => collated(String(a), String(b), how),
      resolvedOptions: resolvedWith(given, how),
    };
  },
  NumberFormat: function (given, how) {
    return {
      format: (number) => numbered(Number(number), localeOf(given), how),
      resolvedOptions: resolvedWith(given, how),
    };
  },
  DateTimeFormat: function (given, how) {
    const timeZone = how?.timeZone === undefined ? clock.zone : zoneCalled(how.timeZone);
    return {
      format: (date) => dated(new PhoneDate(date ?? PhoneDate.now()), given, how),
      resolvedOptions: resolvedWith(given, how, { timeZone }),
    };
  },
  PluralRules: function (given, how = {}) {
    const ordinal = (number) =>
      number % 100 > 10 && number % 100 < 14
        ? 'other'
        : (['other', 'one', 'two', 'few'][number % 10] ?? 'other');
    const select = (number) =>
      tongue(localeOf(given)) === 'zh' ? 'other' : how.type === 'ordinal' ? ordinal(number) : counted(number);
    return { select, resolvedOptions: resolvedWith(given, how) };
  },
  ListFormat: function (given, how = {}) {
    const chinese = tongue(localeOf(given)) === 'zh',
      or = how.type === 'disjunction';
    const format = (some) => {
      const all = [...some];
      if (all.length < 2) return all.join('');
      const last = all.pop();
      if (chinese) return `${all.join('、')}${or ? '或' : '和'}${last}`;
      return `${all.join(', ')}${all.length > 1 ? ',' : ''} ${or ? 'or' : 'and'} ${last}`;
    };
    return { format, resolvedOptions: resolvedWith(given, how) };
  },
  RelativeTimeFormat: function (given, how = {}) {
    const chinese = tongue(localeOf(given)) === 'zh';
    const HAN = {
      second: '秒钟',
      minute: '分钟',
      hour: '小时',
      day: '天',
      week: '周',
      month: '个月',
      quarter: '个季度',
      year: '年',
    };
    const format = (number, unit) => {
      const name = String(unit).replace(/s$/, ''),
        before = number < 0 || Object.is(number, -0),
        size = Math.abs(number);
      if (how.numeric === 'auto' && name === 'day' && size < 2)
        return (chinese ? ['昨天', '今天', '明天'] : ['yesterday', 'today', 'tomorrow'])[number + 1];
      if (chinese) return `${size}${HAN[name]}${before ? '前' : '后'}`;
      const words = `${numbered(size, 'en-US')} ${name}${size === 1 ? '' : 's'}`;
      return before ? `${words} ago` : `in ${words}`;
    };
    return { format, resolvedOptions: resolvedWith(given, how) };
  },
};
for (const kind of Object.values(INTL)) kind.supportedLocalesOf = (some) => [some].flat();
