// A picture as a PNG file, its pixels as they are: for what scripts do with a drawing, size does not matter.
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte;
});
const MOST_STORED_BYTES = 65535;
const chunk = (name, data) => {
  const all = new Uint8Array(data.length + 12),
    view = new DataView(all.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at++) all[4 + at] = name.charCodeAt(at);
  all.set(data, 8);
  let sum = 0xffffffff;
  for (let at = 4; at < data.length + 8; at++) sum = CRC[(sum ^ all[at]) & 255] ^ (sum >>> 8);
  view.setUint32(data.length + 8, (sum ^ 0xffffffff) >>> 0);
  return all;
};
// Blocks that are kept as they are (RFC 1950 and 1951).
const stored = (data) => {
  const blocks = Math.max(1, Math.ceil(data.length / MOST_STORED_BYTES)),
    all = new Uint8Array(data.length + 5 * blocks + 6);
  all.set([0x78, 1]);
  let to = 2,
    a = 1,
    b = 0;
  for (let block = 0; block < blocks; block++) {
    const part = data.subarray(block * MOST_STORED_BYTES, (block + 1) * MOST_STORED_BYTES),
      size = part.length;
    all.set([block === blocks - 1 ? 1 : 0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255], to);
    all.set(part, to + 5);
    to += size + 5;
  }
  for (let at = 0; at < data.length; ) {
    for (const end = Math.min(data.length, at + 3800); at < end; at++) {
      a += data[at];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  new DataView(all.buffer).setUint32(to, ((b << 16) | a) >>> 0);
  return all;
};
const pngOf = (width, height, pixels) => {
  const rows = new Uint8Array(height * (width * 4 + 1)),
    head = new Uint8Array(13),
    view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 6], 8);
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  const parts = [
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    file.set(one, at);
    at += one.length;
  }
  return file;
};
