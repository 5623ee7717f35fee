// <canvas> and its 2d context. Pixels are kept here (red, green, blue, opacity); words are kept as words for the host to draw.
const MOST_PIXELS = 4000000;
class ImageData {
  constructor(first, width, height) {
    if (typeof first === 'number')
      [width, height, first] = [first, width, new Uint8ClampedArray(first * width * 4)];
    this.data = first;
    this.width = width;
    this.height = height ?? first.length / 4 / width;
  }
}
class CanvasGradient {
  constructor(along) {
    this._along = along;
    this._stops = [];
  }
  addColorStop(at, colour) {
    const read = readColour(colour);
    if (!read) throw new DOMException('The value provided is not a colour.', 'SyntaxError');
    this._stops.push([at, read]);
    this._stops.sort((a, b) => a[0] - b[0]);
  }
  _at(x, y) {
    const t = this._along(x, y),
      stops = this._stops;
    if (!stops.length) return [0, 0, 0, 0];
    if (t <= stops[0][0]) return stops[0][1];
    for (let at = 1; at < stops.length; at++)
      if (t <= stops[at][0]) {
        const [from, a] = stops[at - 1],
          [to, b] = stops[at],
          share = to > from ? (t - from) / (to - from) : 1;
        return a.map((one, band) => Math.round(one + (b[band] - one) * share));
      }
    return stops.at(-1)[1];
  }
}
class HTMLCanvasElement extends HTMLElement {
  get width() {
    return this._size('width', 300);
  }
  set width(size) {
    this.setAttribute('width', size);
  }
  get height() {
    return this._size('height', 150);
  }
  set height(size) {
    this.setAttribute('height', size);
  }
  _size(name, usual) {
    const asked = parseInt(this.getAttribute(name) ?? '', 10);
    return asked >= 0 ? asked : usual;
  }
  _attributeSet(name) {
    if (name === 'width' || name === 'height') this._context?._reset();
  }
  getContext(kind) {
    return kind === '2d' ? (this._context ??= new CanvasRenderingContext2D(this)) : null;
  }
  _png() {
    const { width, height } = this;
    return width && height ? pngOf(width, height, this.getContext('2d')._pixels) : null;
  }
  // Always a PNG, and without the words: these are drawn by the phone, not in here.
  toDataURL() {
    const file = this._png();
    return file ? 'data:image/png;base64,' + file.toBase64() : 'data:,';
  }
  toBlob(done) {
    const file = this._png();
    later(() => done(file && new Blob([file], { type: 'image/png' })));
  }
}
const FRESH = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  miterLimit: 10,
  globalAlpha: 1,
  globalCompositeOperation: 'source-over',
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  lineDashOffset: 0,
  shadowBlur: 0,
  shadowColor: 'rgba(0, 0, 0, 0)',
  shadowOffsetX: 0,
  shadowOffsetY: 0,
  imageSmoothingEnabled: true,
  filter: 'none',
  direction: 'ltr',
};
