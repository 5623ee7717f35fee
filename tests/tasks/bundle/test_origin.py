"""A bundle cannot claim another agent, model, phone or limit than its own traces tell of."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.bundle.export import export
from tasks.bundle.verify import verify
from tasks.ledger.record import Plan
from tests.tasks.bundle.edit import Change, edited, in_row
from tests.tasks.bundle.run import make_run

TRACE = "episode/0000-SystemBluetoothTurnOn/1/manifest.json"
Told = dict[str, Any]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a run of the agent's with the policy that is built in."""
    folder = tmp_path_factory.mktemp("origin")
    ledger = make_run(folder, "own", "agent", names=("SystemBluetoothTurnOn",))
    export(ledger, ledger.run("own"), folder / "own", folder / "own.zip")
    export(ledger, ledger.run("own"), folder / "own", folder / "webp.zip", pictures="webp")
    ledger.close()
    assert verify(folder / "own.zip").complaints == ()
    return folder / "own.zip"


def changed(change: Callable[[Told], None]) -> Change:
    def done(content: bytes) -> bytes:
        told = json.loads(content)
        change(told)
        return json.dumps(told).encode()

    return done


def claiming(bundle: Path, change: Callable[[Told], None]) -> str:
    """What is told of a bundle whose plan was changed, with the digest of that plan."""
    plan = changed(change)
    with zipfile.ZipFile(bundle) as archive:
        digest = Plan.model_validate_json(plan(archive.read("plan.json")) or b"").digest
    manifest = changed(lambda told: told.update(digest=digest))
    return "\n".join(verify(edited(bundle, {"plan.json": plan, "manifest.json": manifest})).complaints)


@pytest.mark.parametrize(
    ("part", "claim", "said"),
    [
        ("entrant", {"model": "gpt-99"}, "its trace says model 'offline', and the plan 'gpt-99'"),
        ("entrant", {"preset": "deep"}, "its trace says preset 'default', and the plan 'deep'"),
        ("entrant", {"prompts": "0" * 16}, "and the plan '0000000000000000'"),
        ("entrant", {"entrant": "gold"}, "its trace is by 'offline', and by the plan 'gold' tried it"),
        ("entrant", {"max_steps": "1"}, "its trace says max_steps '10', and the plan '1'"),
        ("phone", {"weather": "all"}, "its trace says weather '', and the plan 'all'"),
        ("phone", {"kind": "adb"}, "its trace is of the phone 'embedded', and by the plan that is 'adb'"),
        ("limits", {"timeout": "1.0"}, "its trace says timeout '1800.0', and the plan '1.0'"),
        ("limits", {"max_cost": "0.01"}, "its trace was allowed any USD, and by the plan 0.01"),
        ("versions", {"pydantic": "1.0"}, "and the plan '1.0'"),
    ],
)
def test_a_plan_claims_nothing_that_its_traces_deny(
    bundle: Path, part: str, claim: dict[str, str], said: str
) -> None:
    found = claiming(bundle, lambda told: told[part].update(claim))
    assert said in found


def test_a_run_of_the_agents_has_traces_by_an_agent(bundles: dict[str, Path]) -> None:
    found = claiming(
        bundles["gold"], lambda told: told.update(entrant={"entrant": "agent", "model": "offline"})
    )
    assert "its trace is by 'gold', and by the plan 'agent' tried it" in found


def test_a_trace_of_another_model_is_told(bundle: Path) -> None:
    other = changed(lambda told: told["config"].update(model="gpt-99"))
    assert "its trace says model 'gpt-99', and the plan 'offline'" in "\n".join(
        verify(edited(bundle, {TRACE: other})).complaints
    )


def test_a_row_is_of_the_phone_of_its_trace(bundle: Path) -> None:
    other = in_row(0, lambda row: row["outcome"].update(device="phone-7"))
    assert "its trace is of the phone 'embedded', and its row of 'phone-7'" in "\n".join(
        verify(edited(bundle, {"outcomes.jsonl": other})).complaints
    )


@pytest.mark.parametrize("name", ["own.zip", "webp.zip"])
def test_screens_that_changed_places_are_told(bundle: Path, name: str) -> None:
    bundle = bundle.with_name(name)
    with zipfile.ZipFile(bundle) as archive:
        one, other = [name for name in archive.namelist() if name.startswith("shots/")][:2]
        contents = archive.read(one), archive.read(other)
    found = verify(edited(bundle, {one: lambda _: contents[1], other: lambda _: contents[0]})).complaints
    assert found == tuple(f"{name}: it is another screen than its name says" for name in (one, other))
