"""Chrome by touch: the first start, addresses, tabs, what it keeps, and pages that ask and break."""

import sqlite3

import pytest

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import MAIN, PACKAGE
from device.phone.intent import Intent
from device.phone.phone import Phone
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.web import work

VIEW = "android.intent.action.VIEW"
DOWNLOAD = "/storage/emulated/0/Download"
HEAD = '<!doctype html><meta name="viewport" content="width=device-width"><title>{}</title>'
SHOP = {
    "index.html": HEAD.format("Shop")
    + '<h1>Shop</h1><a href="tea.html">Tea</a> <a href="list.csv" download>Prices</a> <a'
    " href=/loop.html>Loop</a>"
    "<form action=/found><input name=q id=q placeholder=Find> <button>Go</button></form><form"
    " action=/order method=post><input name=n id=n><button>Order</button></form>",
    "tea.html": HEAD.format("Tea")
    + "<link rel=stylesheet href=look.css><script src=look.js></script><p id=o>Green tea</p>"
    + "<p>leaf</p>" * 80
    + "<p>the end</p>",
    "look.css": "#o { color: rgb(0, 120, 0); font-size: 30px }",
    "look.js": "addEventListener('load', () => { document.title = 'Tea for two';"
    " localStorage.setItem('seen', (Number(localStorage.seen) || 0) + 1); });",
    "found.html": HEAD.format("Found")
    + "<p id=o></p><script>o.textContent = new URLSearchParams(location.search).get('q')</script>",
    "order.html": HEAD.format("Ordered") + "<p>Thank you",
    "loop.html": "<script>location.href = '/loop.html?' + Math.random()</script>",
    "list.csv": "tea,3.20\n",
}


@pytest.fixture
def app(hand):
    phone = hand.phone
    for name, text in SHOP.items():
        phone.files.make_directories(f"{WEB}/shop.example")
        phone.files.write(f"{WEB}/shop.example/{name}", text.encode())
    phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")
    hand.open(PACKAGE)
    hand.tap("Use without an account")
    return hand


def go(hand, address):
    bar = next(e for e in hand.phone.frame().elements() if e.resource_id.endswith("id/url_bar"))
    hand.phone.touch.tap(bar.bounds.center.x, bar.bounds.center.y)
    hand.type(address)
    hand.phone.touch.key(66)


def show(hand, page, name="page.html"):
    """A page of one's own, from the downloads."""
    hand.phone.files.write(f"{DOWNLOAD}/{name}", (HEAD.format("Mine") + page).encode())
    hand.phone.start(Intent(VIEW, f"file://{DOWNLOAD}/{name}", component=f"{PACKAGE}/{MAIN}"))


def by_id(hand, name):
    return next(e for e in hand.phone.frame().elements() if e.resource_id == name)


def fill(hand, name, text):
    centre = by_id(hand, name).bounds.center
    hand.phone.touch.tap(centre.x, centre.y)
    hand.type(text)
    hand.back()


def rows(phone, query):
    database = sqlite3.connect(":memory:")
    database.deserialize(phone.files.read(f"/data/data/{PACKAGE}/databases/history.db"))
    found = database.execute(query).fetchall()
    database.close()
    return found


# -- the first start -----------------------------------------------------------------------------------
def test_the_first_start_asks_and_is_over_for_good(hand):
    hand.open(PACKAGE)
    hand.tap("Accept & continue")
    hand.tap("No thanks")
    hand.tap("Continue")
    hand.tap("Allow")
    assert hand.phone.context().granted("POST_NOTIFICATIONS")
    assert hand.see("Search or type web address")
    hand.phone.shell(f"am force-stop {PACKAGE}")
    hand.open(PACKAGE)
    assert not hand.see("Welcome to Chrome")
    hand.phone.shell(f"pm clear {PACKAGE}")
    hand.open(PACKAGE)
    assert hand.see("Welcome to Chrome")


def test_a_file_waits_behind_the_first_start(hand):
    show(hand, "<h1>Here it is</h1>")
    hand.tap("Use without an account")
    hand.tap("No thanks")
    assert hand.see("Here it is")


