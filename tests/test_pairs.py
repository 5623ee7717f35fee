"""The pairs of goals are whole, each can be staged, and what becomes of one is judged by the phone alone."""

from collections import Counter

import pytest

from benchmarks.ordinary.case import Item, Thing
from benchmarks.ordinary.inventory import inventory
from benchmarks.pairs.pair import KNOWN, Fact, Half, pairs
from benchmarks.pairs.stage import staged
from benchmarks.pairs.verdict import Verdict, verdict

OFF, ON = Item(Thing.SETTING, "global wifi_on", "0"), Item(Thing.SETTING, "global wifi_on", "1")
BLUETOOTH = Item(Thing.SETTING, "global bluetooth_on", "1")
ALARM = Item(Thing.ALARM, "07:30", "on\ndays 0000000")
OTHER = Item(Thing.ALARM, "08:30", "off\ndays 0011111")
WIFI_OFF = Fact(switch="wifi", state="off")


def test_there_are_forty_pairs_of_each_known_language_and_thirty_of_others() -> None:
    counted = Counter(pair.language for pair in pairs())
    assert {language: counted[language] for language in KNOWN} == dict.fromkeys(KNOWN, 40)
    assert sum(counted.values()) == 290
    others = [half for pair in pairs() if pair.language not in KNOWN for half in pair.halves]
    assert all(half.expect.nothing for half in others)


@pytest.mark.parametrize(
    ("expect", "before", "after", "answer", "wanted"),
    [
        (WIFI_OFF, [ON], [OFF], "", Verdict.DONE),
        (WIFI_OFF, [ON], [ON], "", Verdict.IDLE),
        (WIFI_OFF, [OFF], [ON], "", Verdict.WRONG),
        (WIFI_OFF, [ON], [OFF, BLUETOOTH], "", Verdict.WRONG),
        (Fact(nothing=True), [ON], [ON], "", Verdict.DONE),
        (Fact(nothing=True), [ON], [OFF], "", Verdict.WRONG),
        (Fact(answer="off"), [OFF], [OFF], "Wi-Fi is off", Verdict.DONE),
        (Fact(answer="off"), [OFF], [OFF], "", Verdict.IDLE),
        (Fact(alarm="07:30"), [], [ALARM], "", Verdict.DONE),
        (Fact(alarm="07:30", present=False), [ALARM, OTHER], [OTHER], "", Verdict.DONE),
        (Fact(alarm="07:30", present=False), [ALARM, OTHER], [], "", Verdict.WRONG),
        (Fact(all="alarms", besides=("08:30",)), [ALARM, OTHER], [OTHER], "", Verdict.DONE),
        (Fact(all="alarms", besides=("08:30",)), [ALARM, OTHER], [], "", Verdict.WRONG),
    ],
)
def test_a_goal_is_judged_by_what_differs_on_the_phone(
    expect: Fact, before: list[Item], after: list[Item], answer: str, wanted: Verdict
) -> None:
    assert verdict(Half("", expect), before, after, answer) is wanted


def test_what_a_goal_begins_with_is_on_its_phone() -> None:
    start = (
        Fact(switch="nfc", state="on"), Fact(level="media volume", percent=80), Fact(alarm="07:30"),
        Fact(note="ideas.md", text="rocket"), Fact(contact="Bob Stone", number="5550142"), Fact(event="Yoga"),
    )  # fmt: skip
    there = inventory(staged(Half("", Fact(nothing=True), start), "English"))
    found = {(item.thing, item.name, item.text.split("\n")[0]) for item in there}
    assert (Thing.SETTING, "global nfc_on", "1") in found
    assert (Thing.SETTING, "system volume_music", "20") in found
    assert {(thing, name) for thing, name, _ in found} >= {
        (Thing.ALARM, "07:30"), (Thing.NOTE, "ideas.md"), (Thing.CONTACT, "Bob Stone"), (Thing.EVENT, "Yoga"),
    }  # fmt: skip
