// Where a pen on a canvas is and has been: its place, turns, clips and paths.
class PathContext {
  constructor(canvas) {
    this.canvas = canvas;
    this._reset();
  }
  _reset() {
    const { width, height } = this.canvas;
    if (width * height > MOST_PIXELS) throw new DOMException('Out of memory at canvas.', 'RangeError');
    this._wide = width;
    this._high = height;
    this._pixels = new Uint8ClampedArray(width * height * 4);
    this._words = [];
    Object.assign(this, { _kept: [], _matrix: [1, 0, 0, 1, 0, 0], _clip: null, _dash: [], _paths: [] });
    this._state = { ...FRESH, fill: [0, 0, 0, 255], stroke: [0, 0, 0, 255] };
    this._touch();
  }
  _touch() {
    this._stamp = (this._stamp ?? 0) + 1;
    changed();
  }
  reset() {
    this._reset();
  }
  save() {
    this._kept.push([{ ...this._state }, [...this._matrix], this._clip, this._dash]);
  }
  restore() {
    const kept = this._kept.pop();
    if (kept) [this._state, this._matrix, this._clip, this._dash] = kept;
  }
  // -- places
  _to(x, y) {
    const [a, b, c, d, e, f] = this._matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  transform(a, b, c, d, e, f) {
    const [p, q, r, s, t, u] = this._matrix;
    this._matrix = [
      p * a + r * b,
      q * a + s * b,
      p * c + r * d,
      q * c + s * d,
      p * e + r * f + t,
      q * e + s * f + u,
    ];
  }
  setTransform(a, b, c, d, e, f) {
    this._matrix =
      typeof a === 'object'
        ? [a.a, a.b, a.c, a.d, a.e, a.f]
        : a === undefined
          ? [1, 0, 0, 1, 0, 0]
          : [a, b, c, d, e, f];
  }
  getTransform() {
    const [a, b, c, d, e, f] = this._matrix;
    return { a, b, c, d, e, f };
  }
  resetTransform() {
    this._matrix = [1, 0, 0, 1, 0, 0];
  }
  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }
  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }
  rotate(angle) {
    const c = Math.cos(angle),
      s = Math.sin(angle);
    this.transform(c, s, -s, c, 0, 0);
  }
  // -- paths
  beginPath() {
    this._paths = [];
  }
  moveTo(x, y) {
    this._paths.push({ points: [this._to(x, y)], closed: false });
    this._here = [x, y];
  }
  lineTo(x, y) {
    if (!this._paths.length || this._paths.at(-1).closed) this.moveTo(x, y);
    else this._paths.at(-1).points.push(this._to(x, y));
    this._here = [x, y];
  }
  closePath() {
    const path = this._paths.at(-1);
    if (path && !path.closed) {
      path.closed = true;
      this._paths.push({ points: [path.points[0]], closed: false });
    }
  }
  rect(x, y, w, h) {
    this._paths.push({
      points: [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ].map(([px, py]) => this._to(px, py)),
      closed: true,
    });
    this.moveTo(x, y);
  }
  roundRect(x, y, w, h, radii = 0) {
    const r = Math.min(
        Number(Array.isArray(radii) ? radii[0] : radii) || 0,
        Math.abs(w) / 2,
        Math.abs(h) / 2,
      ),
      quarter = Math.PI / 2;
    this.moveTo(x + r, y);
    this.arc(x + w - r, y + r, r, -quarter, 0);
    this.arc(x + w - r, y + h - r, r, 0, quarter);
    this.arc(x + r, y + h - r, r, quarter, 2 * quarter);
    this.arc(x + r, y + r, r, 2 * quarter, 3 * quarter);
    this.closePath();
  }
  arc(x, y, r, start, end, back) {
    this.ellipse(x, y, r, r, 0, start, end, back);
  }
  ellipse(x, y, rx, ry, turn, start, end, back = false) {
    if (rx < 0 || ry < 0) throw new DOMException('The radius provided is negative.', 'IndexSizeError');
    const some = [];
    flat.arc(some, x, y, rx, ry, turn, start, end, back);
    for (const [px, py] of some) this.lineTo(px, py);
  }
  arcTo(x1, y1, x2, y2, r) {
    const [x0, y0] = this._here ?? [x1, y1],
      a = [x0 - x1, y0 - y1],
      b = [x2 - x1, y2 - y1],
      la = Math.hypot(...a),
      lb = Math.hypot(...b),
      turn = a[0] * b[1] - a[1] * b[0];
    if (!la || !lb || !r || Math.abs(turn) < 1e-9) {
      this.lineTo(x1, y1);
      return;
    }
    const angle = Math.acos(Math.min(1, Math.max(-1, (a[0] * b[0] + a[1] * b[1]) / la / lb))),
      reach = r / Math.tan(angle / 2),
      far = r / Math.sin(angle / 2);
    const middle = [a[0] / la + b[0] / lb, a[1] / la + b[1] / lb],
      lm = Math.hypot(...middle),
      cx = x1 + (middle[0] / lm) * far,
      cy = y1 + (middle[1] / lm) * far;
    const from = [x1 + (a[0] / la) * reach, y1 + (a[1] / la) * reach],
      to = [x1 + (b[0] / lb) * reach, y1 + (b[1] / lb) * reach];
    this.arc(cx, cy, r, Math.atan2(from[1] - cy, from[0] - cx), Math.atan2(to[1] - cy, to[0] - cx), turn > 0);
  }
  bezierCurveTo(x1, y1, x2, y2, x, y) {
    const some = [];
    flat.cubic(some, this._here ?? [x1, y1], x1, y1, x2, y2, x, y);
    for (const [px, py] of some) this.lineTo(px, py);
  }
  quadraticCurveTo(x1, y1, x, y) {
    const [x0, y0] = this._here ?? [x1, y1];
    this.bezierCurveTo(
      x0 + ((x1 - x0) * 2) / 3,
      y0 + ((y1 - y0) * 2) / 3,
      x + ((x1 - x) * 2) / 3,
      y + ((y1 - y) * 2) / 3,
      x,
      y,
    );
  }
  clip() {
    const held = new Uint8Array(this._wide * this._high),
      before = this._clip;
    cover(this._outlines(), this._wide, this._high, 'nonzero', (x, y, part) => {
      const at = y * this._wide + x;
      held[at] = before ? Math.round(part * before[at]) : Math.round(part * 255);
    });
    this._clip = held;
  }
  _outlines() {
    return this._paths.filter((path) => path.points.length > 1).map((path) => path.points);
  }
  isPointInPath(x, y) {
    let inside = false;
    cover(this._outlines(), this._wide, this._high, 'nonzero', (px, py) => {
      if (px === Math.floor(x) && py === Math.floor(y)) inside = true;
    });
    return inside;
  }
}
