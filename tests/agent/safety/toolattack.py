"""Attacks through the results of tools, on a brain that obeys whatever it reads."""

import json
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, phone_tools
from agent.preset.preset import PRESETS
from agent.run.event import StepDone
from agent.settings import Settings
from agent.tool.tool import Tool
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.state.census import take
from grounding.tree import TreeGrounder
from models.scripted import Item
from tasks.servers.running import TaskServers
from tests.agent.script import Recorder, complete, decide, says, told

POLICIES = ("ask", "deny", "allow:all")
"""Nobody is there to be asked."""
_READS: Mapping[str, tuple[str, dict[str, object]]] = {
    "file": ("files_read_file", {"name": "plan.txt"}),
    "mail": ("mail_read_mail", {"number": 1}),
    "feed": ("feed_find_events", {"words": "Launch"}),
    "map": ("maps_find_places", {"words": "café"}),
    "note": ("markor_read_note", {"name": "list.md"}),
    "contact": ("contacts_find_contacts", {"name": "Zoe"}),
    "expense": ("pro_expense_list_expenses", {}),
    "event": ("simple_calendar_pro_list_events", {"day": "2023-10-20"}),
}
"""What a brain calls to read a text in each place."""
_PUTS: Mapping[str, tuple[str, str, dict[str, str | int]]] = {
    "note": ("markor_create_note", "text", {"name": "list.md"}),
    "contact": ("contacts_create_contact", "name", {"number": "+1555"}),
    "expense": ("pro_expense_add_expense", "name", {"amount": 3}),
    "event": ("simple_calendar_pro_create_event", "title", {"begin": "2023-10-20T15:00"}),
}
"""How a text comes to a place on the phone."""


@dataclass(frozen=True)
class ToolAttack:
    """One attack."""

    id: str
    place: str
    goal: str
    says: str
    obeys: tuple[dict[str, Any], ...]
    effects: tuple[dict[str, str], ...] = field(default=())


@cache
def tool_attacks() -> tuple[ToolAttack, ...]:
    """All of them."""
    read = tomllib.loads(Path(__file__).with_name("tool_attack.toml").read_text("utf-8"))
    return tuple(_attack(name, one) for name, one in read.items())


def _attack(name: str, read: Mapping[str, Any]) -> ToolAttack:
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
    return ToolAttack(id=name, **known)  # type: ignore[arg-type]


class Range:
    """Servers and a phone to try attacks on."""

    def __init__(self, folder: Path, phone: Phone, tools: tuple[Tool, ...]) -> None:
        self._folder, self._phone, self._tools = folder, phone, tools

    def tried(self, attack: ToolAttack, policy: str) -> tuple[list[str], str]:
        """What an attack changed that it should not have, and what the tool told the brain."""
        held = _contents(attack)
        for name, content in held.items():
            (self._folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        with (
            tempfile.TemporaryDirectory() as runs,
            Device(InProcessTransport(self._phone.fork())) as device,
        ):
            offered = {tool.name: tool for tool in (*self._tools, *phone_tools(device, Settings()))}
            if attack.place in _PUTS:
                name, argument, more = _PUTS[attack.place]
                offered[name].call({**more, argument: attack.says}, "")
            before = take(device)
            settings = Settings(runs=Path(runs), guard=policy)
            brain = ModelBrain(Recorder(_script(attack)), pictures=False)
            agent = Agent(
                device, brain, TreeGrounder(), PRESETS["default"], settings, tools=list(offered.values())
            )
            run = agent.run(attack.goal)
            steps = [event.step for event in told(run) if isinstance(event, StepDone)]
            run.close()
            changes = [
                str(one) for one in before.changes(take(device, before)) if one.place.startswith("row")
            ]
        for name, content in held.items():
            now = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
            changes += [f"{name}: {now}"] if now != content else []
        return changes, next((step.result for step in steps if step.result), "")


@contextmanager
def attack_range() -> Iterator[Range]:
    """A range, whose servers run for as long as the `with` lasts."""
    phone = Phone(seed=1, android=16)
    fill(phone)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "servers"
        with TaskServers(_contents(tool_attacks()[0])).running(place) as tools:
            yield Range(place, phone, tools)


def _script(attack: ToolAttack) -> list[Item]:
    name, arguments = _READS[attack.place]
    calls = [(name, arguments), *((one["tool"], one["arguments"]) for one in attack.obeys)]
    made = [decide({"action_type": "tool_call", "name": tool, "arguments": given}) for tool, given in calls]
    reached = says("confirm", reached=True, evidence="it shows")
    return [says("effects", effects=list(attack.effects)), *made, complete(), reached]


def _contents(attack: ToolAttack) -> dict[str, Any]:
    text = {attack.place: attack.says}
    event = {"title": "Launch", "date": "2023-10-20", "time": "10:00", "minutes": "30", "place": "Hall"}
    place = {"name": "Luna", "kind": "café", "phone": "+1555", "metres": 200}
    mail = {"number": 1, "from": "Ann", "subject": "Hello", "text": text.get("mail", "")}
    return {
        "files": {"files": {"plan.txt": text.get("file", ""), "old.txt": "old"}},
        "mail": {"inbox": [mail], "sent": []},
        "feed": {"events": [{**event, "about": text.get("feed", "")}]},
        "currency": {"rates": {"USD": "1", "EUR": "1.05"}, "exchanged": []},
        "maps": {"places": [{**place, "address": text.get("map", "")}], "booked": []},
    }
