// What scripts find by its name: the fields of a form, and what of the page has a name of its own.
class HTMLCollection extends NodeList {
  namedItem(name) {
    return namesOf(this).get(String(name)) ?? null;
  }
}
// Several fields of one name, as a form hands them out: its value is that of the button that is chosen.
class RadioNodeList extends NodeList {
  get _buttons() {
    return [...this].filter((one) => one._tag === 'input' && one.type === 'radio');
  }
  get value() {
    return this._buttons.find((one) => one.checked)?.value ?? '';
  }
  set value(text) {
    const one = this._buttons.find((each) => each.value === String(text));
    if (one) one.checked = true;
  }
}
const namesOf = (some) => {
  const found = new Map();
  for (const one of some)
    for (const key of new Set([one._attributes.get('id'), one._attributes.get('name')]))
      if (found.has(key)) found.get(key).push(one);
      else if (key) found.set(key, [one]);
  for (const [key, members] of found)
    found.set(key, members.length > 1 ? RadioNodeList.from(members) : members[0]);
  return found;
};
const PLACE = /^\d+$/;
const OWN = new Set(['length', 'item', 'namedItem']);
const collectionOf = (some) => {
  const list = HTMLCollection.from(some);
  for (const [key, value] of namesOf(list))
    if (!OWN.has(key) && !PLACE.test(key))
      Object.defineProperty(list, key, { value, configurable: true, writable: true });
  return list;
};
// An element that hands out more than it holds: `find` of a key, undefined where it has nothing to say.
const handingOut = (element, find, put) => {
  const self = new Proxy(element, {
    get(held, key) {
      const found = typeof key === 'string' ? find(self, held, key) : undefined;
      return found !== undefined ? found : Reflect.get(held, key, self);
    },
    has: (held, key) => (typeof key === 'string' && find(self, held, key) !== undefined) || key in held,
    set(held, key, value) {
      return put?.(self, key, value) || Reflect.set(held, key, value, self);
    },
  });
  tree.byId.set(element.nid, self);
  return self;
};
// What this script itself goes by is never taken for a field's name.
const kept = (held, key) => (key[0] === '_' || key === 'nid' || key === 'parentNode') && key in held;
const fieldOf = (form, held, key) => {
  if (kept(held, key)) return undefined;
  const { list, names } = form._listed;
  return PLACE.test(key) ? list[key] : names.get(key);
};
// A list that is looked up anew whenever something of the page has changed since: whoever keeps it sees that.
// `more` is what it has beside its members, `put` what becomes of a place that is set.
const live = (find, more = {}, put = () => true) => {
  let known = null;
  const now = () => {
    if (known?.version !== tree.version) known = { version: tree.version, list: collectionOf(find()) };
    return known.list;
  };
  return new Proxy(new HTMLCollection(), {
    get: (_, key) => (key in more ? more[key] : now()[key]),
    has: (_, key) => key in more || key in now(),
    set(_, key, value) {
      if (key in more) more[key] = value;
      else put(key, value);
      return true;
    },
  });
};
// -- by name alone, of the window; what is named as such, of the document, too
const NAMING = new Set(['embed', 'form', 'iframe', 'img', 'object']);
const offered = (place, name, find) => {
  if (name in place) return;
  Object.defineProperty(place, name, {
    configurable: true,
    get: () => find() ?? undefined,
    set(value) {
      Object.defineProperty(place, name, { value, writable: true, configurable: true, enumerable: true });
    },
  });
};
const withName = (name) => {
  const all = [...document._below()].filter(
    (one) => NAMING.has(one._tag) && one._attributes.get('name') === name,
  );
  return all.length > 1 ? collectionOf(all) : all[0];
};
const expose = (one) => {
  const id = one._attributes.get('id'),
    name = NAMING.has(one._tag) ? one._attributes.get('name') : '';
  if (id) offered(window, id, () => document.getElementById(id));
  if (name) for (const place of [window, document]) offered(place, name, () => withName(name));
};
