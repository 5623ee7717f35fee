// Shapes into pixels: outlines as lists of points, covered scan line by scan line with four lines to a pixel.
const FINE = 4;
const flat = {
  arc(points, x, y, rx, ry, turn, start, end, back) {
    const whole = 2 * Math.PI;
    let sweep = end - start;
    if ((!back && sweep >= whole) || (back && -sweep >= whole)) sweep = back ? -whole : whole;
    else {
      sweep %= whole;
      if (!back && sweep < 0) sweep += whole;
      if (back && sweep > 0) sweep -= whole;
    }
    const steps = Math.max(2, Math.min(200, Math.ceil(Math.abs(sweep) * Math.sqrt(Math.max(rx, ry, 1)) * 2)));
    const c = Math.cos(turn),
      s = Math.sin(turn);
    for (let at = 0; at <= steps; at++) {
      const angle = start + (sweep * at) / steps,
        px = rx * Math.cos(angle),
        py = ry * Math.sin(angle);
      points.push([x + px * c - py * s, y + px * s + py * c]);
    }
  },
  cubic(points, [x0, y0], x1, y1, x2, y2, x3, y3) {
    for (let at = 1; at <= 24; at++) {
      const t = at / 24,
        u = 1 - t,
        a = u * u * u,
        b = 3 * u * u * t,
        c = 3 * u * t * t,
        d = t * t * t;
      points.push([a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3]);
    }
  },
};
// Calls put(x, y, cover 0-1) for each pixel that polygons touch; the rule is "nonzero" or "evenodd".
const cover = (polygons, width, height, rule, put) => {
  const edges = [];
  let top = Infinity,
    bottom = -Infinity;
  for (const points of polygons) {
    for (let at = 0; at < points.length; at++) {
      const [x1, y1] = points[at],
        [x2, y2] = points[(at + 1) % points.length];
      if (!(isFinite(x1) && isFinite(y1) && isFinite(x2) && isFinite(y2)) || y1 === y2) continue;
      edges.push(y1 < y2 ? [y1, y2, x1, (x2 - x1) / (y2 - y1), 1] : [y2, y1, x2, (x1 - x2) / (y1 - y2), -1]);
      top = Math.min(top, y1, y2);
      bottom = Math.max(bottom, y1, y2);
    }
  }
  const first = Math.max(0, Math.floor(top)),
    last = Math.min(height - 1, Math.ceil(bottom));
  edges.sort((a, b) => a[0] - b[0]);
  const row = new Float32Array(width + 1);
  let next = 0,
    active = [];
  for (let y = first; y <= last; y++) {
    while (next < edges.length && edges[next][0] < y + 1) active.push(edges[next++]);
    active = active.filter((edge) => edge[1] > y);
    if (!active.length) continue;
    row.fill(0);
    let left = width,
      right = -1;
    for (let sub = 0; sub < FINE; sub++) {
      const at = y + (sub + 0.5) / FINE,
        cuts = [];
      for (const [y1, y2, x, slope, way] of active)
        if (y1 <= at && at < y2) cuts.push([x + (at - y1) * slope, way]);
      cuts.sort((a, b) => a[0] - b[0]);
      let inside = 0;
      for (let place = 0; place + 1 < cuts.length; place++) {
        inside += cuts[place][1];
        if (rule === 'evenodd' ? place % 2 : inside === 0) continue;
        const from = Math.max(0, cuts[place][0]),
          to = Math.min(width, cuts[place + 1][0]);
        if (to <= from) continue;
        const x1 = Math.floor(from),
          x2 = Math.min(width - 1, Math.floor(to));
        left = Math.min(left, x1);
        right = Math.max(right, x2);
        if (x1 === x2) row[x1] += (to - from) / FINE;
        else {
          row[x1] += (x1 + 1 - from) / FINE;
          for (let x = x1 + 1; x < x2; x++) row[x] += 1 / FINE;
          row[x2] += (to - x2) / FINE;
        }
      }
    }
    for (let x = left; x <= right; x++) if (row[x] > 0.002) put(x, y, Math.min(1, row[x]));
  }
};
// The outline of a line of some width, as polygons that are painted together ("nonzero").
const stroked = (points, closed, width, cap, join) => {
  const half = width / 2,
    out = [];
  const round = (x, y) => {
    const some = [];
    flat.arc(some, x, y, half, half, 0, 0, 2 * Math.PI, false);
    out.push(some);
  };
  const clean = points.filter(([x, y], at) => !at || x !== points[at - 1][0] || y !== points[at - 1][1]);
  if (clean.length < 2) {
    if (!clean.length || cap === 'butt') return out;
    const [x, y] = clean[0];
    if (cap === 'round') round(x, y);
    else
      out.push([
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ]);
    return out;
  }
  const all = closed ? [...clean, clean[0]] : clean,
    last = all.length - 1;
  for (let at = 0; at < last; at++) {
    let [x1, y1] = all[at],
      [x2, y2] = all[at + 1];
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (!length) continue;
    const dx = ((x2 - x1) / length) * half,
      dy = ((y2 - y1) / length) * half;
    if (!closed && cap === 'square') {
      if (!at) {
        x1 -= dx;
        y1 -= dy;
      }
      if (at === last - 1) {
        x2 += dx;
        y2 += dy;
      }
    }
    out.push([
      [x1 - dy, y1 + dx],
      [x1 + dy, y1 - dx],
      [x2 + dy, y2 - dx],
      [x2 - dy, y2 + dx],
    ]);
    const more = at + 1 < last ? all[at + 2] : closed ? all[1] : null;
    if (more && width > 1) joint(out, all[at + 1], [dx, dy], more, half, join, round);
  }
  if (!closed && cap === 'round') {
    round(...all[0]);
    round(...all[last]);
  }
  return out.map(turned);
};
const joint = (out, [x, y], [dx, dy], [nx, ny], half, join, round) => {
  if (join === 'round') {
    round(x, y);
    return;
  }
  const length = Math.hypot(nx - x, ny - y);
  if (!length) return;
  const ex = ((nx - x) / length) * half,
    ey = ((ny - y) / length) * half,
    side = dx * ey - dy * ex > 0 ? 1 : -1;
  const a = [x + side * dy, y - side * dx],
    b = [x + side * ey, y - side * ex];
  const cosine = (dx * ex + dy * ey) / (half * half),
    shape = [[x, y], a];
  if (join === 'miter' && cosine > -0.98) {
    const scale = 1 / (1 + cosine);
    shape.push([x + side * (dy + ey) * scale, y - side * (dx + ex) * scale]);
  }
  out.push([...shape, b]);
};
const turned = (points) => {
  // all outlines run the same way round, so that "nonzero" never cancels
  let area = 0;
  for (let at = 0; at < points.length; at++) {
    const [x1, y1] = points[at],
      [x2, y2] = points[(at + 1) % points.length];
    area += x1 * y2 - x2 * y1;
  }
  return area < 0 ? points.toReversed() : points;
};
