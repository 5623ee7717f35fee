// Painting on a canvas. A state's colours are kept as numbers beside their names.
class CanvasRenderingContext2D extends PathContext {
  fill(rule) {
    this._paint(this._outlines(), 'fill', rule === 'evenodd' ? rule : 'nonzero');
  }
  stroke() {
    this._paint(this._strokes(this._paths), 'stroke', 'nonzero');
  }
  _strokes(paths) {
    const [a, b, c, d] = this._matrix,
      width = this.lineWidth * Math.sqrt(Math.abs(a * d - b * c));
    const made = [];
    for (const { points, closed } of paths)
      for (const part of this._dashed(points, closed))
        made.push(...stroked(part.points, part.closed, width, this.lineCap, this.lineJoin));
    return made;
  }
  _dashed(points, closed) {
    if (!this._dash.length || !(this._dash.reduce((sum, one) => sum + one, 0) > 0))
      return [{ points, closed }];
    const parts = [],
      all = closed ? [...points, points[0]] : points;
    let at = 0,
      left = this._dash[0],
      on = true,
      now = [all[0]];
    for (let place = 1; place < all.length; place++) {
      let [x, y] = all[place - 1];
      const [tx, ty] = all[place];
      let rest = Math.hypot(tx - x, ty - y);
      while (rest > left && parts.length < 5000) {
        const share = left / rest;
        x += (tx - x) * share;
        y += (ty - y) * share;
        rest -= left;
        if (on) {
          now.push([x, y]);
          parts.push({ points: now, closed: false });
        }
        on = !on;
        now = [[x, y]];
        at = (at + 1) % this._dash.length;
        left = Math.max(0.01, this._dash[at]);
      }
      left -= rest;
      if (on) now.push([tx, ty]);
    }
    if (on && now.length > 1) parts.push({ points: now, closed: false });
    return parts;
  }
  setLineDash(some) {
    this._dash = some.length % 2 ? [...some, ...some] : [...some];
  }
  getLineDash() {
    return [...this._dash];
  }
  _box(x, y, w, h) {
    return [
      [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ].map(([px, py]) => this._to(px, py)),
    ];
  }
  fillRect(x, y, w, h) {
    const box = this._box(x, y, w, h),
      [[x1, y1], , [x2, y2]] = box[0];
    if (
      Math.min(x1, x2) <= 0 &&
      Math.min(y1, y2) <= 0 &&
      Math.max(x1, x2) >= this._wide &&
      Math.max(y1, y2) >= this._high &&
      !this._clip &&
      this._state.fill[3] === 255 &&
      this.globalAlpha === 1
    )
      this._words = [];
    this._paint(box, 'fill', 'nonzero');
  }
  strokeRect(x, y, w, h) {
    this._paint(this._strokes([{ points: this._box(x, y, w, h)[0], closed: true }]), 'stroke', 'nonzero');
  }
  clearRect(x, y, w, h) {
    const box = this._box(x, y, w, h),
      xs = box[0].map(([px]) => px),
      ys = box[0].map(([, py]) => py);
    const inside = (word) =>
      word.x >= Math.min(...xs) &&
      word.x <= Math.max(...xs) &&
      word.y >= Math.min(...ys) &&
      word.y <= Math.max(...ys) + word.size;
    this._words = this._words.filter((word) => !inside(word));
    cover(box, this._wide, this._high, 'nonzero', (px, py, part) => {
      const at = (py * this._wide + px) * 4;
      if (part > 0.998) this._pixels.fill(0, at, at + 4);
      else this._pixels[at + 3] *= 1 - part;
    });
    this._touch();
  }
  _paint(polygons, which, rule) {
    const ink = this._state[which],
      data = this._pixels,
      gradient = ink instanceof CanvasGradient,
      how = this.globalCompositeOperation;
    cover(polygons, this._wide, this._high, rule, (x, y, part) => {
      const at = y * this._wide + x,
        [r, g, b, a] = gradient ? ink._at(x, y) : ink;
      const alpha = (a / 255) * part * this.globalAlpha * (this._clip ? this._clip[at] / 255 : 1);
      if (how === 'destination-out') data[at * 4 + 3] *= 1 - alpha;
      else blend(data, at * 4, r, g, b, alpha);
    });
    this._touch();
  }
  createLinearGradient(x1, y1, x2, y2) {
    const [ax, ay] = this._to(x1, y1),
      [bx, by] = this._to(x2, y2),
      dx = bx - ax,
      dy = by - ay,
      length = dx * dx + dy * dy || 1;
    return new CanvasGradient((x, y) => ((x - ax) * dx + (y - ay) * dy) / length);
  }
  createRadialGradient(x1, y1, r1, x2, y2, r2) {
    const [cx, cy] = this._to(x2, y2);
    return new CanvasGradient((x, y) => (Math.hypot(x - cx, y - cy) - r1) / (r2 - r1 || 1));
  }
  createPattern() {
    return null;
  }
  // -- words
  _size() {
    const found = /([\d.]+)(px|pt|em|rem)/.exec(this.font);
    return found ? Number(found[1]) * ({ px: 1, pt: 4 / 3 }[found[2]] ?? 16) : 10;
  }
  measureText(text) {
    const size = this._size(),
      width = textWidth(String(text)) * size;
    return {
      width,
      actualBoundingBoxLeft: 0,
      actualBoundingBoxRight: width,
      actualBoundingBoxAscent: size * 0.74,
      actualBoundingBoxDescent: size * 0.2,
      fontBoundingBoxAscent: size * 0.93,
      fontBoundingBoxDescent: size * 0.24,
    };
  }
  fillText(text, x, y) {
    this._write(text, x, y, this._state.fill, 0);
  }
  strokeText(text, x, y) {
    this._write(text, x, y, this._state.stroke, this.lineWidth);
  }
  _write(text, x, y, ink, stroke) {
    const [a, b] = this._matrix,
      larger = Math.hypot(a, b),
      size = this._size() * larger,
      [px, py] = this._to(x, y);
    this._words.push({
      text: String(text),
      x: px,
      y: py,
      size,
      stroke: stroke * larger,
      bold: /\b(bold|[6-9]00)\b/.test(this.font),
      align: this.textAlign,
      base: this.textBaseline,
      colour: toldColour(ink instanceof CanvasGradient ? ink._at(px, py) : ink),
    });
    if (this._words.length > 400) this._words.shift();
    this._touch();
  }
  // -- pixels
  getImageData(x, y, w, h) {
    const made = new ImageData(Math.round(w), Math.round(h));
    copyPixels(
      this._pixels,
      this._wide,
      this._high,
      made.data,
      made.width,
      made.height,
      Math.round(x),
      Math.round(y),
    );
    return made;
  }
  createImageData(w, h) {
    return typeof w === 'object'
      ? new ImageData(w.width, w.height)
      : new ImageData(Math.round(w), Math.round(h));
  }
  putImageData(image, x, y) {
    copyPixels(
      image.data,
      image.width,
      image.height,
      this._pixels,
      this._wide,
      this._high,
      -Math.round(x),
      -Math.round(y),
    );
    this._touch();
  }
  drawImage(source, ...where) {
    const from = source?._context;
    if (!from) return;
    const [sx, sy, sw, sh, dx, dy, dw, dh] =
      where.length > 4
        ? where
        : [0, 0, from._wide, from._high, where[0], where[1], where[2] ?? from._wide, where[3] ?? from._high];
    const [left, top] = this._to(dx, dy),
      [right, bottom] = this._to(dx + dw, dy + dh);
    for (let y = Math.max(0, Math.round(top)); y < Math.min(this._high, Math.round(bottom)); y++)
      for (let x = Math.max(0, Math.round(left)); x < Math.min(this._wide, Math.round(right)); x++) {
        const at =
            (Math.floor(sy + ((y + 0.5 - top) / (bottom - top)) * sh) * from._wide +
              Math.floor(sx + ((x + 0.5 - left) / (right - left)) * sw)) *
            4,
          data = from._pixels;
        blend(
          this._pixels,
          (y * this._wide + x) * 4,
          data[at],
          data[at + 1],
          data[at + 2],
          (data[at + 3] / 255) * this.globalAlpha,
        );
      }
    this._touch();
  }
}
const blend = (data, at, r, g, b, alpha) => {
  const under = data[at + 3] / 255,
    whole = alpha + under * (1 - alpha);
  if (!(whole > 0)) return;
  const share = alpha / whole;
  data[at] = Math.round(r * share + data[at] * (1 - share));
  data[at + 1] = Math.round(g * share + data[at + 1] * (1 - share));
  data[at + 2] = Math.round(b * share + data[at + 2] * (1 - share));
  data[at + 3] = Math.round(whole * 255);
};
const copyPixels = (from, fw, fh, to, tw, th, dx, dy) => {
  for (let y = Math.max(0, -dy); y < th && y + dy < fh; y++) {
    const x = Math.max(0, -dx),
      count = Math.min(tw - x, fw - x - dx);
    if (count > 0)
      to.set(
        from.subarray(((y + dy) * fw + x + dx) * 4, ((y + dy) * fw + x + dx + count) * 4),
        (y * tw + x) * 4,
      );
  }
};
for (const name of Object.keys(FRESH))
  Object.defineProperty(CanvasRenderingContext2D.prototype, name, {
    get() {
      const held = this._state[name];
      return held;
    },
    set(value) {
      if (name === 'fillStyle' || name === 'strokeStyle') {
        const read = value instanceof CanvasGradient ? value : readColour(value);
        if (!read) return;
        this._state[name === 'fillStyle' ? 'fill' : 'stroke'] = read;
        this._state[name] = read === value ? value : toldColour(read);
      } else if (typeof FRESH[name] === 'number') {
        if (isFinite(value) && (name !== 'lineWidth' || value > 0)) this._state[name] = Number(value);
      } else this._state[name] = value;
    },
    configurable: true,
  });
// Pixels as runs of one colour: "count colour count colour ...", the colour one number.
const packed = (context) => {
  const all = new Uint32Array(context._pixels.buffer),
    parts = [];
  for (let at = 0; at < all.length;) {
    const one = all[at];
    let end = at + 1;
    while (end < all.length && all[end] === one) end++;
    parts.push(end - at, one);
    at = end;
  }
  return parts;
};
