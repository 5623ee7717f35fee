"""Pages in Chrome: what they ask, keep and run, and how they break."""

import pytest

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import PACKAGE
from device.phone.intent import Intent
from device.phone.phone import Phone
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.web import work
from tests.device.phone.apps.browser_case import HEAD, begin, go, show


@pytest.fixture
def app(hand):
    return begin(hand)


def test_a_page_tells_and_asks_in_dialogs(app):
    show(
        app,
        "<button id=b onclick=\"const n = prompt('Name?', ''); alert('Hello ' + n); o.textContent ="
        " confirm('Sure?')\">Ask</button><p id=o></p>",
    )
    app.tap("Ask")
    assert app.see("Name?")
    centre = next(e for e in app.phone.frame().elements() if e.is_editable).bounds.center
    app.phone.touch.tap(centre.x, centre.y)
    app.type("Ann")
    app.tap("OK")
    assert app.see("Sure?")
    app.tap("Cancel")
    assert app.see("Hello Ann")
    app.tap("OK")
    assert app.see("false")


def test_lists_dates_times_and_colours_are_picked(app):
    show(
        app,
        """<select id=s><option>One<option>Two</select><input type=date id=d value=2023-10-02><input
          type=time id=t><input type=color id=c><p id=o></p>
      <script>onchange = (event) => { o.textContent += event.target.value + ' '; }</script>""",
    )
    for name, label in (("s", "Two"), ("d", "OK"), ("t", "OK"), ("c", "#00ff00")):
        app.tap_id(name)
        app.tap(label)
    assert app.by_id("o").text == "Two 2023-10-02 12:00 #00ff00"


def test_a_page_that_hangs_can_be_left_and_the_phone_goes_on(app, monkeypatch):
    monkeypatch.setattr("device.phone.web.engine.SECONDS", 0.2)
    go(app, "shop.example")
    app.tap("Home")
    show(app, "<button onclick='for (;;) {}'>Spin</button>")
    app.tap("Spin")
    assert app.see("Page isn’t responding")
    app.tap("Wait")
    app.tap("Spin")
    app.tap("Exit page")
    assert not app.see("Spin")
    app.phone.touch.key(3)
    assert app.phone.front.package == app.phone.home_package


def test_a_page_that_takes_all_memory_is_stopped_and_goes_on(app):
    eat = "const all = []; for (;;) all.push(new Array(1e5).fill(1))"
    show(
        app,
        f"<button onclick='{eat}'>Eat</button><button onclick='o.textContent = 1'>Go on</button><p id=o></p>",
    )
    app.tap("Eat")
    assert "out of memory" in app.phone.shell("logcat -d").stdout.decode()
    app.tap("Go on")
    assert app.by_id("o").text == "1"


def test_a_page_is_part_of_the_phones_state(app):
    show(
        app,
        "<input id=i><button onclick='n++; o.textContent = i.value + n'>Add</button><p"
        " id=o></p><script>var n = 0; setInterval(() => { t.textContent = ++s }, 1000); var s ="
        " 0</script><p id=t></p>",
    )
    app.tap("Add")
    app.fill("i", "x")
    saved = app.phone.snapshot()
    app.tap("Add")
    assert app.by_id("o").text == "x2"
    other = app.phone.fork()
    work._working.clear()
    app.phone.restore(saved)
    assert app.by_id("o").text == "1"
    assert app.by_id("i").text == "x"
    app.tap("Add")
    app.phone.shell("sleep 3")
    other.shell("sleep 3")
    assert app.phone.frame().elements() == other.frame().elements()


def test_pages_go_on_after_the_screen_turned(app):
    show(
        app,
        "<p id=o></p><script>const say = () => { o.textContent = innerWidth > innerHeight ? 'wide' :"
        " 'high' }; onresize = say; say()</script>",
    )
    assert app.see("high")
    app.phone.shell("settings put system accelerometer_rotation 0; settings put system user_rotation 1")
    assert app.see("wide")


def test_larger_text_and_chinese_leave_everything_in_reach():
    phone = Phone(seed=1, locale="zh-CN")
    phone.shell(
        f"settings put system font_scale 1.3; cmd uimode night yes; pm grant {PACKAGE}"
        f" android.permission.POST_NOTIFICATIONS"
    )
    phone.start(Intent(package=PACKAGE))
    assert any(e.text == "欢迎使用 Chrome" for e in phone.frame().elements())
    phone.camera.image()


def test_what_a_console_says_is_in_the_log(app):
    show(app, "<script>console.warn('careful', {a: 1})</script>")
    assert 'CONSOLE(1)] "careful {"a":1}"' in app.phone.shell("logcat -d").stdout.decode()


def test_what_a_page_tells_is_read_before_it_leaves(app):
    go(app, "shop.example")
    show(
        app,
        "<button onclick=\"alert('Saved'); location.href = 'https://shop.example/tea.html'\">Save</button>",
    )
    app.tap("Save")
    assert app.see("Saved")
    app.tap("OK")
    assert app.see("Green tea")


def test_tabs_are_there_again_when_the_app_was_closed(app):
    go(app, "shop.example/tea.html")
    show(app, "<p>second</p>")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("second")
    app.tap("2 open tabs, tap to switch tabs")
    app.tap("shop.example/tea.html")
    assert app.see("Green tea")


def test_pop_ups_without_a_touch_are_blocked(app):
    pop = "<script>setTimeout(() => open('https://shop.example'), 10)</script>"
    show(app, f"{pop}<a href='https://shop.example' target=_blank>Out</a>")
    app.phone.shell("sleep 1")
    assert app.see("1 open tab, tap to switch tabs")
    app.tap("Out")
    assert app.see("2 open tabs, tap to switch tabs")


def test_scripts_can_be_turned_off(app):
    app.tap("More options")
    app.tap("Settings")
    app.tap("JavaScript")
    app.back()
    show(app, "<p id=o>still</p><script>o.textContent = 'moved'</script>")
    assert app.see("still")


def test_an_open_page_is_in_a_snapshot_file(app, tmp_path):
    show(app, "<input id=i><button onclick='o.textContent += i.value'>Add</button><p id=o></p>")
    app.fill("i", "é中")
    app.tap("Add")
    data = to_bytes(app.phone.snapshot())
    work._working.clear()
    other = Phone(seed=1)
    other.restore(from_bytes(data))
    assert [e.text for e in other.frame().elements()] == [e.text for e in app.phone.frame().elements()]


def test_scripts_fetch_from_their_own_site(app):
    page = """<p id=o></p><p id=x></p><script>
      fetch('list.csv').then((r) => r.text()).then((t) => { o.textContent = t.trim(); });
      fetch('https://other.example/').catch((error) => { x.textContent += error.message; });
      const ask = new XMLHttpRequest();
      ask.onload = () => { x.textContent += ` ${ask.status}`; };
      ask.open('GET', 'none.json');
      ask.send();
    </script>"""
    app.phone.files.write(f"{WEB}/shop.example/ask.html", (HEAD.format("Ask") + page).encode())
    go(app, "shop.example/ask.html")
    assert app.by_id("o").text == "tea,3.20"
    assert app.by_id("x").text == "Failed to fetch 404"


def test_a_page_that_breaks_itself_is_a_sad_tab_that_can_be_loaded_anew(app):
    show(app, "<button onclick='document.documentElement.remove()'>Break</button>")
    app.tap("Break")
    assert app.see("Aw, Snap!")
    app.tap("Reload")
    assert app.see("Break")
