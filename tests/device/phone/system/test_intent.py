"""Which app answers an intent, who chooses where several could, and how an answer comes back."""

from collections.abc import Callable

import pytest

from device.phone.file.document import path_of
from device.phone.phone import Phone
from device.phone.system.intent import CHOOSER, RESOLVER, STREAM, TEXT, Intent
from tests.boot import fresh_phone
from tests.device.phone.probe import SEND, VIEW, elements, install, tap, told

PAGE = Intent(VIEW, data="http://example.org/")
TEXT_INTENT = Intent(SEND, type="text/plain", extras={TEXT: "hi"})


@pytest.fixture
def phone() -> Phone:
    phone = fresh_phone(seed=3)
    install(phone, "test.beta", "Beta")
    install(phone, "test.alpha", "Alpha")
    return phone


def names(phone: Phone) -> list[str]:
    return [element.text for element in phone.frame().elements() if element.text]


@pytest.mark.parametrize(
    ("intent", "activities"),
    [
        (PAGE, {"Page"}),
        (Intent(VIEW, data="file:///sdcard/Download/task.html"), {"Page"}),
        (Intent(VIEW, data="content://x/a.png"), set()),
        (Intent(SEND, type="image/png"), {"Take"}),
        (Intent(SEND, type="*/*"), {"Take"}),
        (Intent(SEND, type="application/pdf"), set()),
        (Intent(VIEW, data="gopher://x"), set()),
    ],
)
def test_filters_match_scheme_and_type(phone: Phone, intent: Intent, activities: set[str]) -> None:
    found = phone.packages.matches(intent)
    assert {name.rpartition(".")[2] for name in found if "test.alpha" in name} == activities


def test_one_handler_opens_at_once_and_several_are_asked_about(phone: Phone) -> None:
    phone.shell("pm disable-user test.beta; pm disable-user com.android.chrome")
    assert phone.start(PAGE) == "test.alpha/test.alpha.Page"
    phone.shell("pm enable test.beta")
    phone.touch.key(3)
    assert phone.start(PAGE) == RESOLVER


def test_open_with_lists_all_and_opens_the_one_chosen(phone: Phone) -> None:
    assert phone.start(PAGE) == RESOLVER
    assert elements(phone, "Open with")
    assert not elements(phone, "button_once")[0].is_enabled
    tap(phone, "Beta")
    assert phone.front.component == RESOLVER
    tap(phone, "Just once")
    assert phone.front.component == "test.beta/test.beta.Page"
    phone.touch.key(4)
    assert RESOLVER not in [each.component for task in phone.stack.tasks for each in task.activities]


def test_the_app_of_the_last_time_is_offered_first(phone: Phone) -> None:
    phone.start(PAGE)
    tap(phone, "Beta")
    tap(phone, "Beta")  # a second tap opens it
    assert phone.front.component == "test.beta/test.beta.Page"
    phone.touch.key(3)
    phone.start(PAGE)
    assert elements(phone, "Open with Beta")
    tap(phone, "Alpha")
    assert phone.front.component == "test.alpha/test.alpha.Page"


def test_always_is_kept_and_part_of_a_snapshot(phone: Phone) -> None:
    before = phone.snapshot()
    phone.start(PAGE)
    tap(phone, "Alpha")
    tap(phone, "Always")
    phone.touch.key(3)
    assert phone.start(PAGE) == "test.alpha/test.alpha.Page"
    after = phone.snapshot()
    phone.restore(before)
    assert phone.start(PAGE) == RESOLVER
    phone.restore(after)
    assert phone.start(PAGE) == "test.alpha/test.alpha.Page"


def test_share_sheet_shows_what_is_shared_and_hands_it_over(phone: Phone) -> None:
    phone.context().share("Milk and bread", "Shopping")
    assert phone.front.component == CHOOSER
    assert {"Share", "Shopping", "Milk and bread", "Copy", "Alpha", "Beta", "SMS Messenger"} <= set(
        names(phone)
    )
    assert phone.frame().windows[0].package == "test.alpha"  # shows through
    tap(phone, "Beta")
    assert phone.front.component == "test.beta/test.beta.Take"
    assert phone.front.intent.extras[TEXT] == "Milk and bread"
    phone.touch.key(4)
    assert phone.front.component == "test.alpha/test.alpha.Main"


def test_share_sheet_copies(phone: Phone) -> None:
    phone.context().share("Milk and bread")
    tap(phone, "Copy")
    assert phone.window.clipboard == "Milk and bread"
    assert phone.front.component == "test.alpha/test.alpha.Main"


@pytest.mark.parametrize("leave", [lambda phone: phone.touch.key(4), lambda phone: phone.touch.tap(500, 400)])
def test_share_sheet_is_left_without_effect(phone: Phone, leave: Callable[[Phone], None]) -> None:
    phone.context().share("Milk")
    leave(phone)
    assert phone.front.component == "test.alpha/test.alpha.Main"


def test_files_are_shared_by_name(phone: Phone) -> None:
    phone.files.write("/sdcard/Download/a b%20.png", b"no picture")
    phone.context().share_files(["/sdcard/Download/a b%20.png"])
    assert elements(phone, "a b%20.png")
    assert not elements(phone, "SMS Messenger")
    phone.touch.key(4)
    phone.context().share_files(["/sdcard/Download/a b%20.png", "/sdcard/Download/c.png"])
    assert elements(phone, "a b%20.png + 1 files")
    shared = str(phone.front.intent.extras[STREAM]).split("\n")
    assert path_of(shared[0]) == "/storage/emulated/0/Download/a b%20.png"


