"""Text that is only there to be read: a long press selects in it, or copies it, as in the real apps."""

import pytest

from device.phone.sample import fill
from tests.device.phone.apps.conftest import Hand


def touch_word(hand: Hand, text: str, word: str) -> None:
    """A long press on a word of a text of one line."""
    node = hand.phone.frame().node(lambda node: node.view.text.content == text)
    assert node is not None
    assert node.text is not None
    share = (text.index(word) + len(word) / 2) / len(text)
    hand.phone.touch.long_press(node.left + int(node.text.widths[0] * share), node.top + node.height // 2)


@pytest.mark.parametrize(
    ("package", "way", "text", "word"),
    [
        ("net.gsantner.markor", ("styles.md", "View mode"), "bold words", "words"),
        ("net.gsantner.markor", ("shopping.md", "View mode"), "tomatoes", "tomatoes"),
        ("com.flauschcode.broccoli", ("Tomato Soup",), "Quick, for a cold evening.", "cold"),
        ("com.flauschcode.broccoli", ("Tomato Soup",), "Add tomatoes and stock.", "stock"),
        ("com.google.android.contacts", ("Ann Lee",), "Ann Lee", "Lee"),
    ],
)
def test_a_word_is_selected_and_copied(
    hand: Hand, package: str, way: tuple[str, ...], text: str, word: str
) -> None:
    fill(hand.phone)
    hand.phone.files.write("/sdcard/Documents/Markor/styles.md", b"Some **bold words** here\n")
    hand.open(package)
    for step in way:
        hand.tap(step)
    touch_word(hand, text, word)
    hand.tap("Copy")
    assert hand.phone.window.clipboard == word


@pytest.mark.parametrize("name", ["ann.lee@example.com", "1 555-012-3456"])
def test_what_is_known_of_somebody_is_copied_by_a_long_press(hand: Hand, name: str) -> None:
    fill(hand.phone)
    hand.open("com.google.android.contacts")
    hand.tap("Ann Lee")
    shown = next(text for text in hand.read() if name in text)
    hand.hold(shown)
    assert hand.phone.window.clipboard in ("ann.lee@example.com", "+15550123456")
    assert hand.phone.window.toast == "Text copied"


def test_part_of_a_message_is_copied(hand: Hand) -> None:
    fill(hand.phone)
    hand.open("com.simplemobiletools.smsmessenger")
    hand.tap("Ann Lee")
    hand.hold("Are we still on for Tuesday?")
    hand.tap("More options")
    hand.tap("Select text")
    touch_word(hand, "Are we still on for Tuesday?", "Tuesday")
    hand.tap("Copy")
    assert hand.phone.window.clipboard == "Tuesday"
    hand.tap("OK")
    hand.tap("More options")
    hand.tap("Properties")
    hand.hold("Ann Lee")
    assert hand.phone.window.clipboard == "Ann Lee"
