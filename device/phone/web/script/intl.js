// Dates as readers of a locale have them: in words as English, British and Chinese readers do, in figures by this.
// The order, what stands between, how many digits day and month have at least; years and these where it is short.
const SHAPES = {
  en: ['mdy', '/', 1, 2, 1],
  'en-GB': ['dmy', '/', 2, 4, 2],
  'en-AU': ['dmy', '/', 2, 2, 1],
  'en-NZ': ['dmy', '/', 2, 2, 2],
  'en-IE': ['dmy', '/', 1, 4, 2],
  'en-IN': ['dmy', '/', 1, 2, 2],
  'en-CA': ['ymd', '-', 2, 4, 2],
  'en-ZA': ['ymd', '/', 2, 4, 2],
  zh: ['ymd', '/', 1, 4, 1],
  ja: ['ymd', '/', 1, 4, 2],
  ko: ['ymd', '. ', 1, 2, 1],
  de: ['dmy', '.', 1, 2, 2],
  fr: ['dmy', '/', 2, 4, 2],
  'fr-CA': ['ymd', '-', 2, 4, 2],
  'fr-CH': ['dmy', '.', 2, 2, 2],
  es: ['dmy', '/', 1, 2, 1],
  it: ['dmy', '/', 1, 2, 2],
  pt: ['dmy', '/', 2, 4, 2],
  'pt-PT': ['dmy', '/', 2, 2, 2],
  nl: ['dmy', '-', 1, 4, 2],
  ru: ['dmy', '.', 2, 4, 2],
  uk: ['dmy', '.', 2, 2, 2],
  pl: ['dmy', '.', 2, 4, 2],
  tr: ['dmy', '.', 2, 4, 2],
  cs: ['dmy', '. ', 1, 4, 2],
  sv: ['ymd', '-', 2, 4, 2],
  da: ['dmy', '.', 1, 4, 2],
  nb: ['dmy', '.', 1, 4, 2],
  no: ['dmy', '.', 1, 4, 2],
  fi: ['dmy', '.', 1, 4, 1],
  hi: ['dmy', '/', 1, 2, 1],
  id: ['dmy', '/', 1, 2, 2],
  vi: ['dmy', '/', 1, 2, 1],
};
const OTHER_SHAPE = ['dmy', '/', 2, 4, 2];
const shapeOf = (locale) => ofLocale(SHAPES, locale) ?? OTHER_SHAPE;
const digits = (count) => (count === 2 ? '2-digit' : 'numeric');
// Where a day has twice twelve hours, and what they are called.
const HALVES = {
  en: ['AM', 'PM'],
  'en-GB': null,
  'en-IE': null,
  'en-ZA': null,
  'en-AU': ['am', 'pm'],
  'en-NZ': ['am', 'pm'],
  'en-IN': ['am', 'pm'],
  'en-CA': ['a.m.', 'p.m.'],
  ko: ['오전', '오후'],
  hi: ['am', 'pm'],
};
const halvesOf = (locale) => (locale in HALVES ? HALVES[locale] : (HALVES[tongue(locale)] ?? null));
const SPACED = new Set(['zh', 'ja', 'ko', 'fr', 'sv', 'tr', 'cs', 'da', 'fi']);
const DOTTED = new Set(['de', 'da', 'nb', 'no', 'fi', 'cs']);
const BARE_HOUR = new Set(['ja', 'es', 'cs']);
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
    shape = shapeOf(locale),
    chinese = tongue(locale) === 'zh',
    american = tongue(locale) === 'en' && !/-(GB|AU|NZ|IE|IN)$/.test(locale);
  let want = { ...how };
  if (how.dateStyle || how.timeStyle) {
    want = { timeZone: how.timeZone, hour12: how.hour12, ...STYLES[how.dateStyle] };
    if (how.dateStyle === 'short')
      Object.assign(want, { year: shape[3] === 2 ? '2-digit' : 'numeric', month: digits(shape[4]), day: digits(shape[4]) });
    if (how.timeStyle)
      Object.assign(
        want,
        { hour: 'numeric', minute: '2-digit' },
        how.timeStyle === 'short' ? {} : { second: '2-digit' },
        { long: { timeZoneName: 'short' }, full: { timeZoneName: 'long' } }[how.timeStyle],
      );
  } else {
    const any = (...names) => names.some((name) => want[name]);
    const day = any('weekday', 'year', 'month', 'day'),
      time = any('hour', 'minute', 'second', 'dayPeriod', 'fractionalSecondDigits');
    if (what.includes('date') && !day && (what !== 'date' ? !time : true))
      Object.assign(want, {
        year: 'numeric',
        month: digits(shape[2]),
        day: digits(shape[2]),
      });
    if (what.includes('time') && !time && (what !== 'time' ? !day : true))
      Object.assign(want, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  }
  const zone = want.timeZone === undefined ? clock.zone : zoneCalled(want.timeZone);
  const at = local(date, zone);
  const days = chinese ? hanDay(at, want) : westDay(at, want, american, locale);
  const time = timed(at, want, locale);
  const link = isIn(SPACED, locale) ? ' ' : how.dateStyle === 'full' || how.dateStyle === 'long' ? ' at ' : ', ';
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
    const [order, gap] = shapeOf(locale);
    const all = [...order].map((one) => ({ d: day, m: month, y: year })[one]).filter(Boolean);
    const dotted = all.length > 1 && (tongue(locale) === 'ko' || (!year && isIn(DOTTED, locale)));
    const figures = all.join(gap) + (dotted ? '.' : '');
    return [week, figures].filter(Boolean).join(', ');
  }
  const month = sized(MONTHS[at.getUTCMonth()], want.month);
  if (!american)
    return [want.weekday === 'long' || !week ? week : `${week},`, day, month, year].filter(Boolean).join(' ');
  const named = [month, day].filter(Boolean).join(' ');
  return [week, [named, year].filter(Boolean).join(day ? ', ' : ' ')].filter(Boolean).join(', ');
};
const timed = (at, want, locale) => {
  if (!want.hour && !want.minute && !want.second) return '';
  const late =
    want.hour12 === undefined ? (want.hourCycle ? want.hourCycle.startsWith('h2') : !halvesOf(locale)) : !want.hour12;
  const hour = at.getUTCHours();
  const parts = [];
  if (want.hour)
    parts.push(
      want.hour === '2-digit' || (late && !isIn(BARE_HOUR, locale))
        ? two(late ? hour : hour % 12 || 12)
        : String(late ? hour : hour % 12 || 12),
    );
  if (want.minute)
    parts.push(want.hour || want.second ? two(at.getUTCMinutes()) : String(at.getUTCMinutes()));
  if (want.second)
    parts.push(want.hour || want.minute ? two(at.getUTCSeconds()) : String(at.getUTCSeconds()));
  const text = parts.join(':');
  if (!want.hour || late) return text;
  if (tongue(locale) === 'zh') return (hour < 12 ? '上午' : '下午') + text;
  const half = (halvesOf(locale) ?? ['am', 'pm'])[hour < 12 ? 0 : 1];
  return tongue(locale) === 'ko' ? `${half} ${text}` : `${text} ${half}`;
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
    checkedStyle(how);
    return {
      format: (number) => numbered(typeof number === 'bigint' ? number : Number(number), localeOf(given), how),
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
