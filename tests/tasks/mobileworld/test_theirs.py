"""MobileWorld's own code: its server, its environment's client, its loop and its tasks, over our phone."""

import gc
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("ARTIFACTS_ROOT", str(Path(tempfile.gettempdir()) / "mobileworld"))
pytest.importorskip("mobile_world.core.runner", reason="needs mobile_world")

import uvicorn
from mobile_world.agents.registry import load_agent_from_file
from mobile_world.core import runner, server
from mobile_world.runtime import mcp_server
from mobile_world.runtime.client import AndroidMCPEnvClient
from mobile_world.runtime.utils.trajectory_logger import TrajLogger

from agent.settings import Settings
from device.client import Device
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.mobileworld.backend import Backend
from tasks.mobileworld.package import MobileWorldFault
from tasks.mobileworld.suite import suite as mobileworld
from tests.models.server import Answer, serving
from tests.tasks.mobileworld.adb import adb_program

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
FILES = Path(__file__).parents[3] / "tasks/mobileworld"
ALARMS = "/data/user_de/0/com.google.android.deskclock/databases/alarms.db"
PLACES = {
    "name": "amap_maps_find",
    "description": "Find a place.",
    "inputSchema": {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]},
}


class Shelf:
    """Its client of MCP servers, with a tool of this process: those that it names need keys."""

    def list_tools_sync(self) -> list[dict[str, Any]]:
        return [PLACES]

    def call_tool_sync(self, name: str, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [{"type": "text", "text": f"{arguments['words']}: 12 Mill Lane"}]


@pytest.fixture
def address(device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its server, which knows the phone by a program called adb."""
    monkeypatch.chdir(tmp_path)
    device.shell("ime enable com.android.adbkeyboard/.AdbIME; ime set com.android.adbkeyboard/.AdbIME")
    with adb_program(device, tmp_path) as folder:
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        server.initialize_suite_family("mobile_world")
        served = uvicorn.Server(uvicorn.Config(server.app, host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=served.run, daemon=True)
        thread.start()
        while not served.started:
            time.sleep(0.02)
        port = served.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        served.should_exit = True
        thread.join()
        server.CONTROLLERS.clear()
    gc.collect()  # sockets that its client leaves open


@pytest.fixture
def environment(address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(mcp_server, "CLIENT", Shelf())
    return AndroidMCPEnvClient(address, step_wait_time=0.0)


def scored(environment: Any, agent: Any, task: str, folder: Path, most: int = 40) -> tuple[int, float]:
    steps, score = runner._execute_single_task(
        environment, agent, task, most, TrajLogger(str(folder / "logs"), task), enable_mcp=True
    )
    return steps, score


@pytest.mark.parametrize("task", ["OpenFlightModeTask", "AdjustBrightnessMaximumTask"])
def test_its_loop_runs_our_agent_and_its_judge_finds_the_goal_reached(
    environment: Any, tmp_path: Path, task: str
) -> None:
    kind = load_agent_from_file(str(FILES / "bytree.py"))
    agent = kind(env=environment, settings=Settings(model="offline", out=tmp_path / "run"))
    steps, score = scored(environment, agent, task, tmp_path)
    assert score == 1.0
    assert 1 < steps < 20


def test_its_user_and_its_tools_answer_what_our_model_asks(
    environment: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text(
        "\n".join(
            (
                '{"role": "effects", "reply": {"effects": [{"kind": "answer", "text": "where it is"}]}}',
                _decision('{"action_type": "ask_user", "question": "At what time?"}'),
                _decision(
                    '{"action_type": "tool_call", "name": "amap_maps_find", "arguments": {"words": "bakery"}}'
                ),
                _decision('{"action_type": "answer", "text": "12 Mill Lane"}'),
                _decision('{"action_type": "status", "goal_status": "complete"}'),
                '{"role": "confirm", "reply": {"reached": true, "evidence": "told"}}',
            )
        )
    )
    kind = load_agent_from_file(str(FILES / "bypicture.py"))
    settings = Settings(model=f"scripted:{script}", out=tmp_path / "run")
    with serving(Answer("At 1:20 PM.")) as user:
        monkeypatch.setenv("USER_AGENT_BASE_URL", f"{user.url}")
        monkeypatch.setenv("USER_AGENT_API_KEY", "none")
        steps, score = scored(
            environment, kind(env=environment, settings=settings), "SetAlarmTaskAskUser1", tmp_path
        )
    assert (steps, score) == (3, 0.0), "it asks, calls and answers; no alarm is set"
    assert "1:20 PM on Friday" in str(user.requests[0]["messages"][0])
    log = (tmp_path / "logs/SetAlarmTaskAskUser1/traj.json").read_text()
    assert "At 1:20 PM." in log
    assert "bakery: 12 Mill Lane" in log


def test_its_tasks_are_a_suite_of_our_bench(
    address: str, device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOBILEWORLD_URL", address)
    suite = mobileworld()
    assert len(suite.templates) == 201
    assert "agent-mcp" in suite.templates["CheckDistanceMcpTask"].facts.tags
    task = suite.named("OpenFlightModeTask").task(seed=1)
    agent = PresetAgent(Settings(model="offline"))
    task.initialize(device)
    with task.serving(tmp_path / "servers") as tools:
        run = agent.work(Attempt(task, device, tmp_path / "run", pictures=False, tools=tools))
    verdict = task.score(device, run)
    task.tear_down(device)
    assert (verdict.success, task.goal) == (True, "Turn on device flight mode")
    with pytest.raises(MobileWorldFault, match="task/goal"):
        Backend(f"{address}/no", "emulator-5554").goal("no such")


def _decision(action: str) -> str:
    return f'{{"role": "decide", "reply": {{"thought": "so", "actions": [{action}]}}}}'
