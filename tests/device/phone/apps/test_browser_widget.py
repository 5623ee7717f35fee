"""What a page unfolds, puts over itself and lets pick, as touched in Chrome."""

import pytest

from device.phone.apps.browser.state import MAIN, PACKAGE
from device.phone.system.intent import Intent
from device.phone.web.dated import dated_text
from tests.device.phone.apps.browser_case import DOWNLOAD, VIEW, begin, show


@pytest.fixture
def app(hand):
    return begin(hand)


def test_a_button_says_all_of_its_words_on_a_page_made_for_a_desk_too(app):
    page = "<form><input type=submit><input type=reset><input type=button value='A longer one'></form>"
    app.phone.files.write(f"{DOWNLOAD}/desk.html", page.encode())
    app.phone.start(Intent(VIEW, f"file://{DOWNLOAD}/desk.html", component=f"{PACKAGE}/{MAIN}"))
    shown = {
        node.view.text.content: node.text.lines
        for node in app.phone.frame().active.root.walk()
        if node.view.class_name == "Button" and node.text is not None
    }
    assert shown == {words: (words,) for words in ("Submit", "Reset", "A longer one")}


def test_details_are_unfolded_and_folded_by_their_summary(app):
    show(
        app,
        """<details id=d ontoggle="o.textContent += this.open + ' '"><summary>More</summary>
      <p>hidden</details>
      <button onclick="d.open = !d.open">Turn</button><p id=o></p>""",
    )
    assert not app.see("hidden")
    app.tap("More")
    assert app.see("hidden")
    app.tap("More")
    assert not app.see("hidden")
    app.tap("Turn")
    assert app.see("hidden")
    assert app.by_id("o").text == "true false true"


def test_of_details_with_one_name_one_is_open(app):
    show(
        app,
        """<details name=a><summary>One</summary><p>first</details>
      <details name=a><summary>Two</summary><p>second</details>""",
    )
    app.tap("One")
    app.tap("Two")
    assert app.see("second")
    assert not app.see("first")


def test_a_summary_shows_which_way_it_goes(app):
    show(app, "<details><summary>Shut</summary>x</details><details open><summary>Open</summary>x</details>")
    waiting, signs = [app.phone.frame().active.root], []
    while waiting:
        node = waiting.pop(0)
        signs.append(node.view.icon.name)
        waiting += node.children
    assert [sign for sign in signs if sign.startswith("arrow")] == ["arrow_right", "arrow_drop_down"]


MODAL = """<button onclick="d.showModal()">Ask</button> <a href="#x">Elsewhere</a>
  <dialog id=d onclose="o.textContent += d.returnValue + ';'"><form method=dialog><p>Really?
  <button value=yes>Yes</button> <button value=no>No</button></form></dialog><p id=o></p>"""


