// What a site keeps: localStorage and sessionStorage.
const MOST_STORED = 5000000;
const storeOf = (kind) => {
  const held = new Map();
  const put = (name, value) => {
    let size = value.length;
    for (const [one, other] of held) size += one.length + other.length;
    if (size > MOST_STORED)
      throw new DOMException(
        `Failed to execute 'setItem' on 'Storage': Setting the value of '${name}' exceeded the quota.`,
        'QuotaExceededError',
      );
    held.set(name, value);
    effect('store', kind, name, value);
  };
  const own = {
    getItem: (name) => held.get(String(name)) ?? null,
    setItem: (name, value) => put(String(name), String(value)),
    removeItem: (name) => {
      if (held.delete(String(name))) effect('store', kind, String(name), null);
    },
    clear: () => {
      for (const name of [...held.keys()]) own.removeItem(name);
    },
    key: (at) => [...held.keys()][at] ?? null,
    get length() {
      return held.size;
    },
  };
  return [
    held,
    new Proxy(own, {
      get: (_, name) => (name in own || typeof name === 'symbol' ? own[name] : held.get(name)),
      set: (_, name, value) => {
        put(String(name), String(value));
        return true;
      },
      deleteProperty: (_, name) => {
        own.removeItem(name);
        return true;
      },
      has: (_, name) => name in own || held.has(name),
      ownKeys: () => [...held.keys()],
      getOwnPropertyDescriptor: (_, name) =>
        held.has(name)
          ? { value: held.get(name), enumerable: true, configurable: true, writable: true }
          : undefined,
    }),
  ];
};
const [localHeld, localStorage] = storeOf('local'),
  [sessionHeld, sessionStorage] = storeOf('session');
