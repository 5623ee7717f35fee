"""Pages in Chrome: what they ask, keep and run, and how they break."""

import gc
from itertools import pairwise
from weakref import ref

import pytest

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import MAIN, PACKAGE
from device.phone.screen.painting import Painter
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.system.intent import Intent
from device.phone.toolkit.paint import DrawText
from device.phone.web import work
from tests.boot import fresh_phone
from tests.device.phone.apps.browser_case import DOWNLOAD, HEAD, begin, go, show
from tests.device.phone.apps.conftest import Hand


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


def test_what_a_page_proposes_stands_in_the_field_of_its_question(app):
    show(
        app,
        "<button onclick=\"o.textContent = prompt('Name?', 'x') + prompt('Town?')\">Ask</button><p id=o></p>",
    )
    app.tap("Ask")
    assert app.by_id("js_modal_dialog_prompt").text == "x"
    app.tap("OK")
    assert app.see("Town?")
    assert app.by_id("js_modal_dialog_prompt").text == ""
    app.tap("OK")
    assert app.by_id("o").text == "x"


def test_pages_follow_the_dark_theme_if_they_want_to(app):
    style = "<style>@media (prefers-color-scheme: dark) { body { background: #102030 } }</style><p id=o></p>"
    script = """<script>const q = matchMedia('(prefers-color-scheme: dark)');
      const say = () => { o.textContent = `${q.matches} ${innerWidth} ${innerHeight} ${screen.width}` };
      q.addEventListener('change', say); say()</script>"""
    pages = [(style + script, (16, 32, 48)), ("<p id=o>plain", (255, 255, 255))]
    for page, dark in pages:
        app.phone.shell("cmd uimode night no")
        show(app, page)
        assert app.phone.camera.image().convert("RGB").getpixel((540, 1800)) == (255, 255, 255)
        told = app.by_id("o").text
        app.phone.shell("cmd uimode night yes")
        assert app.phone.camera.image().convert("RGB").getpixel((540, 1800)) == dark
        if "false" in told:
            assert told.split()[::3] == ["false", "412"]
            assert all(one.isdecimal() for one in told.split()[1:])
            assert app.by_id("o").text == told.replace("false", "true")


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


def test_a_list_tells_its_groups_and_what_cannot_be_chosen(app):
    show(
        app,
        """<select id=s><option>None<optgroup label=Fruit><option>Apple<option disabled>Pear</optgroup>
          <optgroup label=Roots disabled><option>Leek</select>""",
    )
    app.tap_id("s")
    words = ["None", "Fruit", "Apple", "Pear", "Roots", "Leek"]
    assert [one for one in app.read() if one in words] == words
    nodes = app.phone.frame().active.root.walk()
    colours = {
        node.view.text.content: node.view.text.colour for node in nodes if node.view.text.content in words
    }
    assert colours["Apple"] != colours["Pear"] == colours["Leek"]
    for shut in ("Pear", "Leek", "Fruit"):
        app.tap(shut)
        assert app.see("Apple"), "the list is still open"
    app.tap("Apple")
    assert app.by_id("s").text == "Apple"


def test_a_long_word_runs_over_the_edge_without_a_sign(app):
    word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
    show(app, f"<p id=o>{word}</p><p>after</p>")
    assert app.by_id("o").text == word
    painter = Painter(app.phone.frame())
    painter.window(app.phone.frame().active)
    painted = [one.text for one in painter.commands if isinstance(one, DrawText)]
    [shown] = [text for text in painted if text.startswith("Donau")]
    assert word.startswith(shown)
    assert len(shown) > 40


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
    phone = fresh_phone(locale="zh-CN")
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


