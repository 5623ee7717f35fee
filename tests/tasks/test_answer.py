"""What is the right answer, however it is put; and that nothing else is."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tasks.answer import (
    METRES,
    MINUTES,
    counted,
    says_number,
    says_text,
    says_texts,
    says_truth,
)

TITLES = (
    *("Kick-off: phase #2", "Dan's 30th birthday", "Call with Zoë & Bob", "1-on-1 with my manager", "R"),
    *(
        "Review of Q4: goals, risks, 100% of the numbers",
        "The 'Annual Report'",
        "购物清单",
        "2. Advent",
        "Plan A",
    ),
)
lists = some.lists(some.sampled_from(TITLES), min_size=1, max_size=5)
SETS_APART = (", ", ",", "; ", "\n", " and ", ", and ", " & ", ".\n- ")


def other_look(text: str, random: Random) -> str:
    """The same in another look."""
    looks = (
        str.upper,
        str.lower,
        lambda one: f'"{one}".',
        lambda one: f"  {one} ",
        lambda one: one.replace("'", "\u2019"),
        lambda one: one.replace("-", " ").replace(":", ""),
        lambda one: one.replace("&", "and"),
        lambda one: one.removeprefix("The ") if one.startswith("The ") else f"the {one}",
    )
    return random.choice(looks)(text)


@given(lists, some.randoms(use_true_random=False))
def test_a_list_is_right_in_any_order_and_look(titles, random):
    said = [other_look(title, random) for title in random.sample(titles, len(titles))]
    assert says_texts(random.choice(SETS_APART).join(said), titles)


@given(lists, some.sampled_from(TITLES), some.randoms(use_true_random=False))
def test_a_list_with_one_more_one_less_or_another_is_wrong(titles, other, random):
    mixed = random.sample(titles, len(titles))
    assert not says_texts(", ".join([*mixed, other]), titles)
    assert not says_texts(", ".join(mixed[1:]), titles)
    if other != mixed[0]:
        assert not says_texts(", ".join([other, *mixed[1:]]), titles)


def test_lists_are_read_with_bullets_and_numbers():
    wanted = ["Team lunch", "2. Advent", "Haircut"]
    assert says_texts("1. Team lunch\n2. 2. Advent\n3. Haircut", wanted)
    assert says_texts("- Haircut\n* Team lunch\n• 2. Advent", wanted)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Team lunch, Team lunch", ["Team lunch", "Haircut"]),
        ("Team lunch Haircut", ["Team lunch", "Haircut"]),
        ("Meeting 12", ["Meeting 13"]),
        ("Plan", ["Plan A"]),
        ("Zoe", ["Zoë"]),
        ("Room 12", ["Room #12"]),
        ("11/2 cups", ["1 1/2 cups"]),
        ("15 cups", ["1.5 cups"]),
        ("5", ["-5"]),
        ("The place is Mall", ["Mall"]),
        ("Mall and", ["Mall"]),
        ("", ["Mall"]),
        (" , ", ["Mall"]),
    ],
)
def test_what_says_something_else_is_wrong(answer, wanted):
    assert not says_texts(answer, wanted)


def test_fractions_are_what_they_look_like():
    assert says_text("¾ cup", "3/4 cup")
    assert says_text("1½ cups", "1 1/2 cups")


def test_an_answer_has_to_say_something():
    with pytest.raises(ValueError, match="say something"):
        says_texts("", [])


NUMBERS = some.integers(0, 10_000_000)


@given(NUMBERS, some.sampled_from(("", " m", " metres", "m.", " Meters")))
def test_a_number_is_right_with_or_without_its_unit(number, unit):
    for written in (f"{number}{unit}", f"{number:,}{unit}", f" {number}.0{unit} "):
        assert says_number(written, number, METRES)
        assert not says_number(written, number + 1, METRES)
        assert says_number(written, number + 10, METRES, within=10)
        assert not says_number(written, number + 11, METRES, within=10)


@given(some.integers(1, 5000))
def test_a_time_may_be_said_in_hours_and_minutes(minutes):
    hours, rest = divmod(minutes, 60)
    for written in (
        f"{minutes} min",
        f"{hours} h {rest} min",
        f"{hours}h{rest}m",
        f"{hours} hours and {rest} minutes",
    ):
        assert says_number(written, minutes, MINUTES)
        assert not says_number(written, minutes + 1, MINUTES)


def test_numbers_in_other_forms():
    assert says_number("Two tasks", 2, counted("task", "tasks"))
    assert says_number("3 to-dos.", 3, counted("to-dos"))
    assert says_number("$12.50", 12.5, {"$": 1})
    assert says_number("1.5 km", 1500, METRES)
    assert says_number("-3", -3)


@pytest.mark.parametrize(
    "answer", ["12 15", "45 min 1 h", "5 or 6", "27%", "27 tasks", "27 27", "", "many", "2 7"]
)
def test_what_is_no_number_of_minutes_is_none(answer):
    assert not says_number(answer, 27, MINUTES)
    assert not says_number(answer, 105, MINUTES)


@pytest.mark.parametrize("answer", ["True", "yes", "Yes.", '"TRUE"', "Yes, it is."])
def test_yes_is_yes_and_not_no(answer):
    assert says_truth(answer, True)
    assert not says_truth(answer, False)


@pytest.mark.parametrize("answer", ["False", "no", "No, it isn't."])
def test_no_is_no_and_not_yes(answer):
    assert says_truth(answer, False)
    assert not says_truth(answer, True)


@pytest.mark.parametrize("answer", ["", "True or False", "yes no", "maybe"])
def test_what_is_neither_is_neither(answer):
    assert not says_truth(answer, True)
    assert not says_truth(answer, False)
