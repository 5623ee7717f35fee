// Promises that fail and nobody minds. The engine tells nobody of them, so those that can be had are watched: what
// scripts make, what `then` gives, what a handler, a timer or a script ends with. Who waits for one, by `then` or
// `await`, reads its constructor first.
const PromiseMade = Promise;
const watching = { quiet: false, minded: new WeakSet(), seen: new WeakSet(), lost: [] };
const hostThen = PromiseMade.prototype.then;
const quietly = (run) => {
  const before = watching.quiet;
  watching.quiet = true;
  try {
    return run();
  } finally {
    watching.quiet = before;
  }
};
const watched = (one) => {
  if (!(one instanceof PromiseMade) || watching.seen.has(one)) return one;
  watching.seen.add(one);
  quietly(() =>
    hostThen.call(one, undefined, (reason) => {
      if (!watching.minded.has(one)) watching.lost.push([one, reason]);
    }),
  );
  return one;
};
Object.defineProperty(PromiseMade.prototype, 'constructor', {
  get() {
    if (!watching.quiet) watching.minded.add(this);
    return PromiseMade;
  },
  set(value) {
    Object.defineProperty(this, 'constructor', { value, writable: true, configurable: true });
  },
  configurable: true,
});
PromiseMade.prototype.then = function then(fine, wrong) {
  watching.minded.add(this);
  return watched(hostThen.call(this, fine, wrong));
};
const PromiseCalled = new Proxy(PromiseMade, {
  construct(host, some, by) {
    const made = Reflect.construct(host, some, by === PromiseCalled ? host : by);
    return watching.quiet ? made : watched(made);
  },
});
for (const name of ['resolve', 'reject', 'all', 'allSettled', 'any', 'race', 'withResolvers', 'try']) {
  const host = PromiseMade[name];
  if (!host) continue;
  const called = function (...some) {
    const by = this === PromiseCalled ? PromiseMade : this;
    const made = name === 'resolve' ? quietly(() => host.apply(by, some)) : host.apply(by, some);
    watched(made?.promise ?? made);
    return made;
  };
  Object.defineProperty(called, 'name', { value: name });
  Object.defineProperty(PromiseMade, name, { value: called, writable: true, configurable: true });
}
// Tells the page of those that are still nobody's; whether there were any.
const tellLost = () => {
  const lost = watching.lost.splice(0).filter(([promise]) => !watching.minded.has(promise));
  for (const [promise, reason] of lost) {
    const event = fire(window, PromiseRejectionEvent, 'unhandledrejection', { bubbles: false, promise, reason });
    if (!event.defaultPrevented) log('error', `Uncaught (in promise) ${told(reason)}`);
  }
  return lost.length > 0;
};
