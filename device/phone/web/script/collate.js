// The order of words as a person sorts them: by letters first, then by accents, then small before capital.
// Signs come before digits and these before letters; what is written otherwise follows by its code.
const SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
const MARKS = /\p{M}/u;
const FOLDED = { \u00df: 'ss', \u00e6: 'ae', \u0153: 'oe', \u00f8: 'o', \u0142: 'l', \u0111: 'd', \u00fe: 'th' };
const rankOf = (letter) => {
  if (/\s/.test(letter)) return 1;
  const sign = SIGNS.indexOf(letter);
  if (sign >= 0) return 2 + sign;
  return (/\d/.test(letter) ? 100 : letter < '\u0370' ? 1000 : 2000) + letter.codePointAt(0);
};
// Its letters with nothing else to them, its accents, its capitals.
const readWord = (text, numeric) => {
  const letters = [],
    accents = [],
    capitals = [];
  for (const one of text.normalize('NFD')) {
    if (MARKS.test(one)) {
      accents[Math.max(0, letters.length - 1)] = (accents[letters.length - 1] ?? '') + one;
      continue;
    }
    const small = one.toLowerCase();
    capitals[letters.length] = small === one ? 0 : 1;
    for (const each of FOLDED[small] ?? small) {
      const last = letters.at(-1);
      if (numeric && /\d/.test(each) && last?.digits) last.digits += each;
      else letters.push(numeric && /\d/.test(each) ? { digits: each, rank: 100 } : { rank: rankOf(each) });
    }
    if (FOLDED[small]) accents[letters.length - 1] = small;
  }
  return { letters, accents, capitals };
};
const MOST_WORDS = 2000;
const words = new Map();
const wordOf = (text, numeric) => {
  const key = (numeric ? '1' : '0') + text;
  if (words.size > MOST_WORDS) words.clear();
  if (!words.has(key)) words.set(key, readWord(text, numeric));
  return words.get(key);
};
const collated = (first, second, how = {}) => {
  const [a, b] = [first, second].map((text) => wordOf(text, Boolean(how.numeric)));
  const most = Math.max(a.letters.length, b.letters.length);
  const compare = (of) => {
    for (let at = 0; at < most; at++) {
      const gap = of(a, at) - of(b, at);
      if (gap) return Math.sign(gap);
    }
    return 0;
  };
  const value = (one) => (one?.digits ? Number(one.digits) : 0);
  const level = how.sensitivity ?? 'variant';
  const accent = (one, at) => [...(one.accents[at] ?? '')].reduce((sum, mark) => sum * 1000 + mark.codePointAt(0), 0);
  return (
    compare((one, at) => one.letters[at]?.rank ?? 0) ||
    compare((one, at) => value(one.letters[at])) ||
    (['base', 'case'].includes(level) ? 0 : compare(accent)) ||
    (['base', 'accent'].includes(level)
      ? 0
      : compare((one, at) => one.capitals[at] ?? 0) * (how.caseFirst === 'upper' ? -1 : 1))
  );
};
String.prototype.localeCompare = function (other, _, how) {
  return collated(String(this), String(other), how);
};