def test_am_start_shows_the_share_sheet_where_several_apps_match(phone: Phone) -> None:
    result = phone.shell(
        "am start -a android.intent.action.SEND -t text/plain --es android.intent.extra.TEXT hi"
    )
    assert result.exit_code == 0
    assert phone.front.component == CHOOSER
    focus = phone.shell("dumpsys window | grep mCurrentFocus").stdout.decode()
    assert "android/com.android.internal.app.ChooserActivity" in focus
    tap(phone, "Alpha")
    assert phone.front.component == "test.alpha/test.alpha.Take"
    assert b"Alpha" not in phone.shell("cmd package resolve-activity --brief -a test.COLOUR").stdout


def test_a_question_that_is_left_is_gone(phone: Phone) -> None:
    phone.start(PAGE)
    phone.touch.key(3)
    assert [task.top.package for task in phone.stack.tasks if task.top.package == "android"] == []
    phone.start(PAGE)
    phone.start(Intent(package="test.beta"))
    assert [task.top.package for task in phone.stack.tasks if task.top.package == "android"] == []


def test_an_answer_comes_back_to_the_activity_that_asked(phone: Phone) -> None:
    asking = phone.front
    assert phone.context().ask(Intent(component="test.beta/test.beta.Colour"), "colour")
    tap(phone, "Red")
    assert phone.front.id == asking.id
    assert told(phone) == [("colour", Intent(data="red"))]
    phone.context().ask(Intent(component="test.beta/test.beta.Colour"), "again")
    phone.touch.key(4)
    assert told(phone)[1] == ("again", None)


def test_an_answer_comes_through_the_choice_among_several(phone: Phone) -> None:
    phone.context().ask(Intent("test.COLOUR"), "colour")
    assert phone.front.component == RESOLVER
    tap(phone, "Beta")
    tap(phone, "Just once")
    tap(phone, "Red")
    assert phone.front.component == "test.alpha/test.alpha.Main"
    assert told(phone) == [("colour", Intent(data="red"))]


def test_giving_up_the_choice_is_an_answer_too(phone: Phone) -> None:
    phone.context().ask(Intent("test.COLOUR"), "colour")
    phone.touch.key(4)
    assert told(phone) == [("colour", None)]
    assert not phone.context().ask(Intent("test.NOBODY"), "x")


def test_a_snapshot_taken_before_the_answer_still_gets_it(phone: Phone) -> None:
    phone.context().ask(Intent("test.COLOUR", package="test.beta"), "colour")
    saved = phone.snapshot()
    phone.touch.key(4)
    phone.restore(saved)
    tap(phone, "Red")
    assert told(phone) == [("colour", Intent(data="red"))]


def test_the_questions_are_asked_in_chinese() -> None:
    phone = fresh_phone(seed=3, locale="zh-CN")
    install(phone, "test.beta", "Beta")
    install(phone, "test.alpha", "Alpha")
    phone.start(PAGE)
    assert elements(phone, "打开方式")
    assert elements(phone, "始终")


def test_always_is_taken_back_in_settings(phone: Phone) -> None:
    phone.start(PAGE)
    tap(phone, "Alpha")
    tap(phone, "Always")
    phone.start(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data="package:test.alpha"))
    assert elements(phone, "Some defaults set")
    tap(phone, "Open by default")
    tap(phone, "Clear default preferences")
    assert elements(phone, "No defaults set")
    assert phone.start(PAGE) == RESOLVER


@pytest.mark.parametrize(
    ("category", "key", "package"),
    [
        ("BROWSER", "EXPLORER", "com.android.chrome"), ("EMAIL", "65", "com.fernmail.android"),
        ("CONTACTS", "207", "com.google.android.contacts"),
        ("CALENDAR", "KEYCODE_CALENDAR", "com.simplemobiletools.calendar.pro"),
        ("MUSIC", "MUSIC", "code.name.monkey.retromusic"),
        ("MESSAGING", "", "com.simplemobiletools.smsmessenger"),
        ("GALLERY", "", "com.simplemobiletools.gallery.pro"), ("MAPS", "", "net.osmand"),
        ("MARKET", "", "com.larkmart.shop"),
        ("FILES", "", "com.google.android.documentsui"),
    ],
)  # fmt: skip
def test_the_app_of_a_kind_opens_by_category_and_by_key(
    phone: Phone, category: str, key: str, package: str
) -> None:
    opened = phone.shell(f"am start -a android.intent.action.MAIN -c android.intent.category.APP_{category}")
    assert not opened.stderr
    front = phone.stack.tasks[0].activities[0]
    assert (front.package, front.name) == (package, phone.apps[package].manifest.main)
    if key:
        phone.shell(f"input keyevent HOME; cmd statusbar expand-notifications; input keyevent {key}")
        assert phone.stack.tasks[0].activities[0].package == package
        assert phone.window.shade.level == "closed"


def test_without_a_calculator_its_key_does_nothing(phone: Phone) -> None:
    told = phone.shell("am start -a android.intent.action.MAIN -c android.intent.category.APP_CALCULATOR")
    assert b"unable to resolve Intent" in told.stdout + told.stderr
    phone.shell("input keyevent HOME 210")
    assert phone.front.package == phone.home_package
