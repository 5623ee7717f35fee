"""What the network is told: words with their places, things on a screen, what became of a goal's words."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.offline.learned.feature import MOST_WORDS, GoalWords, features, read
from agent.offline.learned.move import Deed
from agent.offline.learned.scene import Moment, NetworkScreen, scene_of
from agent.offline.learned.thing import MOST, Thing, things
from agent.offline.learned.word import is_covered, numbers, words
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.screen import Bounds, Observation, UIElement
from tests.boot import fresh_phone

GOAL = "Delete these expenses: Big Fees, Old Fees, Big Fees."


def thing(label: str, **more: object) -> Thing:
    return Thing(0, label, label, "row", "TextView", Bounds(0, 0, 100, 100), is_clickable=True, **more)  # type: ignore[arg-type]


def crossed(reading: GoalWords) -> list[str]:
    return [reading.said[at].text for at in sorted(reading.used)]


@given(st.text(max_size=200))
def test_words_stand_where_they_say_and_leave_out_nothing_but_blanks(text: str) -> None:
    said = words(text)
    assert all(text[word.start : word.end] == word.text for word in said)
    left = [at for at in range(len(text)) if not any(word.start <= at < word.end for word in said)]
    assert all(text[at].isspace() for at in left)


@given(st.text(min_size=1, max_size=30))
def test_a_word_has_the_same_numbers_each_time_and_none_is_the_one_for_nothing(text: str) -> None:
    assert numbers(text) == numbers(text)
    assert all(number > 0 for number in numbers(text))


@given(st.lists(st.sampled_from("ab"), max_size=8), st.lists(st.sampled_from("ab"), min_size=1, max_size=3))
def test_a_row_is_found_in_another_just_where_it_stands(hay: list[str], needle: list[str]) -> None:
    at = is_covered(tuple(needle), tuple(hay))
    stands = [n for n in range(len(hay)) if hay[n : n + len(needle)] == needle]
    assert at == (stands[0] if stands else None)


def test_chinese_signs_are_words_of_their_own() -> None:
    assert [word.text for word in words("给Bob发短信")] == ["给", "Bob", "发", "短", "信"]


def test_what_stands_twice_in_a_goal_is_crossed_off_one_after_the_other() -> None:
    once = Deed("click", "Big Fees", "tv_name")
    assert crossed(read(GOAL, (once,))) == ["Big", "Fees"]
    assert crossed(read(GOAL, (once, once))) == ["Big", "Fees", "Big", "Fees"]
    assert max(read(GOAL, (once,)).used) < min(read(GOAL, (once, once)).used - read(GOAL, (once,)).used)


def test_a_touch_that_came_to_nothing_crosses_off_nothing() -> None:
    assert not read(GOAL, (Deed("click", "Big Fees", "tv_name", came_to_nothing=True),)).used


def test_a_row_of_the_screen_holds_what_its_parts_say_and_how_its_switch_stands() -> None:
    def element(index: int, depth: int, **more: object) -> UIElement:
        return UIElement(index, bounds=Bounds(0, 0, 1000, 100), depth=depth, **more)  # type: ignore[arg-type]

    seen = Observation(
        None,
        (
            element(0, 0, class_name="android.widget.FrameLayout"),
            element(1, 1, is_clickable=True, class_name="android.widget.LinearLayout"),
            element(2, 2, text="Wi-Fi"),
            element(3, 2, text="Off"),
            element(4, 2, is_checkable=True, is_checked=True),
            element(5, 1, text="Alone"),
            element(6, 1),
        ),
        "com.android.settings", "Main", keyboard_shown=False, size=(1080, 2400),
    )  # fmt: skip
    row, alone = things(seen)
    assert (row.element, row.label, row.is_checkable, row.is_checked) == (1, "Wi-Fi Off", True, True)
    assert row.members == {1, 2, 3, 4}
    assert (alone.label, alone.acts) == ("Alone", False)


def test_a_full_screen_keeps_what_can_be_touched() -> None:
    rows = [
        UIElement(at, text=f"text {at}", bounds=Bounds(0, at, 10, at + 1), is_clickable=at >= MOST)
        for at in range(2 * MOST)
    ]
    seen = Observation(None, tuple(rows), "p", "a", keyboard_shown=False, size=(1080, 2400))
    assert len(things(seen)) == MOST
    assert all(one.is_clickable for one in things(seen))


def test_a_text_that_was_hidden_behind_another_word_is_so_in_goal_and_screen_alike() -> None:
    scene = NetworkScreen("p", "a", "", keyboard_shown=False, size=(1080, 2400), things=(thing("Fees"),))
    plain = features(Moment("delete Fees", scene))
    hidden = features(Moment("delete Fees", scene), {"fees": "alias7"})
    assert (plain.word_ids[0] == hidden.word_ids[0]).all()
    assert (plain.word_ids[1] != hidden.word_ids[1]).any()
    assert (plain.thing_ids != hidden.thing_ids).any()
    assert np.array_equal(plain.word_flags, hidden.word_flags)
    assert np.array_equal(plain.thing_flags, hidden.thing_flags)


def test_a_sweep_is_told_alike_by_a_demonstration_and_by_a_run() -> None:
    scene = NetworkScreen("p", "a", "", keyboard_shown=False, size=(1080, 2400), things=(thing("Fees"),))
    shown = features(Moment("delete Fees", scene, (Deed("scroll_down", "", "list"),)))
    run = features(Moment("delete Fees", scene, (Deed("scroll_down", "Fees", "row"),)))
    for name in ("deed_ids", "thing_flags", "word_flags"):
        assert np.array_equal(getattr(shown, name), getattr(run, name)), name


def test_the_thing_that_the_goal_names_by_the_most_letters_stands_out() -> None:
    rows = thing("+17128451952 Rent is due (don't be late)"), thing("+17596002420 Buy rice")
    scene = NetworkScreen("p", "a", "", keyboard_shown=False, size=(1080, 2400), things=rows)
    flags = features(Moment("Answer +17596002420: Don't leave", scene)).thing_flags
    assert flags[:, -2:].tolist() == [[0, 0], [1, 1]]


LABELS = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), st.lists(LABELS, max_size=6), LABELS)
def test_whatever_is_wanted_and_shown_comes_out_as_finite_numbers(
    goal: str, labels: list[str], typed: str
) -> None:
    scene = NetworkScreen(
        "p", "a", "t", keyboard_shown=True, size=(1080, 2400), things=tuple(map(thing, labels))
    )
    past = (Deed("click", labels[0] if labels else "", "r"), Deed("type_span", "", "f", typed))
    fed = features(Moment(goal, scene, past))
    assert len(fed.word_ids) == len(fed.word_flags) == min(MOST_WORDS, len(words(goal)))
    assert len(fed.thing_ids) == len(fed.thing_flags) == len(labels)
    assert np.isfinite(fed.word_flags).all()
    assert np.isfinite(fed.thing_flags).all()


def test_a_real_screen_is_things_that_can_be_told_apart() -> None:
    with Device(InProcessTransport(fresh_phone())) as device:
        device.open_app("Settings")
        device.settle()
        scene = scene_of(device.observe(screenshot=False))
    labels = [one.label for one in scene.things]
    assert any("Network & internet" in label for label in labels)
    assert scene.package == "com.android.settings"
