// The tree as the host draws it: each element with the numbers of the rules that match it.
const styling = { buckets: new Map(), held: [], usual: {}, sheets: '' };
const takeRules = (rules) => {
  styling.buckets = new Map();
  styling.held = rules.map(([, , plain, urgent]) => [plain, urgent]);
  rules.forEach(([selectors, number]) => {
    let chains;
    try {
      chains = readSelectors(selectors);
    } catch {
      return;
    }
    for (const chain of chains) {
      const list = styling.buckets.get(chain.key) ?? [];
      list.push([chain, number]);
      styling.buckets.set(chain.key, list);
    }
  });
};
const matched = (element) => {
  const found = new Map(),
    buckets = styling.buckets;
  const from = (key) => {
    for (const [chain, number] of buckets.get(key) ?? [])
      if (fits(chain, element)) found.set(number, Math.max(found.get(number) ?? 0, chain.weight));
  };
  from('');
  from(element._tag);
  const id = element._attributes.get('id'),
    names = element._attributes.get('class');
  if (id !== undefined) from('#' + id);
  if (names) for (const name of new Set(names.split(/\s+/))) if (name) from('.' + name);
  return [...found].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([number]) => number);
};
const POINTER = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'];
const DRAWN = ['mousemove', 'pointermove', 'touchmove'];
const LEFT_OUT = new Set(['script', 'style', 'head', 'template', 'noscript', 'link', 'meta', 'title']);
const SHOWN_WHOLE = new Set(['fieldset', 'output']);
const flags = (one) =>
  (POINTER.some((type) => one._hears(type)) ? 1 : 0) | (DRAWN.some((type) => one._hears(type)) ? 2 : 0);
const NO_NAME = new Set(['select', 'datalist', 'textarea', ...LEFT_OUT]);
// The words of a label, without what can be chosen or typed in the field that stands in it.
const wordsOf = (one) =>
  one._kids
    .map((each) => {
      if (each instanceof Comment) return '';
      if (NO_NAME.has(each._tag)) return ' ';
      return each._kids?.length ? wordsOf(each) : (each.textContent ?? '');
    })
    .join('');
const control = (one) => {
  if (one instanceof HTMLFormControl && !SHOWN_WHOLE.has(one._tag)) {
    const held = {
      value: String(one.value).slice(0, 200000),
      disabled: one.disabled,
      label: one.labels.map((label) => wordsOf(label).trim().replace(/\s+/g, ' ')).join(' '),
    };
    if (one._tag === 'input') {
      held.kind = one.type;
      if (one._checkable) held.checked = one.checked;
      if (one.type === 'file') {
        held.files = (one._files ?? []).map((file) => file.name);
        held.multiple = one.multiple;
      }
    }
    if (one._tag === 'select') {
      const picked = one._picked;
      held.options = one._options.map((each) => [each.label, picked.has(each), each._shut]);
      held.groups = one._options.map((each) => each._group?.getAttribute('label') ?? '');
      held.multiple = one.multiple;
    }
    return held;
  }
  if (one._attributes.has('contenteditable') && editorOf(one) === one)
    return { kind: 'editable', value: editedText(one).slice(0, 200000) };
  if (one._tag === 'svg')
    return { label: one._kids.find((each) => each._tag === 'title')?.textContent.trim() ?? '' };
  if (one instanceof HTMLCanvasElement)
    return {
      wide: one.width,
      high: one.height,
      stamp: one._context?._stamp ?? 0,
      words: one._context?._words ?? [],
    };
  return null;
};
const attributesOf = (one) => {
  const held = {};
  for (const [name, value] of one._attributes)
    if (name[0] !== ':' && name !== 'class' && name !== 'style' && !name.startsWith('on') && !name.startsWith('data-'))
      held[name] = value;
  if (one._modal) held[':modal'] = '';
  return held;
};
const MOST_NODES = 60000,
  DEEPEST = 150;
const drawnTree = (node, depth, count) => {
  const kids = [];
  for (const one of node._kids) {
    if (++count.nodes > MOST_NODES) break;
    if (one instanceof Text) kids.push([one.nid, one.data]);
    else if (one instanceof Element && !LEFT_OUT.has(one._tag) && depth < DEEPEST)
      kids.push([
        one.nid,
        one._tag,
        matched(one),
        one._attributes.get('style') ?? '',
        attributesOf(one),
        flags(one),
        control(one),
        one._tag === 'select' || one._tag === 'textarea' ? [] : drawnTree(one, depth + 1, count),
      ]);
  }
  return kids;
};
const build = (parent, kids, foreign) => {
  for (const one of kids) {
    if (typeof one === 'string') {
      const made = new Text(one);
      made.parentNode = parent;
      parent._kids.push(made);
      continue;
    }
    const [tag, attributes, below] = one,
      strange = foreign || tag === 'svg' || tag === 'math';
    const made = make(tag, strange);
    for (const name in attributes)
      made._attributes.set(strange ? name : name.toLowerCase(), attributes[name] ?? '');
    made.parentNode = parent;
    parent._kids.push(made);
    expose(made);
    build(made._inside, below, strange);
  }
};
const settle = ({ force }) => {
  const texts = document
    .querySelectorAll('style')
    .map((one) => [one.getAttribute('media') ?? '', one.textContent]);
  const sheets = JSON.stringify(texts),
    fresh = sheets !== styling.sheets || force;
  styling.sheets = sheets;
  let due = 0;
  for (const one of timers.all.values()) if (!due || one.due < due) due = one.due;
  return {
    version: tree.version,
    due: Math.ceil(due),
    effects: effects.splice(0),
    asked: asked.open,
    sheets: fresh ? texts : null,
    title: document.title,
    scripts: tree.pending.splice(0).map((one) => one.nid),
    focus: document._active?.isConnected ? document._active.nid : 0,
  };
};
const setTime = ({ uptime, date, zone }) => {
  clock.now = Math.max(clock.now, uptime);
  clock.date = date;
  clock.at = clock.now;
  clock.zone = zone;
};
