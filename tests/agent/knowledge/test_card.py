"""Cards out of Markdown: a section each, with its app, told where something is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.knowledge.card import LONGEST, read_cards
from device.error import ConfigError

MARKOR = """\
---
package: net.gsantner.markor
---
Notes in folders.

# Markor
Saves by itself when the editor is left.

## New files ##
Made with the plus button.
```
# no heading in here
```

## Nothing below
# 笔记
加号新建。
"""


def test_each_section_is_a_card_known_by_its_headings() -> None:
    cards = read_cards(MARKOR, name="notes")
    assert [(card.cue, card.text.splitlines()[0]) for card in cards] == [
        ("notes", "Notes in folders."),
        ("Markor", "Saves by itself when the editor is left."),
        ("Markor › New files", "Made with the plus button."),
        ("笔记", "加号新建。"),
    ]
    assert {card.package for card in cards} == {"net.gsantner.markor"}
    assert "# no heading in here" in cards[2].text


def test_the_app_may_be_told_from_outside() -> None:
    assert read_cards(MARKOR, package="a.b")[0].package == "a.b"
    assert read_cards("A general note")[0].package == ""


def test_line_ends_and_byte_order_marks_of_other_systems_do_no_harm() -> None:
    assert read_cards("\ufeff" + MARKOR.replace("\n", "\r\n"), name="notes") == read_cards(
        MARKOR, name="notes"
    )


def test_a_long_section_is_parted_between_paragraphs() -> None:
    cards = read_cards("# Long\n" + "\n\n".join(["word " * 60] * 9))
    assert [card.cue for card in cards] == ["Long", "Long (2)", "Long (3)"]
    assert all(len(card.text) <= LONGEST for card in cards)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds nothing to keep"),
        ("# Only a heading\n## And one more", "holds nothing to keep"),
        ("---\npackage: Markor\n---\nx", "'Markor' is no package"),
        ("---\npackage: a.b\nauthor: me\n---\nx", "line 3: .* knows only `package`, not 'author: me'"),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_cards(text)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_cards("---\nA note under a rule")[0].text == "---\nA note under a rule"


@given(st.text(max_size=300))
def test_nothing_of_a_text_below_headings_is_lost(text: str) -> None:
    try:
        cards = read_cards("# Top\n" + text)
    except ConfigError:
        return
    whole = "".join(card.cue + card.text for card in cards)
    kept = [letter for letter in text if letter.isalnum()]
    assert all(letter in whole for letter in kept)
