// What a person does to the page, as the events that a browser makes of it.
const moveFocus = (to) => {
  const from = document._active ?? null;
  if (from === to) return;
  document._active = to;
  if (from) {
    if (from._before !== undefined && from.value !== from._before)
      fire(from, Event, 'change', { cancelable: false });
    from._before = undefined;
    fire(from, FocusEvent, 'blur', { bubbles: false });
    fire(from, FocusEvent, 'focusout');
  }
  if (to) {
    if ('value' in to && !to._checkable) to._before = to.value;
    fire(to, FocusEvent, 'focus', { bubbles: false });
    fire(to, FocusEvent, 'focusin');
  }
  changed();
};
const pointAt = ([clientX, clientY], more) => ({
  clientX,
  clientY,
  screenX: clientX,
  screenY: clientY,
  detail: 1,
  ...more,
});
const touchOf = (target, [clientX, clientY]) => ({
  identifier: 0,
  target,
  clientX,
  clientY,
  pageX: clientX + geometry.scrollX,
  pageY: clientY + geometry.scrollY,
  screenX: clientX,
  screenY: clientY,
  radiusX: 1,
  radiusY: 1,
  force: 0.5,
});
const touching = (target, type, place) => {
  const one = touchOf(target, place),
    down = type === 'touchend' ? [] : [one];
  return fire(target, TouchEvent, type, { touches: down, targetTouches: down, changedTouches: [one] });
};
const tap = (target, place) => {
  fire(target, PointerEvent, 'pointerdown', pointAt(place, { buttons: 1 }));
  const begun = touching(target, 'touchstart', place);
  fire(target, PointerEvent, 'pointerup', pointAt(place));
  const ended = touching(target, 'touchend', place);
  if (begun.defaultPrevented || ended.defaultPrevented || !target.isConnected) return;
  for (const [type, buttons] of [
    ['mouseover', 0],
    ['mousemove', 0],
    ['mousedown', 1],
  ])
    fire(target, MouseEvent, type, pointAt(place, { buttons }));
  const field = target.closest?.('input, textarea, select, button, a[href], [tabindex]') ?? editorOf(target);
  moveFocus(field && !field.disabled ? field : null);
  fire(target, MouseEvent, 'mouseup', pointAt(place));
  press(target, place);
};
const press = (target, place) => {
  const control = target.closest?.('button, input');
  if (control?.disabled) return;
  const box = target.closest?.('input');
  const before = box?._checkable
    ? { checked: box.checked, others: box.type === 'radio' ? group(box).filter((one) => one.checked) : [] }
    : null;
  if (before) box.checked = box.type === 'radio' ? true : !box.checked;
  const event = fire(target, PointerEvent, 'click', pointAt(place));
  if (before) {
    if (event.defaultPrevented) {
      box.checked = before.checked;
      for (const one of before.others) one.checked = true;
    } else if (box.checked !== before.checked) {
      fire(box, Event, 'input', { cancelable: false });
      fire(box, Event, 'change', { cancelable: false });
    }
  }
  if (!event.defaultPrevented) follow(target, place);
};
const follow = (target, place) => {
  for (let one = target; one instanceof Element; one = one.parentNode) {
    if (one._tag === 'a' && one.hasAttribute('href')) {
      const to = one.getAttribute('href').trim();
      if (/^javascript:/i.test(to)) {
        try {
          globalEval(decodeURIComponent(to.slice(11)));
        } catch (error) {
          failed(error);
        }
      } else if (one.hasAttribute('download')) effect('download', one.href, one.download);
      else if (one.target === '_blank') effect('window', one.href);
      else go(one.href, false);
      return;
    }
    if (one._tag === 'button' || (one._tag === 'input' && ['submit', 'reset', 'image'].includes(one.type))) {
      const form = one.form;
      if (form && one.type === 'reset') form._clear();
      else if (form && one.type !== 'button') askSubmit(form, one);
      return;
    }
    if (one._tag === 'summary' && one.parentNode?._tag === 'details') {
      one.parentNode.open = !one.parentNode.open;
      return;
    }
    if (one._tag === 'label') {
      const control = one.control;
      if (control && !control.contains(target) && !control.disabled) {
        moveFocus(control);
        press(control, geometry.middle(control));
        if (['text', 'textarea'].includes(control.type) || control._tag === 'textarea')
          effect('focus', control.nid);
      }
      return;
    }
    if (one._tag === 'input' && one.type === 'file') effect('pick', one.nid);
    if (['input', 'select', 'textarea'].includes(one._tag)) return;
  }
};
const drag = (target, places) => {
  const [first, ...rest] = places,
    last = rest.at(-1) ?? first;
  fire(target, PointerEvent, 'pointerdown', pointAt(first, { buttons: 1 }));
  touching(target, 'touchstart', first);
  const mouse = !hearsTouch(target);
  if (mouse) fire(target, MouseEvent, 'mousedown', pointAt(first, { buttons: 1 }));
  for (const place of rest) {
    fire(target, PointerEvent, 'pointermove', pointAt(place, { buttons: 1 }));
    touching(target, 'touchmove', place);
    if (mouse) fire(target, MouseEvent, 'mousemove', pointAt(place, { buttons: 1 }));
  }
  fire(target, PointerEvent, 'pointerup', pointAt(last));
  touching(target, 'touchend', last);
  if (mouse) fire(target, MouseEvent, 'mouseup', pointAt(last));
};
const hearsAny = (target, types) => {
  for (let one = target; one; one = one.parentNode) if (types.some((type) => one._hears(type))) return true;
  return types.some((type) => window._hears(type));
};
const hearsTouch = (target) => hearsAny(target, ['touchmove', 'pointermove']);
const keyed = (target, key, code = 0) => {
  const init = { key, code: key.length === 1 ? '' : key, keyCode: code, which: code };
  const stopped = fire(target, KeyboardEvent, 'keydown', init).defaultPrevented;
  if (!stopped && (key.length === 1 || key === 'Enter')) fire(target, KeyboardEvent, 'keypress', init);
  return stopped;
};
const typed = (target, text) => {
  if (document._active !== target) moveFocus(target);
  const editor = editorOf(target) === target,
    old = editor ? editedText(target) : target.value;
  const grown = text.length === old.length + 1 && text.startsWith(old),
    shrunk = text.length === old.length - 1 && old.startsWith(text);
  const key = grown ? text.at(-1) : shrunk ? 'Backspace' : 'Unidentified',
    code = grown ? key.toUpperCase().charCodeAt(0) : shrunk ? 8 : 229;
  const most = target.getAttribute('maxlength');
  if (keyed(target, key, code)) {
    changed();
    return;
  }
  if (editor) {
    target.innerText = text;
    target._typedIn = true;
  } else target._value = most !== null && Number(most) >= 0 ? text.slice(0, Math.max(Number(most), 0)) : text;
  changed();
  fire(target, InputEvent, 'input', {
    cancelable: false,
    data: grown ? key : shrunk ? null : text,
    inputType: shrunk ? 'deleteContentBackward' : 'insertText',
  });
  fire(target, KeyboardEvent, 'keyup', { key, keyCode: code, which: code });
};
const entered = (target) => {
  const stopped = keyed(target, 'Enter', 13);
  fire(target, KeyboardEvent, 'keyup', { key: 'Enter', code: 'Enter', keyCode: 13, which: 13 });
  if (stopped || target._tag === 'textarea' || !target.isConnected) return;
  if (target._before !== undefined && target.value !== target._before) {
    target._before = target.value;
    fire(target, Event, 'change', { cancelable: false });
  }
  const form = target.form;
  if (!form) return;
  const button = form._fields.find(
    (one) => (one._tag === 'button' || one._tag === 'input') && one.type === 'submit',
  );
  if (button) press(button, geometry.middle(button));
  else if (
    form._fields.filter((one) =>
      ['text', 'email', 'password', 'search', 'tel', 'url', 'number'].includes(one.type),
    ).length === 1
  )
    askSubmit(form, null);
};
const chosen = (target, values) => {
  if (target._tag === 'select') {
    const some = values.map(Number);
    target._options.forEach((one, at) => {
      one._selected = some.includes(at);
    });
  } else target._value = values[0];
  if (target._before !== undefined) target._before = target.value;
  changed();
  fire(target, Event, 'input', { cancelable: false });
  fire(target, Event, 'change', { cancelable: false });
};
// Files were chosen: of each its name, type, date and content.
const received = (target, values) => {
  target._files = [];
  for (let at = 0; at + 3 < values.length; at += 4) {
    const [name, type, date, content] = values.slice(at, at + 4);
    target._files.push(
      new File([Uint8Array.fromBase64(content)], name, { type, lastModified: Number(date) }),
    );
  }
  if (target._before !== undefined) target._before = target.value;
  changed();
  fire(target, Event, 'input', { cancelable: false });
  fire(target, Event, 'change', { cancelable: false });
};
const ACTS = {
  tap: (one, { place }) => tap(one, place),
  drag: (one, { places }) => drag(one, places),
  text: (one, { text }) => typed(one, text),
  enter: (one) => entered(one),
  choose: (one, { values }) => chosen(one, values),
  files: (one, { values }) => received(one, values),
  blur: () => moveFocus(null),
  cancel: (one) => one.requestClose(),
  hold: (one, { place }) => {
    fire(one, PointerEvent, 'contextmenu', pointAt(place));
  },
  pop: (_, { url, state }) => {
    const old = page.url;
    page.url = url;
    page.state = JSON.parse(state || 'null');
    fire(window, PopStateEvent, 'popstate', { state: page.state, bubbles: false });
    if (old.split('#')[0] === url.split('#')[0] && old !== url)
      fire(window, HashChangeEvent, 'hashchange', { oldURL: old, newURL: url, bubbles: false });
  },
  scroll: () => scrollHeard(),
  time: () => {},
  fetched: (_, { text, values: [id, status, kind] }) => {
    const done = requests.all.get(Number(id));
    requests.all.delete(Number(id));
    done?.(Number(status), kind, text);
  },
  size: () => {
    fire(window, UIEvent, 'resize', { bubbles: false });
    mediaChanged();
  },
  toast: () => {},
};
