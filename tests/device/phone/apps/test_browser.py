"""Chrome by touch: the first start, addresses, tabs, and what it keeps."""

import pytest

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import MAIN, PACKAGE
from device.phone.system.intent import Intent
from tests.device.phone.apps.browser_case import (
    DOWNLOAD,
    VIEW,
    begin,
    go,
    rows,
    show,
)


@pytest.fixture
def app(hand):
    return begin(hand)


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


def test_a_page_opened_from_files_is_another_tab_of_the_one_chrome(hand):
    hand.open(PACKAGE)
    assert hand.see("Welcome to Chrome")
    hand.phone.touch.key(3)
    hand.phone.files.write(f"{DOWNLOAD}/page.html", b"<h1>Here it is</h1>")
    hand.open("com.google.android.documentsui")
    seen = Intent(VIEW, f"file://{DOWNLOAD}/page.html", type="text/html", package=PACKAGE)
    hand.phone.start(seen, same_task=True)
    hand.tap("Use without an account")
    hand.tap("No thanks")
    assert hand.see("Here it is")
    assert sum(f": {PACKAGE}/" in line for line in hand.phone.shell("am stack list").text.splitlines()) == 1
    hand.phone.touch.key(3)
    hand.open(PACKAGE)
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
    app.fill("q", "green tea")
    app.tap("Go")
    assert app.see("green tea")
    assert app.see("shop.example/found?q=green+tea")
    app.back()
    app.fill("n", "two & more")
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


@pytest.mark.parametrize("night", ["1", "2"])
def test_the_hint_of_the_address_can_be_read_in_incognito(app, night):
    app.phone.settings.put("secure", "ui_night_mode", night)
    app.tap("More options")
    app.tap("New Incognito tab")
    hint = app.find("Search or type web address").bounds
    box = (hint.left + 20, hint.top, hint.right, hint.bottom)
    shades = app.phone.camera.image().convert("L").crop(box).getcolors()
    ground = max(shades)[1]
    assert max(shade for _, shade in shades) - ground > 60


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


def test_back_out_of_the_browser_keeps_what_was_typed(app):
    show(app, "<form><input id=q><button>Go</button></form><a href='#x'>x</a>")
    app.tap_id("q")
    app.type("half a word")
    app.phone.touch.key(4)
    app.phone.touch.key(4)
    assert app.phone.front.package == app.phone.home_package
    app.open(PACKAGE)
    assert "half a word" in [one.text for one in app.phone.frame().elements()]


def test_back_leads_to_the_app_that_opened_the_page_and_then_home(app):
    app.phone.shell(f"am force-stop {PACKAGE}; monkey -p com.android.settings 1")
    show(app, "<p>Read me")
    assert app.see("Read me")
    app.phone.touch.key(4)
    assert app.phone.front.package == "com.android.settings"
    app.phone.touch.key(4)
    assert app.phone.front.package == app.phone.home_package
    app.open(PACKAGE)
    assert app.see("Read me")
