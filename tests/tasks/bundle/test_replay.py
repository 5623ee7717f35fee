"""Played again on a fresh phone, what is true comes out as it is told, and what is made up does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.settings import Settings
from device.client import Device
from tasks.agent.agent import Attempt
from tasks.agent.code import CodeAgent
from tasks.agent.recorded import RecordedDevice
from tasks.bundle.export import export
from tasks.bundle.replay import replay_bundle
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tests.tasks.bundle.edit import Change, edited, in_row
from tests.tasks.bundle.run import make_run
from tests.tasks.spec import spec_in

TURN_ON = "episode/0000-SystemBluetoothTurnOn/1"
TRACE, CALLS = f"{TURN_ON}/trajectory.jsonl", f"{TURN_ON}/calls.jsonl"
TASK = "SystemBluetoothTurnOn"


def found(bundle: Path, changes: dict[str, Change]) -> str:
    return "\n".join(replay_bundle(edited(bundle, changes)).complaints)


def test_what_gold_and_noop_did_comes_out_again(bundles: dict[str, Path]) -> None:
    for bundle in bundles.values():
        again = replay_bundle(bundle)
        assert again.complaints == ()
        assert again.tries == 2
        assert "who decided on the touches" in "\n".join(again.unproved)


def test_so_does_what_our_agent_did(tmp_path: Path) -> None:
    ledger = make_run(tmp_path, "own", "agent", names=(TASK, "MarkorEditNote"))
    export(ledger, ledger.run("own"), tmp_path / "own", tmp_path / "own.zip")
    ledger.close()
    assert replay_bundle(tmp_path / "own.zip").complaints == ()


def lie(row: dict[str, Any]) -> None:
    """All of its clauses hold, and it says so throughout."""
    told = row["outcome"]
    told["success"], told["failure"] = True, ""
    for clause in told["verdict"]["clauses"]:
        clause["ok"] = True


def ends(status: str, ok: bool) -> tuple[Change, Callable[[dict[str, Any]], None]]:
    """An ending that is made up, in the trace and in the row."""

    def told(row: dict[str, Any]) -> None:
        row["outcome"]["status"], row["outcome"]["success"] = status, ok
        row["outcome"]["verdict"]["clauses"][0].update(ok=ok, evidence=f"it ends {status}")

    return in_row(-1, lambda row: row.update(status=status)), told


@pytest.mark.parametrize(("status", "ok"), [("complete", True), ("truncated", False)])
def test_a_verdict_that_hangs_on_the_agents_own_word_is_told(
    bundles: dict[str, Path], status: str, ok: bool
) -> None:
    trace, told = ends(status, ok)
    again = replay_bundle(edited(bundles["gold"], {TRACE: trace, "outcomes.jsonl": in_row(0, told)}))
    assert again.complaints == ()  # no touch says how a run ended
    assert f"{TASK} (number 0, attempt 1): it ends {status}" in again.hanging
    assert any(each.startswith("NotesIsTodo (number 1, attempt 1): it answered ") for each in again.hanging)
    assert "2 of 2 verdicts hang on the agent's own word" in "\n".join(again.unproved)


def test_what_the_phone_itself_shows_hangs_on_nobodys_word(bundles: dict[str, Path]) -> None:
    assert not any(each.startswith(TASK) for each in replay_bundle(bundles["noop"]).hanging)


def elsewhere(row: dict[str, Any]) -> None:
    row["grounding"][0]["point"] = {"x": 5, "y": 5}


def other_screen(row: dict[str, Any]) -> None:
    row["fingerprint"], row["shot"] = "0" * 16, ""


def first(trace: bytes, kind: str) -> int:
    """The first row that has a place, or that has a screen."""
    rows = [json.loads(line) for line in trace.splitlines()]
    return next(n for n, row in enumerate(rows) if row["row"] == "intent" and row.get(kind))


def at_first(kind: str, change: Callable[[dict[str, Any]], None]) -> Change:
    return lambda trace: in_row(first(trace, kind), change)(trace)


def with_a_write(calls: bytes) -> bytes:
    call = {"step": 1, "kind": "shell", "what": "svc bluetooth enable"}
    return json.dumps(call).encode() + b"\n" + calls


def test_an_outcome_that_is_made_up_is_found_out(bundles: dict[str, Path]) -> None:
    told = found(bundles["noop"], {"outcomes.jsonl": in_row(0, lie)})
    assert f"{TASK} (number 0, attempt 1): " in told
    assert "it says True" in told
    assert "played again False" in told


def test_steps_and_screens_that_are_made_up_are_found_out(bundles: dict[str, Path]) -> None:
    moved = found(bundles["gold"], {TRACE: at_first("grounding", elsewhere)})
    assert "says click, and of the phone was asked: input tap" in moved
    shown = found(bundles["gold"], {TRACE: at_first("fingerprint", other_screen)})
    assert "the phone shows another screen than the step was taken on" in shown


def test_calls_that_are_made_up_are_found_out(bundles: dict[str, Path]) -> None:
    void = found(bundles["noop"], {"outcomes.jsonl": in_row(0, lie), CALLS: with_a_write})
    assert "void: step 1 went a way that the rules `screen` do not allow: shell svc bluetooth enable" in void
    gone = found(bundles["gold"], {CALLS: lambda _calls: b""})
    assert "played again False" in gone
    assert "void: it does not tell what it asked" in found(bundles["gold"], {CALLS: lambda _calls: None})


def test_the_task_is_the_one_that_the_seed_draws(bundles: dict[str, Path]) -> None:
    def easier(content: bytes) -> bytes:
        plan = json.loads(content)
        plan["episodes"][1]["params"] = {**plan["episodes"][1]["params"], "title": "another"}
        return json.dumps(plan).encode()

    told = found(bundles["gold"], {"plan.json": easier})
    assert "NotesIsTodo (number 1, attempt 1): its parameters are none that its seed draws" in told


def asks_for_it(device: RecordedDevice, _attempt: Attempt) -> str:
    assert device.transport.shell("svc bluetooth enable").exit_code == 126
    return ""


def goes_under_the_gate(device: RecordedDevice, _attempt: Attempt) -> str:
    Device(device.transport._transport).shell("svc bluetooth enable")  # type: ignore[attr-defined]
    return ""


@pytest.mark.parametrize(
    ("play", "succeeds"), [(asks_for_it, False), (goes_under_the_gate, True)], ids=["asks", "goes under"]
)
def test_a_cheat_is_refused_or_found_out(
    play: Callable[[RecordedDevice, Attempt], str], succeeds: bool, tmp_path: Path
) -> None:
    spec = spec_in(tmp_path, agent="noop", settings=Settings(use_memory=False), tasks=(TASK,))
    ledger, plan = Ledger.open(spec.ledger), make_plan(spec)
    ledger.begin("one", plan)
    with open_phone(PhoneSpec()) as phone:
        worker = Worker(spec, phone, ledger, "w", lambda _left: CodeAgent("noop", play))
        outcome = worker.attempt(AttemptRequest(episode=plan.episodes[0]), lambda _progress: None)
    assert outcome.success == succeeds
    assert outcome.refused == (() if succeeds else ("shell: svc bluetooth enable",))
    bundle = tmp_path / "one.zip"
    export(ledger, ledger.run("one"), spec.folder, bundle)
    ledger.close()
    assert verify(bundle).complaints == ()
    told = "\n".join(replay_bundle(bundle).complaints)
    assert ("it says True" in told and "played again False" in told) == succeeds
    assert bool(told) == succeeds
