"""Share sheet and "Open with" among the phone's own apps."""

from device.phone.phone import Phone
from device.phone.system.intent import CHOOSER, TEXT, Intent
from tests.device.phone.probe import elements, install, tap

SEND = "android.intent.action.SEND"
MESSAGES = "com.simplemobiletools.smsmessenger"


def test_a_shared_text_becomes_a_message(phone: Phone) -> None:
    phone.start(Intent(package="com.google.android.contacts"))
    phone.context().share("See you at 8")
    tap(phone, "SMS Messenger")
    assert phone.front.package == MESSAGES
    tap(phone, "new_conversation_address")
    phone.touch.text("5550101")
    tap(phone, "new_conversation_confirm")
    assert phone.context().text("body") == "See you at 8"


def test_long_texts_many_apps_and_landscape_fit(phone: Phone) -> None:
    for number in range(17):
        install(phone, f"test.app{number:02d}", f"An app with a long name {number}")
    phone.settings.put("system", "font_scale", "1.3")
    phone.context().share("word " * 400, "A subject that goes on and on and on and on and on and on")
    bounds = [element.bounds for element in phone.frame().elements()]
    assert min(box.top for box in bounds) > 128
    assert max(box.bottom for box in bounds) <= 2400 - 126
    first = elements(phone, "item")[0].bounds.center
    phone.touch.swipe(first.x, first.y + 300, first.x, first.y - 600)
    assert elements(phone, "An app with a long name 9")
    phone.touch.key(4)
    phone.shell("wm user-rotation lock 1")
    phone.context().share("word " * 400)
    bounds = [element.bounds for element in phone.frame().elements()]
    assert min(box.top for box in bounds) >= 0
    assert elements(phone, "item")


def test_the_one_used_last_comes_first(phone: Phone) -> None:
    for name in ("Alpha", "Beta"):
        install(phone, f"test.{name.lower()}", name)
    labels = lambda: [e.text for e in phone.frame().elements() if e.resource_id == "android:id/text1"]  # noqa: E731
    phone.context().share("x")
    before = labels()
    assert before == sorted(before, key=str.lower)
    tap(phone, "Beta")
    phone.context().share("x")
    assert labels() == ["Beta", *(label for label in before if label != "Beta")]


def test_nothing_that_takes_it(phone: Phone) -> None:
    phone.shell("pm disable-user com.fernmail.android")  # mail takes any file
    phone.context().send(Intent(SEND, type="application/x-unheard-of"))
    assert phone.front.component == CHOOSER
    assert elements(phone, "No apps can perform this action.")


def test_a_second_question_takes_the_place_of_the_first(phone: Phone) -> None:
    install(phone)
    phone.touch.key(3)
    for text in ("one", "two"):
        phone.shell(f"am start -a {SEND} -t text/plain --es {TEXT} {text}")
    assert elements(phone, "two")
    assert not elements(phone, "one")
    phone.touch.key(4)
    assert phone.front.package == phone.home_package
