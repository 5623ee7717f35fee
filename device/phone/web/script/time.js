// Time: the phone's, whose uptime moves with what people do.
const clock = { now: 0, loaded: 0, date: 0, at: 0, zone: 'UTC' };
const timers = { count: 0, all: new Map() };
const MOST_TIMERS = 5000;
const setTimer = (run, ms, again, some) => {
  if (timers.all.size >= MOST_TIMERS) throw new RangeError('Too many timers');
  const wait = Math.max(again ? 4 : 1, Math.min(2147483647, Number(ms) || 0));
  timers.all.set(++timers.count, {
    id: timers.count,
    run,
    due: clock.now + wait,
    every: again ? wait : 0,
    some,
  });
  return timers.count;
};
const later = (run) => setTimer(run, 0, false, []);
const next = (to) => {
  let found = null;
  for (const one of timers.all.values()) if (one.due <= to && (!found || one.due < found.due)) found = one;
  return found;
};
// Calls what is due first, up to a moment; whether there was anything. The host asks again until there is not.
const tick = (to) => {
  const one = next(to);
  if (!one) return false;
  clock.now = Math.max(clock.now, one.due);
  if (one.every) one.due = clock.now + one.every;
  else timers.all.delete(one.id);
  try {
    if (typeof one.run === 'function')
      watched(one.run.apply(window, one.frame ? [clock.now - clock.loaded] : one.some));
    else globalEval(String(one.run));
  } catch (error) {
    failed(error);
  }
  return true;
};
// What still waits after very many calls is put off, as a page in the background is slowed down.
const putOff = (to) => {
  for (const one of timers.all.values()) if (one.due <= to) one.due = to + Math.max(1, one.every);
};
const globalEval = eval;
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
class PhoneDate extends HostDate {
  constructor(...some) {
    if (!some.length) super(clock.date + Math.floor(clock.now - clock.at));
    else if (some.length === 1)
      super(
        typeof some[0] === 'string'
          ? PhoneDate.parse(some[0])
          : some[0] instanceof HostDate
            ? some[0].getTime()
            : some[0],
      );
    else super(fromWall(HostDate.UTC(...some)));
  }
  static now() {
    return clock.date + Math.floor(clock.now - clock.at);
  }
  static UTC(...some) {
    return HostDate.UTC(...some);
  }
  static parse(text) {
    const bare = String(text).trim(),
      zoned = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)(?:\s*\(.*\))?$/i.test(bare),
      day = /^\d{4}(-\d\d){0,2}$/.test(bare);
    const time = HostDate.parse(
      zoned || day ? bare : /^\d{4}-/.test(bare) ? bare.replace(' ', 'T') + 'Z' : bare + ' UTC',
    );
    return zoned || day ? time : fromWall(time);
  }
  getTimezoneOffset() {
    return isNaN(this) ? NaN : -offsetAt(this.getTime());
  }
  toDateString() {
    if (isNaN(this)) return 'Invalid Date';
    return `${DAYS[this.getDay()].slice(0, 3)} ${MONTHS[this.getMonth()].slice(0, 3)} ${two(this.getDate())} ${this.getFullYear()}`;
  }
  toTimeString() {
    if (isNaN(this)) return 'Invalid Date';
    const far = farText(offsetAt(this.getTime())).replace(':', '');
    return `${two(this.getHours())}:${two(this.getMinutes())}:${two(this.getSeconds())} GMT${far} (${zoneNamed(this.getTime())})`;
  }
  toString() {
    return isNaN(this) ? 'Invalid Date' : `${this.toDateString()} ${this.toTimeString()}`;
  }
}
for (const part of ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds']) {
  PhoneDate.prototype['get' + part] = function () {
    return local(this)['getUTC' + part]();
  };
  if (part !== 'Day')
    PhoneDate.prototype['set' + part] = function (...some) {
      const moved = local(this);
      moved['setUTC' + part](...some);
      return this.setTime(fromWall(moved.getTime()));
    };
}
PhoneDate.prototype.getYear = function () {
  return this.getFullYear() - 1900;
};
const DateCalled = new Proxy(PhoneDate, { apply: () => new PhoneDate().toString() });
PhoneDate.prototype.constructor = DateCalled;
