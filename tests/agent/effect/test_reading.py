"""What the rules of the language take a goal to require."""

import pytest

from agent.effect.effect import EffectKind
from agent.effect.reading import read_effects


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("Turn on Bluetooth", [("change", "Bluetooth", "", "on", "")]),
        ('Send "on my way" to Bob Stone', [("send", "Messages", "Bob Stone", "", "on my way")]),
        ("Call Ann Lee", [("call", "", "Ann Lee", "", "")]),
        ("Is Wi-Fi on?", [("answer", "", "", "", "")]),
        ("打开蓝牙", [("change", "Bluetooth", "", "on", "")]),
        ("Plough the field", [("other", "", "", "", "")]),
        (
            'Turn off Wi-Fi and delete the event "Yoga" tomorrow',
            [("change", "Wi-Fi", "", "off", ""), ("delete", "Calendar", "Yoga", "", "")],
        ),
    ],
)
def test_a_goal_is_read_into_typed_effects(goal: str, wanted: list[tuple[str, ...]]) -> None:
    found = read_effects(goal, (), ())
    assert [(one.kind, one.place, one.object, one.amount, one.content) for one in found] == wanted


def test_a_goal_that_is_not_understood_is_one_effect_in_its_own_words() -> None:
    (effect,) = read_effects("Plough the field", (), ())
    assert (effect.kind, effect.text) == (EffectKind.OTHER, "Plough the field")


def test_what_the_owner_corrects_is_required_as_corrected() -> None:
    (effect,) = read_effects("Turn on Bluetooth", ("no, turn it off",), ())
    assert effect.amount == "off"


def test_what_is_taken_back_is_not_required_any_more() -> None:
    (effect,) = read_effects("Turn on Bluetooth", ("undo that",), ())
    assert (effect.kind, effect.text) == (EffectKind.OTHER, "undo that")
