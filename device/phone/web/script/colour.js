// Colours as they are written.
const hex2 = (value) => value.toString(16).padStart(2, '0');
const readColour = (text) => {
  const bare = String(text).trim().toLowerCase();
  if (bare === 'transparent') return [0, 0, 0, 0];
  if (COLOURS[bare]) return [...COLOURS[bare], 255];
  let found = /^#([\da-f]{3,4})$/.exec(bare);
  if (found) {
    const some = [...found[1]].map((one) => parseInt(one + one, 16));
    return [some[0], some[1], some[2], some[3] ?? 255];
  }
  found = /^#([\da-f]{6})([\da-f]{2})?$/.exec(bare);
  if (found)
    return [0, 2, 4]
      .map((at) => parseInt(found[1].slice(at, at + 2), 16))
      .concat(found[2] ? parseInt(found[2], 16) : 255);
  found = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(bare);
  if (!found) return null;
  const parts = found[2].split(/[\s,/]+/).filter(Boolean),
    number = (one, whole) => (one.endsWith('%') ? (parseFloat(one) / 100) * whole : parseFloat(one));
  if (parts.length < 3) return null;
  const alpha =
    parts[3] === undefined ? 255 : Math.round(Math.min(1, Math.max(0, number(parts[3], 1))) * 255);
  if (found[1] === 'rgb')
    return [
      ...parts.slice(0, 3).map((one) => Math.round(Math.min(255, Math.max(0, number(one, 255))))),
      alpha,
    ];
  const hue = parseFloat(parts[0]),
    full = number(parts[1], 1),
    light = number(parts[2], 1);
  const band = (n) => {
    const k = (n + hue / 30 + 120) % 12;
    return Math.round(
      255 * (light - full * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1))),
    );
  };
  return [band(0), band(8), band(4), alpha];
};
const toldColour = ([r, g, b, a]) =>
  a === 255
    ? `#${hex2(r)}${hex2(g)}${hex2(b)}`
    : `rgba(${r}, ${g}, ${b}, ${Math.round((a / 255) * 1000) / 1000})`;
