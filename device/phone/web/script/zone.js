// The hours that zones keep: a zone is minutes ahead of UTC in winter, whose summer time, its names in both.
let hours = { first: 0, all: {}, rules: {} };
const HostDate = Date;
const MINUTE = 60000,
  DAY = 1440 * MINUTE;
const two = (number) => String(number).padStart(2, '0');
const farText = (minutes) => {
  const far = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(far / 60))}:${two(far % 60)}`;
};
const zones = new Map();
// The id as the world writes it, for one however written; "+05:30" is a zone, too.
const zoneCalled = (given) => {
  const name = String(given);
  if (name in hours.all) return name;
  if (!zones.size) for (const id of Object.keys(hours.all)) zones.set(id.toLowerCase(), id);
  const known = zones.get(name.toLowerCase());
  const far = /^([+-])([01]\d|2[0-3]):?([0-5]\d)?$/.exec(name);
  if (!known && !far) throw new RangeError(`Invalid time zone specified: ${name}`);
  return known ?? `${far[1]}${far[2]}:${far[3] ?? '00'}`;
};
const zoneOf = (id) => {
  const [sign, far] = [id[0], id.slice(1).split(':')];
  if (sign === '+' || sign === '-') return [Number(sign + '1') * (far[0] * 60 + Number(far[1])), '', '', ''];
  return hours.all[id] ?? [0, '', '', ''];
};
const summerAt = (time, [minutes, rule]) => {
  if (!rule) return false;
  const at = rule === 'eu' ? time : time + minutes * MINUTE;
  const [begin, end] = hours.rules[rule][new HostDate(at).getUTCFullYear() - hours.first] ?? [0, 0];
  return begin <= end ? begin <= at && at < end : !(end <= at && at < begin);
};
const offsetAt = (time, id = clock.zone) => {
  const zone = zoneOf(id);
  return zone[0] + (summerAt(time, zone) ? 60 : 0);
};
const zoneNamed = (time, id = clock.zone) => {
  const zone = zoneOf(id);
  return zone[summerAt(time, zone) ? 3 : 2] || `GMT${farText(offsetAt(time, id))}`;
};
// A date whose UTC figures are those that the zone's clocks show.
const local = (date, id) => {
  const time = HostDate.prototype.getTime.call(date);
  return new HostDate(time + offsetAt(time, id) * MINUTE);
};
// The moment at which clocks here show that: the first of two, and what an hour that is left out comes to.
const fromWall = (wall) => {
  const before = wall - offsetAt(wall - DAY) * MINUTE,
    after = wall - offsetAt(wall + DAY) * MINUTE;
  return before + offsetAt(before) * MINUTE === wall || after + offsetAt(after) * MINUTE !== wall ? before : after;
};
// -- what a zone is called beside a time
const AMERICAN = /^(Alaska|Pacific|Mountain|Central|Eastern|Atlantic|Hawaii-Aleutian) (Standard|Daylight) Time$/;
const zoneShown = (time, id, how, american) => {
  const name = zoneNamed(time, id),
    far = farText(offsetAt(time, id)),
    part = AMERICAN.exec(name);
  if (name === 'Coordinated Universal Time') return how === 'short' ? 'UTC' : how === 'long' ? name : 'GMT';
  if (how === 'longOffset') return `GMT${far}`;
  if (how === 'long') return name;
  if (how === 'longGeneric') return name.replace(/ (Standard|Daylight) /, ' ');
  if (how.startsWith('short') && how !== 'shortOffset') {
    const letters = part?.[1] === 'Alaska' ? 'AK' : part?.[1] === 'Hawaii-Aleutian' ? 'H' : part?.[1][0];
    if (part && american) return letters + (how === 'short' ? part[2][0] : '') + 'T';
    if (name === 'Greenwich Mean Time') return 'GMT';
    if (name === 'British Summer Time' && !american) return 'BST';
  }
  return `GMT${far.replace(/^(.)0/, '$1').replace(':00', '')}`.replace(/^GMT[+-]0$/, 'GMT');
};