def test_it_is_offered_for_pages_and_links(phone):
    for data in ("http://shop.example/", "https://shop.example/x", "about:blank"):
        assert phone.packages.resolve(Intent(VIEW, data)) == f"{PACKAGE}/{MAIN}"
    for data, kind in (
        (f"file://{DOWNLOAD}/a.html", "text/html"),
        ("content://com.android.externalstorage.documents/document/primary%3ADownload%2Fa.html", ""),
    ):
        assert f"{PACKAGE}/{MAIN}" in phone.packages.matches(Intent(VIEW, data, type=kind))
    assert f"{PACKAGE}/{MAIN}" not in phone.packages.matches(
        Intent(VIEW, f"file://{DOWNLOAD}/a.txt", type="text/plain")
    )


# -- addresses -----------------------------------------------------------------------------------------
def test_pages_of_the_phones_own_internet_are_gone_through(app):
    go(app, "shop.example")
    assert app.see("Shop")
    assert app.see("shop.example")
    app.tap("Tea")
    assert app.see("Green tea")
    assert app.see("Tea for two")
    app.back()
    assert app.see("Shop")
    app.tap("More options")
    app.tap("Forward")
    assert app.see("Green tea")
    app.tap("Home")
    assert app.see("Google")
    assert rows(app.phone, "SELECT url, title FROM urls ORDER BY url") == [
        ("https://shop.example/", "Shop"),
        ("https://shop.example/tea.html", "Tea for two"),
    ]
    assert rows(app.phone, "SELECT * FROM storage") == [("https://shop.example", "seen", "2")]


def test_forms_are_sent(app):
    go(app, "shop.example")
    fill(app, "q", "green tea")
    app.tap("Go")
    assert app.see("green tea")
    assert app.see("shop.example/found?q=green+tea")
    app.back()
    fill(app, "n", "two & more")
    app.tap("Order")
    assert app.see("Thank you")
    assert (
        app.phone.files.read(f"{WEB}/shop.example/.posts")
        == b'{"path": "/order", "form": [["n", "two & more"]]}\n'
    )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nowhere.example", "ERR_NAME_NOT_RESOLVED"),
        ("shop.example/none", "HTTP ERROR 404"),
        ("shop.example/../../../../etc/hosts", "HTTP ERROR 404"),
        ("shop.example/loop.html", "ERR_TOO_MANY_REDIRECTS"),
        (f"file://{DOWNLOAD}/none.html", "ERR_FILE_NOT_FOUND"),
        ("file:///data/data/com.android.chrome/databases/history.db", "ERR_ACCESS_DENIED"),
        ("content://sms/1", "ERR_FILE_NOT_FOUND"),
    ],
)
def test_what_cannot_be_opened_says_why(app, address, told):
    go(app, address)
    assert app.see(told)


def test_no_network_is_told_and_reload_tries_again(app):
    app.phone.shell("svc wifi disable; svc data disable")
    go(app, "shop.example")
    assert app.see("No internet")
    assert app.see("ERR_INTERNET_DISCONNECTED")
    app.phone.shell("svc wifi enable")
    app.tap("Reload")
    assert app.see("Shop")


def test_words_are_searched_for_in_what_there_is(app):
    go(app, "green tea")
    assert app.see("green tea - Google Search")
    app.tap("shop.example/tea.html")
    assert app.see("Green tea")


def test_suggestions_come_from_history_and_bookmarks(app):
    go(app, "shop.example/tea.html")
    app.tap("Home")
    app.tap("Search or type web address")
    app.phone.touch.text("two")
    app.tap("Tea for two")
    assert app.see("Green tea")


# -- tabs and what is kept -----------------------------------------------------------------------------
def test_tabs_are_opened_chosen_and_closed(app):
    go(app, "shop.example")
    app.hold("Tea")
    app.tap("Open in new tab")
    assert app.see("2 open tabs, tap to switch tabs")
    assert app.see("Shop")
    app.tap("2 open tabs, tap to switch tabs")
    app.tap("Tea for two")
    assert app.see("Green tea")
    app.tap("2 open tabs, tap to switch tabs")
    app.tap("Close Shop tab")
    app.tap("Close Tea for two tab")
    assert app.see("1 open tab, tap to switch tabs")


