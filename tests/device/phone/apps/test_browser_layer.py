"""What a page cuts off, has scrolled within it, and lays over something else: touched in Chrome."""

import numpy as np
import pytest

from tests.device.phone.apps.browser_case import begin, show

NOTED = "<p id=o>-</p><script>const note = (text) => { o.textContent = text; };</script>"
ROWS = "".join(
    f"<button style='display: block' onclick=\"note('row {n}')\">Row {n}</button>" for n in range(30)
)


@pytest.fixture
def app(hand):
    return begin(hand)


def _seen(app):
    return [one.text for one in app.phone.frame().elements() if one.text]


def test_what_goes_over_the_edges_of_a_box_is_neither_seen_nor_touched(app):
    show(
        app,
        f"""{NOTED}<div id=box style="height: 40px; overflow: hidden"><p>first<p>second<p>third
      <button onclick="note('hidden')">HID</button></div><p style="background: lime">below</p>""",
    )
    assert "first" in _seen(app)
    assert not {"third", "HID"} & set(_seen(app))
    edge = app.find("below").bounds
    shown = np.asarray(app.phone.camera.image().convert("RGB"))[edge.top : edge.bottom, 600:1000]
    assert len({tuple(pixel) for row in shown for pixel in row.tolist()}) == 1, (
        "nothing lies over what follows"
    )
    app.phone.touch.tap(60, edge.center.y)
    assert app.by_id("o").text == "-"


def test_a_box_is_scrolled_by_a_finger_and_touched_where_it_then_is(app):
    show(
        app,
        f"""{NOTED}<div id=sc style="height: 120px; overflow-y: auto; border: 1px solid blue">{ROWS}</div>
      <button id=after onclick="note('after')">After</button>""",
    )
    after = app.find("After").bounds
    assert after.top < 1000
    assert "Row 1" in _seen(app)
    assert "Row 20" not in _seen(app)
    app.tap("Row 1")
    assert app.by_id("o").text == "row 1"
    top = app.find("Row 1").bounds.center.y
    for _ in range(4):
        app.phone.touch.swipe(540, top + 150, 540, top - 100, 300)
    row = next(text for text in _seen(app) if text.startswith("Row") and text not in ("Row 0", "Row 1"))
    app.tap(row)
    assert app.by_id("o").text == row.lower()
    assert app.find("After").bounds == after
    app.tap("After")
    assert app.by_id("o").text == "after"


def test_the_higher_z_index_lies_above_and_takes_the_touch(app):
    both = "position: absolute; left: 0; top: 0; width: 200px; height: 60px"
    show(
        app,
        f"""{NOTED}<div style="position: relative; height: 120px">
      <button style="{both}; z-index: 2; background: red" onclick="note('upper')">Upper</button>
      <button style="{both}; z-index: 1; background: blue" onclick="note('lower')">Lower</button></div>""",
    )
    where = app.find("Upper").bounds
    assert app.phone.camera.image().convert("RGB").getpixel((where.left + 20, where.top + 20)) == (255, 0, 0)
    app.phone.touch.tap(where.center.x, where.center.y)
    assert app.by_id("o").text == "upper"


SHEET = f"""<style>.bar {{ position: fixed; left: 0; right: 0; bottom: 0; z-index: 5 }}
  .ov {{ position: fixed; inset: 0; z-index: 9; display: none; background: rgba(0, 0, 0, .5) }}
  .ov.on {{ display: block }}
  .x {{ position: absolute; right: 10px; top: 10px }}</style>{NOTED}
  <div class=ov id=ov><div style="background: white">Really? <button class=x
  onclick="ov.classList.remove('on')">Close</button></div></div>
  <div class=bar><button onclick="note('paid')">Pay</button></div>
  <button onclick="ov.classList.add('on')">Open</button>"""


def test_what_lies_under_a_sheet_over_the_page_is_out_of_reach_until_it_goes(app):
    show(app, SHEET)
    pay = app.find("Pay").bounds.center
    app.tap("Open")
    app.phone.touch.tap(pay.x, pay.y)
    assert app.by_id("o").text == "-"
    app.tap("Close")
    app.phone.touch.tap(pay.x, pay.y)
    assert app.by_id("o").text == "paid"


def test_what_is_placed_in_a_box_that_cuts_is_cut_and_scrolled_with_it(app):
    show(
        app,
        f"""{NOTED}<div style="position: relative; height: 80px; overflow: hidden"><button
      onclick="note('out')" style="position: absolute; left: 0; top: 200px">Drawer</button>inside</div>
      <p>below</p>
      <div style="position: relative; height: 80px; overflow: auto"><div style="height: 400px">tall</div>
      <button style="position: absolute; left: 0; top: 20px" onclick="note('mark')">Mark</button></div>""",
    )
    assert "Drawer" not in _seen(app)
    mark = app.find("Mark").bounds
    app.phone.touch.swipe(540, mark.bottom + 20, 540, mark.bottom - 20, 300)
    assert app.find("Mark").bounds.top < mark.top
    app.tap("Mark")
    assert app.by_id("o").text == "mark"


def test_a_field_in_a_box_that_scrolls_is_filled(app):
    fields = "".join(f"<p><input id=f{n} placeholder='Field {n}'></p>" for n in range(9))
    show(
        app,
        f"""{NOTED}<div style="height: 150px; overflow: auto">{fields}</div>
      <button onclick="note(f7.value)">Read</button>
      <button onclick="note('wrong')">Elsewhere</button>""",
    )
    top = app.by_id("f1").bounds.center.y
    for _ in range(5):
        app.phone.touch.swipe(900, top + 200, 900, top - 150, 300)
    app.tap_id("f7")
    app.type("seven")
    app.back()
    app.tap("Read")
    assert app.by_id("o").text == "seven"


STRIP = """<style>#s { display: flex; overflow-x: auto; gap: 8px } #s button { flex: 0 0 120px }</style>
  <div id=s></div><p id=o>none</p><script>for (let i = 1; i < 9; i++) {
  const b = document.createElement('button');
  b.textContent = 'Item ' + i; b.onclick = () => o.textContent = 'got ' + i; s.append(b); }</script>"""


def test_a_strip_that_is_wider_than_the_page_is_scrolled_sideways(app):
    show(app, STRIP)
    before = next(e for e in app.phone.frame().elements() if e.text == "Item 1").bounds
    assert before.right - before.left == pytest.approx(120 * app.phone.density, abs=2), "the page is no wider"
    assert not app.see("Item 5")
    y = (before.top + before.bottom) // 2
    app.phone.touch.swipe(900, y, 200, y)
    app.tap("Item 4")
    assert app.see("got 4")
    for _ in range(3):
        app.phone.touch.swipe(900, y, 200, y)
    app.tap("Item 8")
    assert app.see("got 8")
    assert app.phone.fork().frame().elements() == app.phone.frame().elements()
    for _ in range(4):
        app.phone.touch.swipe(200, y, 900, y)
    assert next(e for e in app.phone.frame().elements() if e.text == "Item 1").bounds == before