def test_a_modal_dialog_stands_alone_until_it_is_answered(app):
    show(app, MODAL)
    assert not app.see("Really?")
    app.tap("Ask")
    assert app.see("Really?")
    assert not app.see("Elsewhere")
    middle = app.find("Really?").bounds.center
    assert abs(middle.y - (275 + 2274) // 2) < 120
    app.tap("Yes")
    assert app.see("Elsewhere")
    assert app.by_id("o").text == "yes;"


def test_back_leaves_a_modal_dialog_and_not_the_page(app):
    show(app, MODAL)
    app.tap("Ask")
    app.back()
    assert app.see("Elsewhere")
    assert not app.see("Really?")


def test_what_lies_behind_a_modal_dialog_is_out_of_reach(app):
    show(app, f"<button onclick=\"o.textContent += 'under'\">Under</button><br>{MODAL}")
    place = app.find("Under").bounds.center
    app.tap("Ask")
    app.phone.touch.tap(place.x, place.y)
    app.tap("No")
    assert app.by_id("o").text == "no;"


def test_a_dialog_that_is_no_modal_leaves_the_page_in_reach(app):
    show(app, MODAL.replace("showModal", "show"))
    app.tap("Ask")
    assert app.see("Really?")
    assert app.see("Elsewhere")


def test_several_of_a_list_are_picked_and_counted(app):
    show(
        app,
        """<select multiple id=s><option>A<option selected>B<option>C</select><p id=o></p>
      <script>s.onchange = () => { o.textContent = [...s.selectedOptions].map((e) => e.value) }</script>""",
    )
    field = app.by_id("s")
    assert field.text == "1 selected"
    assert field.bounds.height < 90
    app.tap_id("s")
    app.tap("C")
    app.tap("OK")
    assert app.by_id("s").text == "2 selected"
    assert app.by_id("o").text == "B,C"


def test_numbers_and_sliders_keep_to_their_bounds(app):
    show(
        app,
        """<input type=range id=r min=10 max=20 step=5 value=10><input type=number id=n min=1 max=5 value=9>
      <p id=o></p><script>r.onchange = () => { o.textContent = r.value + ' ' + n.validity.valid }</script>""",
    )
    box = app.by_id("r").bounds
    app.phone.touch.tap(box.right - 3, box.center.y)
    assert app.by_id("o").text == "20 false"


def test_a_bar_tells_how_far_it_is(app):
    show(app, "<progress id=p value=30 max=120></progress><button onclick='p.value = 60'>Go on</button>")
    assert app.see("25%")
    app.tap("Go on")
    assert app.see("50%")


@pytest.mark.parametrize(
    ("kind", "value", "english", "chinese"),
    [
        ("date", "2023-10-05", "10/5/2023", "2023/10/5"),
        ("time", "15:07", "3:07 PM", "15:07"),
        ("time", "00:30", "12:30 AM", "00:30"),
        ("datetime-local", "2023-10-15T09:05", "10/15/2023, 9:05 AM", "2023/10/15 09:05"),
        ("month", "2023-10", "October 2023", "2023年10月"),
        ("week", "2023-W07", "Week 07, 2023", "2023年第7周"),
        ("date", "", "", ""),
    ],
)
def test_a_picked_moment_is_in_words_of_the_phones_language(kind, value, english, chinese):
    assert dated_text(kind, value, "en-US") == english
    assert dated_text(kind, value, "zh-CN") == chinese


def test_a_date_field_shows_it_so(app):
    button = "<button onclick='o.textContent = d.value'>Go</button>"
    show(app, f"<input type=date id=d value=2023-10-15>{button}<p id=o>")
    assert app.by_id("d").text == "10/15/2023"
    app.tap("Go")
    assert app.by_id("o").text == "2023-10-15"


@pytest.mark.parametrize("tag", ["div", "span"])
def test_what_is_editable_is_typed_into_with_the_keyboard(app, tag):
    show(
        app,
        f"""<p>above</p><{tag} id=ce contenteditable style="border: 1px solid">edit <b>me</b></{tag}>
      <p id=o></p>
      <button onclick="o.textContent = ce.innerText + '|' + ce.isContentEditable">Read</button>
      <script>ce.addEventListener('input', (event) => {{
        o.textContent += event.inputType + ' '; }});</script>""",
    )
    assert app.by_id("ce").text == "edit me"
    app.tap_id("ce")
    assert app.phone.window.keyboard_shown
    app.phone.shell("input keyevent MOVE_END; input text !")
    assert app.by_id("ce").text == "edit me!"
    assert app.by_id("o").text == "insertText"
    app.phone.touch.key(66)
    app.phone.shell("input text two%s")
    assert app.by_id("ce").text == "edit me!\ntwo "
    app.phone.touch.key(4)
    app.tap("Read")
    assert app.by_id("o").text.replace("|", " ").split() == ["edit", "me!", "two", "true"]


def test_an_empty_editable_part_has_room_for_a_line_and_what_is_not_editable_is_none(app):
    show(app, "<div id=ce contenteditable=true></div><p contenteditable=false>fixed</p>")
    app.tap_id("ce")
    app.type("note")
    assert app.by_id("ce").text == "note"
    app.phone.touch.key(4)
    app.tap("fixed")
    assert not app.phone.window.keyboard_shown
