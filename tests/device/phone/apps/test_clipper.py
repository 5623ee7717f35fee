"""Clipper: the broadcasts that scripts use, and its box."""

import pytest

PACKAGE = "ca.zgrs.clipper"
START = f"am start  -W -n {PACKAGE}/{PACKAGE}.Main"


@pytest.fixture
def clipper(hand):
    hand.phone.shell(START)
    return hand


def answer(hand, command):
    return hand.phone.shell(command).stdout.decode().splitlines()[-1]


def box(hand):
    return next(e for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/text")


@pytest.mark.parametrize(
    "text", ["", "hello", "1234 Elm St, Springfield, IL", 'say "hi"', "It's 中文 =", "a  b"]
)
def test_what_is_set_is_got(clipper, text):
    quoted = "'" + text.replace("'", "'\"'\"'") + "'"
    assert answer(clipper, f"am broadcast -a clipper.set -e text {quoted}").startswith(
        "Broadcast completed: result=-1, data="
    )
    assert answer(clipper, "am broadcast -a clipper.get") == (
        f'Broadcast completed: result=-1, data="{text}"'
    )
    assert clipper.phone.window.clipboard == text
    assert clipper.see(text or "The clipboard is empty")


def test_only_the_app_in_front_may(clipper):
    clipper.phone.set_clipboard("secret")
    clipper.back()
    assert answer(clipper, "am broadcast -a clipper.get") == "Broadcast completed: result=0"
    assert answer(clipper, "am broadcast -a clipper.set -e text x") == "Broadcast completed: result=0"
    assert clipper.phone.window.clipboard == "secret"


def test_nothing_to_set_is_a_failure(clipper):
    assert "result=0" in answer(clipper, "am broadcast -a clipper.set")


def test_what_is_typed_is_copied(clipper):
    assert not clipper.find("Copy").is_enabled
    centre = box(clipper).bounds.center
    clipper.phone.touch.tap(centre.x, centre.y)
    clipper.phone.touch.text("Jane's Flower Shop")
    clipper.tap("Copy")
    assert answer(clipper, "am broadcast -a clipper.get").endswith('data="Jane\'s Flower Shop"')
    clipper.tap("Clear")
    assert box(clipper).text == ""
    clipper.tap("Paste")
    assert box(clipper).text == "Jane's Flower Shop"


def test_a_shared_text_is_in_the_box(clipper):
    extra = "--es android.intent.extra.TEXT Shared"
    clipper.phone.shell(f"am start -a android.intent.action.SEND -t text/plain {extra} {PACKAGE}")
    assert box(clipper).text == "Shared"
    clipper.tap("Copy")
    assert clipper.phone.window.clipboard == "Shared"


def test_of_an_empty_clipboard_nothing_can_be_pasted(clipper):
    assert not clipper.find("Paste").is_enabled
    clipper.phone.set_clipboard("rice")
    assert clipper.find("Paste").is_enabled
    clipper.tap("Paste")
    assert box(clipper).text == "rice"
