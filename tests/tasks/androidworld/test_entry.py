"""AndroidWorld's own agents in the bench, their code untouched: every step, screen and token is entered."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("android_world.registry", reason="needs android_world")

from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from models.price import Price
from tasks.androidworld import entry
from tasks.androidworld.environment import Environment
from tasks.bundle.export import export
from tasks.bundle.replay import replay_bundle
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tests.boot import fresh_phone
from tests.models.server import Answer, Server, serving
from tests.tasks.spec import spec_in

WAY = ("Connected devices", "Connection preferences", "Bluetooth", "Use Bluetooth")
TASK = "SystemBluetoothTurnOn"
CALLS = {"t3a": 11, "m3a": 11, "seeact": 12}
"""An action and a summary for each of five steps, and a last word; with SeeAct, what to do and where."""


class Player(Server):
    """Answers as a model would that knows the way: opens Settings, touches one control after the other."""

    def __init__(self, wrong: bool = False) -> None:
        super().__init__()
        self.taken = 0
        self.wrong = wrong

    def answer(self, request: dict[str, Any]) -> Answer:
        self.requests.append(request)
        asked = "\n".join(
            part["text"]
            for message in request["messages"]
            for part in ([{"text": message["content"]}] if isinstance(message["content"], str)
                         else message["content"])
            if "text" in part
        )  # fmt: skip
        return Answer(content=self.said(asked))

    def said(self, asked: str) -> str:
        if "Reason: ..." in asked:
            return self.next(r"UI [Ee]lement (\d+): .*?['\"]{}['\"]", asked, self.acted)
        if "ELEMENT:" in asked:
            return self.next(r"(?m)^([A-Z]+)\. .*{}(?:\W|$)", asked, self.grounded)
        return "It went on."

    def next(self, pattern: str, asked: str, told: Any) -> str:
        self.taken += 1
        way = WAY[:2] if self.wrong else WAY
        if self.taken == 1:
            return str(told("open_app", "Settings"))
        if self.taken - 2 >= len(way):
            return str(told("status", ""))
        name = re.escape(way[self.taken - 2])
        found = re.search(pattern.replace("{}", name), asked)
        assert found, (name, asked[-4000:])
        return str(told("click", found[1]))

    def acted(self, kind: str, what: str) -> str:
        action = {
            "open_app": f'{{"action_type": "open_app", "app_name": "{what}"}}',
            "click": f'{{"action_type": "click", "index": {what}}}',
            "status": '{"action_type": "status", "goal_status": "complete"}',
        }[kind]
        return f"Reason: It leads there.\nAction: {action}"

    def grounded(self, kind: str, what: str) -> str:
        action = {"open_app": "OPEN APP", "click": "CLICK", "status": "TERMINATE"}[kind]
        element, value = (what, "None") if kind == "click" else ("None", what or "None")
        return f"ELEMENT: {element}\nACTION: {action}\nVALUE: {value}"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their pauses are for emulators."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def tried(out: Path, who: str, player: Player) -> tuple[Outcome, Path]:
    """What came of one of their agents, and its bundle."""
    with serving(server=player) as server:
        settings = Settings(
            model="any",
            base_url=server.url,
            use_memory=False,
            models={"any": {"price": Price(1.0, 1.0)}},  # type: ignore[dict-item]
        )
        spec = spec_in(out, agent=f"tasks.androidworld.entry:{who}", settings=settings, tasks=(TASK,))
        ledger, plan = Ledger.open(spec.ledger), make_plan(spec)
        ledger.begin("one", plan)
        with open_phone(PhoneSpec()) as phone:
            outcome = Worker(spec, phone, ledger, "w").attempt(
                AttemptRequest(episode=plan.episodes[0], last=True), lambda _progress: None
            )
    assert not outcome.is_crash, outcome.reason
    rows = ledger.steps("one", 0, 1)
    assert len(rows) == 1 + len(WAY) - 2 * player.wrong
    assert sum(row.usage.tokens for row in rows) <= outcome.usage.tokens
    export(ledger, ledger.run("one"), spec.folder, out / "one.zip")
    ledger.close()
    return outcome, out / "one.zip"


@pytest.mark.parametrize("who", ["t3a", "m3a", "seeact"])
def test_every_step_screen_and_token_is_entered(who: str, tmp_path: Path) -> None:
    outcome, bundle = tried(tmp_path, who, Player())
    assert (outcome.success, outcome.refused) == (True, ()), outcome.reason
    assert outcome.usage.calls == CALLS[who]
    assert outcome.usage.tokens == 120 * CALLS[who]
    assert outcome.usage.cost == pytest.approx(120e-6 * CALLS[who])
    steps = read_trajectory(tmp_path / "one" / outcome.folder).steps
    kinds = [step.action.action_type for step in steps if step.action]
    assert kinds == ["open_app", *["click"] * len(WAY), "status"]
    assert all(step.shot and step.usage["guest"].calls for step in steps[:-1])
    assert verify(bundle).complaints == ()
    assert replay_bundle(bundle).complaints == ()


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone(seed=0))) as held:
        yield held


@pytest.mark.parametrize("who", ["t3a", "m3a"])
@pytest.mark.parametrize("wrong", [False, True], ids=["done", "left half"])
def test_their_own_loop_comes_to_the_same_verdict(
    who: str, wrong: bool, tmp_path: Path, device: Device, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from android_world import episode_runner, registry

    outcome, _ = tried(tmp_path, who, Player(wrong))
    import requests

    monkeypatch.setattr(requests, "post", requests.post)  # is put back
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    env = Environment(device)
    kind = registry.TaskRegistry().get_registry("android_world")[TASK]
    theirs = kind({"seed": 1, **kind.generate_random_params()})
    theirs.initialize_task(env)
    with serving(server=Player(wrong)) as server:
        agent = entry.made(who, Settings(model="any", base_url=server.url), env)
        told = episode_runner.run_episode(goal=theirs.goal, agent=agent, max_n_steps=10)
    assert told.done
    assert (theirs.is_successful(env) == 1.0) == outcome.success == (not wrong)