def test_incognito_leaves_nothing(app):
    app.tap("More options")
    app.tap("New Incognito tab")
    go(app, "shop.example/tea.html")
    assert app.see("Green tea")
    assert rows(app.phone, "SELECT * FROM urls") == rows(app.phone, "SELECT * FROM storage") == []


def test_bookmarks_are_kept_changed_and_dropped(app):
    go(app, "shop.example")
    app.tap("More options")
    app.tap("Bookmark")
    app.tap("More options")
    app.tap("Edit bookmark")
    centre = next(e for e in app.phone.frame().elements() if e.text == "Shop" and e.is_editable).bounds.center
    app.phone.touch.tap(centre.x, centre.y)
    app.type("My shop")
    app.tap("Save")
    assert rows(app.phone, "SELECT url, title FROM bookmarks") == [("https://shop.example/", "My shop")]
    app.tap("Home")
    app.tap("More options")
    app.tap("Bookmarks")
    app.tap("Edit My shop")
    app.tap("Delete")
    assert app.see("No bookmarks yet")


def test_history_is_opened_and_cleared(app):
    go(app, "shop.example/tea.html")
    app.tap("Home")
    app.tap("More options")
    app.tap("History")
    app.tap("Tea for two")
    assert app.see("Green tea")
    app.tap("More options")
    app.tap("History")
    app.tap("Clear browsing data…")
    app.tap("Clear data")
    assert app.see("You’ll find your history here")


def test_downloads_go_to_the_folder_and_are_told(app):
    go(app, "shop.example")
    for _ in range(2):
        app.tap("Prices")
    assert app.phone.files.read(f"{DOWNLOAD}/list (1).csv") == b"tea,3.20\n"
    assert "list.csv" in app.phone.shell("dumpsys notification --noredact").stdout.decode()
    app.tap("More options")
    app.tap("Downloads")
    app.tap("Remove list.csv")
    assert app.see("list (1).csv")
    assert not app.see("list.csv")


def test_text_is_found_in_the_page(app):
    go(app, "shop.example/tea.html")
    app.tap("More options")
    app.tap("Find in page")
    app.phone.touch.text("the end")
    assert app.see("1/1")
    app.tap("Close")
    assert app.see("the end")


# -- pages ---------------------------------------------------------------------------------------------
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
        centre = by_id(app, name).bounds.center
        app.phone.touch.tap(centre.x, centre.y)
        app.tap(label)
    assert by_id(app, "o").text == "Two 2023-10-02 12:00 #00ff00"


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
    assert by_id(app, "o").text == "1"


def test_a_page_is_part_of_the_phones_state(app):
    show(
        app,
        "<input id=i><button onclick='n++; o.textContent = i.value + n'>Add</button><p"
        " id=o></p><script>var n = 0; setInterval(() => { t.textContent = ++s }, 1000); var s ="
        " 0</script><p id=t></p>",
    )
    app.tap("Add")
    fill(app, "i", "x")
    saved = app.phone.snapshot()
    app.tap("Add")
    assert by_id(app, "o").text == "x2"
    other = app.phone.fork()
    work._working.clear()
    app.phone.restore(saved)
    assert by_id(app, "o").text == "1"
    assert by_id(app, "i").text == "x"
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
    fill(app, "i", "é中")
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
    assert by_id(app, "o").text == "tea,3.20"
    assert by_id(app, "x").text == "Failed to fetch 404"


def test_a_page_that_breaks_itself_is_a_sad_tab_that_can_be_loaded_anew(app):
    show(app, "<button onclick='document.documentElement.remove()'>Break</button>")
    app.tap("Break")
    assert app.see("Aw, Snap!")
    app.tap("Reload")
    assert app.see("Break")