LINKS = {
    "tel:5551234": "com.google.android.dialer",
    "mailto:bob@example.org?subject=Hi": "com.fernmail.android",
    "sms:5551234": "com.simplemobiletools.smsmessenger",
    "geo:47.14,9.52": "net.osmand",
    "market://details?id=net.osmand": "com.larkmart.shop",
    "intent://5551234#Intent;scheme=tel;package=com.google.android.dialer;end": "com.google.android.dialer",
    "intent://x#Intent;scheme=foo;package=org.not.here;end": "com.larkmart.shop",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_for_another_app_opens_that_app(app, link):
    page = f"<a href='{link}'>Go</a>"
    show(app, page)
    app.tap("Go")
    assert app.phone.front.package == LINKS[link]
    app.phone.shell(f"am start -n {PACKAGE}/{MAIN}")
    assert app.see("Go")


def test_a_link_that_no_app_takes_leaves_the_page_as_it_is(app):
    show(app, "<a href='foo:bar'>Go</a> <a href='foo:bar' target=_blank>Window</a>")
    tabs = app.phone.front.state.tabs
    for name in ("Go", "Window"):
        app.tap(name)
        assert app.phone.front.package == PACKAGE
        assert app.see(name)
        assert not any("ERR_" in text for text in app.read())
        assert len(app.phone.front.state.tabs) == len(tabs)


def test_an_intent_that_no_app_takes_leads_to_the_page_it_names(app):
    there = "https%3A%2F%2Fshop.example%2Ftea.html"
    show(app, f"<a href='intent:x#Intent;scheme=foo;S.browser_fallback_url={there};end'>Go")
    app.tap("Go")
    assert app.see("Green tea")


def test_a_broken_intent_leaves_the_page_as_it_is(app):
    show(app, "<a href='intent:x#Intent;q=1;end'>Go</a> <a href='intent:x#Intent;i.n=q;end'>On</a>")
    for name in ("Go", "On"):
        app.tap(name)
        assert app.phone.front.package == PACKAGE
        assert app.see(name)


def test_no_page_opens_another_app_without_a_touch(app):
    show(app, "<p>Here<script>location.href = 'tel:5551234'</script>")
    assert app.phone.front.package == PACKAGE
    assert app.see("Here")


def test_a_number_typed_into_the_address_bar_is_dialed(app):
    go(app, "tel:5551234")
    assert app.phone.front.package == "com.google.android.dialer"


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
    other = fresh_phone()
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


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            "<label>A <input id=a></label><p>mid</p><b>one</b><br>two<div>blk</div>three",
            "A|mid|one two|blk|three",
        ),
        ("<h1>First</h1><a href=x>Link</a> text <p>Para</p><span>Last</span>", "First|Link|text|Para|Last"),
        ("<ul><li>eggs<ul><li>six</ul>fresh<li>milk</ul>", "eggs|six|fresh|milk"),
    ],
)
def test_texts_are_told_in_the_order_of_the_page_and_not_across_blocks(app, page, told):
    show(app, page)
    seen = [e for e in app.phone.frame().elements() if e.package_name == PACKAGE and not e.is_editable]
    words = [e.text or e.content_description for e in seen]
    found = [word for word in words if word in told.split("|")]
    assert "|".join(found) == told
    for one, other in pairwise([e for e in seen if e.text in told.split("|")]):
        assert one.bounds.intersection(other.bounds).area == 0, f"{one.text} and {other.text}"


def test_what_a_link_over_two_lines_seems_to_cover_is_touched_all_the_same(app):
    show(
        app,
        """<select id=s><option>One<option>Two</select> <input id=i> <input type=range id=r max=10 value=0>
      <a href='#gone'>a link that begins beside the slider and goes on over at least the next line</a>
      <p id=o></p><script>
        onchange = (event) => { o.textContent += event.target.id + event.target.value + ' '; }
      </script>""",
    )
    app.tap_id("s")
    app.tap("Two")
    app.tap_id("r")
    app.fill("i", "word")
    assert app.by_id("o").text == "sTwo r5"
    assert app.by_id("i").text == "word"


def test_words_of_chinese_go_on_over_a_line_without_a_blank(app):
    words = "忘记密码的时候请在这里输入手机号码以便我们发送验证码给您然后再继续登录"
    show(
        app,
        f"<a href='#x'>{words}</a><p>{words}</p><div>{words}<button>Go</button> it goes on and on</div>",
    )
    told = [e.text for e in app.phone.frame().elements() if "忘" in (e.text or "")]
    assert told == [words, words, words]


def test_a_frame_of_a_page_in_use_is_the_one_made_from_nothing(app):
    app.phone.files.write(
        f"{DOWNLOAD}/dot.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>"
    )
    show(
        app,
        """<details><summary>More</summary><input id=i><select id=s><option>One<option>Two</select></details>
      <img src=dot.svg width=40 height=40><p style='float:left'>side</p><p id=o></p>
      <div style='height:3000px'></div><p>end</p>
      <script>oninput = (event) => { o.textContent += event.target.value }</script>""",
    )

    def scroll(app):
        app.phone.touch.swipe(540, 1800, 540, 900)

    def redraw(app):
        app.phone.files.write(f"{DOWNLOAD}/dot.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>")

    acts = (lambda app: app.tap("More"), lambda app: app.fill("i", "ab"), lambda app: app.tap_id("s"), redraw)
    for act in (*acts, lambda app: app.tap("Two"), scroll, lambda app: app.phone.shell("sleep 1")):
        act(app)
        frame = app.phone.frame().elements()
        picture = app.phone.camera.image().tobytes()
        other = app.phone.fork()
        work._working.clear()
        assert other.frame().elements() == frame
        assert other.camera.image().tobytes() == picture


def test_a_page_at_work_keeps_no_phone_alive():
    phone = fresh_phone()
    phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")
    hand = begin(Hand(phone))
    show(hand, "<input><a href='#x'>Link</a><img src=none.png>")
    assert hand.see("Link")
    kept = ref(phone)
    del phone, hand
    gc.collect()
    assert kept() is None
