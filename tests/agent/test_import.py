"""What an agent brings in: neither the embedded phone on a real one, nor a brain that is not asked."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.phone.server.host import serve
from tests.boot import fresh_phone
from tests.thin import thinned

ROOT = Path(__file__).parents[2]
ROOMS = ("device.phone", "agent.offline", "agent.replay", "openai", "onnxruntime")
REPLIES = (
    {"role": "decide", "reply": {"thought": "look", "actions": [{"action_type": "navigate_home"}]}},
    {
        "role": "decide",
        "reply": {
            "thought": "it is there",
            "actions": [{"action_type": "status", "goal_status": "complete", "reason": "seen"}],
        },
    },
    {"role": "confirm", "reply": {"reached": True, "evidence": "the home screen is in front"}},
)
LOADED = f"""
import sys
told = {{room: [name for name in sys.modules if f"{{name}}.".startswith(f"{{room}}.")] for room in {ROOMS!r}}}
"""
IN_PYTHON = """
import json
from pathlib import Path

from agent import Agent, Settings

settings = Settings(model={model!r}, adb_port={port}, runs=Path("runs"))
with Agent.on({serial!r}, settings) as agent:
    status = agent.run({goal!r}).finish().status if {goal!r} else ""
"""
ON_THE_COMMAND_LINE = """
import json
from ui.cli import main

try:
    main(["run", {goal!r}, "--device", {serial!r}, "--model", {model!r}])
except SystemExit as end:
    status = str(end.code or "complete")
"""


@pytest.fixture(scope="module")
def serial() -> Iterator[str]:
    """A phone of another process, as far as the measured one can tell."""
    with serve([fresh_phone()]) as server:
        yield server.serials[0]


def loaded(code: str, folder: Path, **values: object) -> tuple[str, dict[str, set[str]]]:
    """How a program ends that is put together from this code, and what it has loaded of each room."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        text = code.format(**values, port=nobody.getsockname()[1])
    text += LOADED + "print(json.dumps([status, told]))"
    done = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    status, told = json.loads(done.stdout.splitlines()[-1])
    return status, {room: set(names) for room, names in told.items()}


@pytest.mark.parametrize("code", thinned([IN_PYTHON, ON_THE_COMMAND_LINE], 2))
def test_a_run_by_a_model_on_a_real_phone_needs_neither_ours_nor_the_offline_brain(
    code: str, serial: str, tmp_path: Path
) -> None:
    script = tmp_path / "script.json"
    script.write_text(json.dumps(REPLIES))
    status, rooms = loaded(code, tmp_path, serial=serial, model=f"scripted:{script}", goal="go home")
    assert status == "complete"
    assert not any(rooms.values()), rooms


def test_a_run_without_a_model_needs_no_client_of_one(serial: str, tmp_path: Path) -> None:
    status, rooms = loaded(IN_PYTHON, tmp_path, serial=serial, model="", goal="turn on Bluetooth")
    assert status == "complete"
    assert rooms["agent.offline"]
    assert not rooms["openai"] | rooms["device.phone"] | rooms["agent.replay"]


def test_the_offline_brain_is_loaded_for_a_goal_and_not_for_the_phone(serial: str, tmp_path: Path) -> None:
    _, rooms = loaded(IN_PYTHON, tmp_path, serial=serial, model="", goal="")
    assert not any(rooms.values()), rooms


@pytest.mark.parametrize("shadow", ["models.py", "tasks/__init__.py"])
def test_a_package_of_the_users_that_hides_one_of_ours_is_named_with_its_folder(
    tmp_path: Path, shadow: str
) -> None:
    (tmp_path / shadow).parent.mkdir(exist_ok=True)
    (tmp_path / shadow).write_text("")
    (tmp_path / "program.py").write_text("from agent import Agent\n")
    told = subprocess.run([sys.executable, str(tmp_path / "program.py")], capture_output=True, text=True)
    name = shadow.partition("/")[0]
    assert f"Python finds {tmp_path / name} under the name '{name.removesuffix('.py')}'" in told.stderr
