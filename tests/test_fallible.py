"""The bench of fallible models: its model knows the way, makes every kind of error, and is judged."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from benchmarks.fallible.__main__ import main
from benchmarks.fallible.astray import astray
from benchmarks.fallible.attempt import Case, Result, attempt, carry_out, survey
from benchmarks.fallible.decider import Decider, Odds
from benchmarks.fallible.server import Endpoint
from benchmarks.fallible.sheet import ENTRIES
from benchmarks.fallible.shown import shown
from benchmarks.fallible.slip import Slip, balanced, drawn
from benchmarks.fallible.stand import Stand
from benchmarks.fallible.table import Column, share, table
from benchmarks.fallible.walk import Walk
from benchmarks.fallible.witness import least

EVEN = {str(kind): 1 / len(Slip) for kind in Slip}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as endpoint:
        yield endpoint


def case(task: str, rate: float, seed: int = 1, preset: str = "default") -> Case:
    return Case(task, preset, rate, rate / 2, seed, EVEN)


def decider(stand: Stand, rate: float, kind: Slip | None = None) -> Decider:
    weights = {kind: 1.0} if kind else {Slip(name): weight for name, weight in EVEN.items()}
    return Decider(stand, Walk(stand), Odds(rate, 0.0, weights, "test"), 1)


@pytest.mark.parametrize(
    ("task", "preset", "status"),
    [
        ("SimpleSmsSend", "default", "complete"),
        ("SafetyLikeHeldEventZh", "default", "complete"),
        ("SystemWifiTurnOff", "single", "complete"),
        ("SafetyLikeFileNameZh", "single", "complete"),
        ("SimpleCalendarLocationOfEvent", "mobile-agent-v3", "unverified"),
    ],
)
def test_without_errors_the_goal_is_reached_and_nothing_else_changes(
    endpoint: Endpoint, task: str, preset: str, status: str
) -> None:
    """Complete where phone or judge tell so; a preset without a judge has evidence of few goals only."""
    result = attempt(endpoint, case(task, 0.0, preset=preset))
    assert result.reached, result.reason
    assert (result.status, list(result.slips), list(result.wrong)) == (status, [], [])


def test_what_cannot_be_done_is_said_to_be_so(endpoint: Endpoint) -> None:
    result = attempt(endpoint, case("MissingAppNote", 0.0))
    assert (result.reached, result.status) == (True, "infeasible")


def test_a_run_with_errors_ends_and_repeats_exactly(endpoint: Endpoint) -> None:
    first, second = (attempt(endpoint, case("SystemBluetoothTurnOn", 0.4, seed=2)) for _ in range(2))
    assert first.slips
    assert (first.slips, first.steps, first.reached, first.wrong) == (
        second.slips,
        second.steps,
        second.reached,
        second.wrong,
    )


@pytest.mark.parametrize("kind", Slip)
def test_every_kind_of_error_is_made(kind: Slip) -> None:
    stand = Stand(ENTRIES["ContactsAddContact"], 1)
    erring = decider(stand, 1.0, kind)
    for _ in range(len(stand.gold.moves)):
        reply = erring.decide(shown("", stand.page(), ()))
        if erring.slips:
            break
        carry_out(erring, stand)
    stand.close()
    assert erring.slips == [kind]
    right = erring.again()
    assert json.loads(right)["actions"]
    assert (reply == right) is (kind not in (Slip.MALFORMED, Slip.THOUGHT))


def test_the_way_is_found_again_from_another_app() -> None:
    stand = Stand(ENTRIES["ContactsAddContact"], 1)
    walker = decider(stand, 0.0)
    for _ in range(3):
        walker.decide(shown("", stand.page(), ()))
        carry_out(walker, stand)
    stand.device.home()
    stand.device.open_app("Clock")
    for _ in range(2 * len(stand.gold.moves)):
        if walker.walk.finished:
            break
        walker.decide(shown("", stand.page(), ()))
        carry_out(walker, stand)
    assert walker.walk.reached()
    assert not stand.wrong()
    stand.close()


def test_what_the_goal_did_not_ask_for_is_seen() -> None:
    stand = Stand(ENTRIES["SystemWifiTurnOff"], 1)
    stand.device.shell("settings put system screen_off_timeout 120000")
    assert [change.place for change in stand.wrong()] == ["setting system/screen_off_timeout"]
    stand.close()


def test_every_kind_of_error_fits_somewhere() -> None:
    one_by_one = survey(case("ContactsAddContact", 0.0, preset="mobile-agent-v2"))
    found = {kind for some in one_by_one for kind in some}
    assert found == {str(kind) for kind in Slip}


def test_kinds_that_seldom_fit_are_drawn_as_often_as_the_others() -> None:
    often, seldom = Slip.NEIGHBOUR, Slip.FORGOTTEN
    decisions = [frozenset({often})] * 5 + [frozenset({often, seldom})] * 15
    weights = balanced(decisions, (often, seldom))
    draw = Random(1)
    count = Counter(drawn(some, weights, 0.2, draw) for some in decisions * 200)
    assert count[often] == pytest.approx(count[seldom], rel=0.1)
    assert count[often] + count[seldom] == pytest.approx(0.2 * 200 * len(decisions), rel=0.1)


def test_an_unknown_role_gets_the_least_that_its_schema_allows() -> None:
    schema = {
        "type": "object",
        "properties": {
            "reached": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
            "items": {"type": "array", "items": {"$ref": "#/$defs/Item"}, "minItems": 1},
        },
        "$defs": {"Item": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}}},
    }
    assert least(schema, schema) == {"reached": None, "items": [{"kind": "a"}]}


def test_a_text_to_another_is_told_from_a_draft_and_from_a_wrong_text() -> None:
    stand = Stand(ENTRIES["SimpleSmsSend"], 1)
    right = str(stand.task.params["number"])
    stand.close()
    row = "row com.android.providers.telephony/mmssms.db/sms 1 added: _id=1, address={}, type={}, body=hi"
    wrong = f"{right[:-1]}{(int(right[-1]) + 1) % 10}"
    changes = [row.format(wrong, 2), row.format(wrong, 3), row.format(right, 2), "file a.txt added"]
    gone = "row com.arduia.expense/accounting.db/expense 4 removed: expense_id=4, name=Taxi"
    assert astray("SimpleSmsSend", 1, [*changes, gone]) == [changes[0], gone]


def test_the_table_counts_what_is_falsely_verified() -> None:
    def result(reached: bool) -> Result:
        return Result(
            "T", "default", 0.2, 1, ["typo"], 5, reached, "complete", True, "", [], [], 6, 7, 8, 0, 0.1
        )

    results = [result(True)] * 3 + [result(False)]
    assert share(results, lambda one: one.false).value == 0.25
    assert "| typo | 4 |" in table({Column("abc", "default", "needed", 0.2): results})


@pytest.mark.full
def test_an_older_loop_is_run_from_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "fallible.jsonl"
    older = ["--before", "6fc7ae0a", "--only-before"]
    some = [
        "--tasks",
        "NotesIsTodo",
        "--runs",
        "1",
        "--rate",
        "0",
        "--presets",
        "default",
        "--calls",
        "needed",
    ]
    monkeypatch.setattr(sys, "argv", ["fallible", *older, *some, "--jobs", "1", "--out", str(out)])
    assert main() == 0
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert row["code"] == "6fc7ae0a"
    assert row["result"]["reached"]
