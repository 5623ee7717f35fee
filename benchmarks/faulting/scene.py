"""One run on one phone over its socket, with a model behind an endpoint: all that a fault can strike."""

import http.server
import json
import re
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import DEFAULT
from agent.run.event import Ended, Question
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.link.connect import connect
from device.link.lease import Lease
from device.link.transport.adbserver import AdbServerTransport
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput, Transport
from device.link.transport.server import ServerAddress
from device.link.transport.stop import stop_server
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from models.retry import Retries

Phase = Literal["look", "observe", "decide", "act", "acted", "type"]
PHASES: tuple[Phase, ...] = ("look", "observe", "decide", "act", "acted", "type")
"""Waiting for the screen to rest; picture and list; the model; before a touch, after it; while typing."""
APP, TEXT = "net.gsantner.markor", "naïve 你好"
GOAL = f"Search for {TEXT} in Markor"
_LONGEST = 1.5
"""Seconds any command may take here."""
_KINDS: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("look", re.compile(r"md5sum")),
    ("observe", re.compile(r"screencap|uiautomator")),
    ("type", re.compile(r"ADB_INPUT_B64|input text|clipper\.set")),
    ("act", re.compile(r"^input (tap|swipe|keyevent)|^am start")),
)


@dataclass
class Scene:
    """Strikes once, at the `nth` time the run comes to a phase."""

    folder: Path
    phase: Phase
    strike: Callable[["Scene"], None]
    nth: int = 2
    struck: bool = False
    phone: Phone = field(default_factory=lambda: Phone(seed=1))
    spoil: Callable[[bytes], bytes] | None = None
    """What becomes of the bytes of the command that was struck."""
    answer: Callable[[http.server.BaseHTTPRequestHandler], bool] | None = None
    """What the endpoint does instead of answering; True where it was done."""
    run: Run | None = None
    pending: BaseException | None = None
    """What ends the run at its next command."""
    by_adb: bool = False
    """Whether the phone is reached through an adb server, one of the scene's own."""
    _came: int = 0

    def __enter__(self) -> Self:
        self._stack = ExitStack()
        self.server = self._stack.enter_context(PhoneServer([self.phone]))
        self.serial = self.server.serials[0]
        self.endpoint = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.endpoint.daemon_threads = False  # closing it waits for a fault that is being made in one
        threading.Thread(target=self.endpoint.serve_forever, daemon=True).start()
        self._stack.callback(self.endpoint.server_close)
        self._stack.callback(self.endpoint.shutdown)
        if self.by_adb:
            self.adb = ServerAddress(port=_free_port())
            self._stack.callback(stop_server, self.adb)
            connect(self.adb, self.serial)
        self.before = self.server.call(self.phone.snapshot)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def came(self, phase: Phase) -> bool:
        """The run is at a phase; whether the fault strikes now."""
        if self.pending is not None and phase != "decide":
            ending, self.pending = self.pending, None
            raise ending
        if self.struck or phase != self.phase:
            return False
        self._came += 1
        # There is one text only.
        if self._came < (1 if phase == "type" else self.nth):
            return False
        self.struck = True
        self.strike(self)
        return True

    def device(self) -> Device:
        """The phone in hand, leased. Raises DeviceError."""
        lease = Lease.acquire(self.serial, self.folder / "lease")
        try:
            return Device(StruckTransport(self), state_folder=self.folder, lease=lease)
        except BaseException:
            lease.release()
            raise

    def agent(self, device: Device) -> Agent:
        """Who works on it."""
        model = OpenAIModel(
            "stand-in",
            base_url=f"http://127.0.0.1:{self.endpoint.server_port}/v1",
            timeout=_LONGEST,
            retries=Retries(2.0, sleep=lambda _seconds: None),
        )
        settings = Settings(runs=self.folder / "runs", max_steps=12, timeout=60.0)
        brain = ModelBrain(model, pictures=False)
        return Agent(device, brain, TreeGrounder(), DEFAULT, settings)

    def go(self, run: Run) -> Ended:
        """To the end, saying yes to all."""
        self.run = run
        for event in run:
            if isinstance(event, Question):
                run.answer("yes")
        assert run.ended is not None
        return run.ended

    @property
    def reached(self) -> bool:
        """Whether the phone shows what the goal asks for."""
        return self.server.call(lambda: self.phone.front.package == APP and self._typed() == TEXT)

    def _typed(self) -> str:
        elements = self.phone.frame().elements()
        return next((element.text for element in elements if element.is_editable), "")

    def decided(self) -> dict[str, object]:
        """What the model decides, by what the phone shows."""
        elements = self.phone.frame().elements()
        dialog = next((e for e in elements if e.text in ("Close app", "Wait", "Open app again")), None)
        if dialog is not None:
            action: dict[str, object] = {"action_type": "click", "target": {"description": dialog.text}}
        elif self.phone.front.package != APP:
            action = {"action_type": "open_app", "app_name": "Markor"}
        elif not any(element.is_editable for element in elements):
            action = {"action_type": "click", "target": {"description": "Search"}}
        elif self._typed() != TEXT:
            action = {"action_type": "input_text", "text": TEXT, "clear": True}
        else:
            action = {"action_type": "status", "goal_status": "complete"}
        return {"thought": "as the screen says", "actions": [action]}


class StruckTransport:
    """A real transport; each command tells the scene which phase the run is in."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        host, _, port = scene.serial.rpartition(":")
        self._real: Transport = (
            AdbServerTransport(scene.serial, scene.adb) if scene.by_adb else DirectTransport(host, int(port))
        )

    @property
    def serial(self) -> str:
        """The phone's name."""
        return self._real.serial

    @property
    def time_left(self) -> Callable[[], float]:
        """As of the phone itself."""
        return self._real.time_left

    @time_left.setter
    def time_left(self, time_left: Callable[[], float]) -> None:
        self._real.time_left = time_left

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        """Run it."""
        phase = _phase(command)
        hit = phase is not None and self._scene.came(phase)
        output = self._real.shell(command, stdin=stdin, timeout=min(timeout, _LONGEST), repeat=repeat)
        if phase == "act":
            self._scene.came("acted")
        if hit and self._scene.spoil:
            return ShellOutput(self._scene.spoil(output.stdout), output.stderr, output.exit_code)
        return output

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Run it."""
        phase = _phase(command)
        hit = phase is not None and self._scene.came(phase)
        data = self._real.exec_out(command, timeout=min(timeout, _LONGEST))
        return self._scene.spoil(data) if hit and self._scene.spoil else data

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file."""
        self._real.push(data, remote, mode=mode)

    def pull(self, remote: str) -> bytes:
        """Read a file."""
        return self._real.pull(remote)

    def reconnect(self) -> None:
        """Dial again."""
        self._real.reconnect()

    def close(self) -> None:
        """Let go."""
        self._real.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _phase(command: str) -> Phase | None:
    return next((phase for phase, pattern in _KINDS if pattern.search(command)), None)


def _handler(scene: Scene) -> type[http.server.BaseHTTPRequestHandler]:
    class Endpoint(http.server.BaseHTTPRequestHandler):
        """Answers each role by what the phone shows."""

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scene.came("decide")
            if scene.answer is not None and scene.answer(self):
                return
            reply = scene.server.call(lambda: _reply(scene, json.dumps(asked)))
            self.say(200, json.dumps(_completion(json.dumps(reply))).encode())

        def say(self, status: int, body: bytes) -> None:
            """Answer."""
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Nothing is said."""

    return Endpoint


def _reply(scene: Scene, asked: str) -> dict[str, object]:
    """By the schema that is asked for."""
    there = scene.phone.front.package == APP and scene._typed() == TEXT
    if '"actions"' in asked.partition('"response_format"')[2]:
        return scene.decided()
    kinds = asked.partition('"response_format"')[2]
    if '"reached"' in kinds:
        return {"reached": there, "evidence": "the field shows it" if there else "it is not there"}
    if '"effects"' in kinds:
        return {"effects": [{"kind": "other", "text": "the text is typed"}]}
    if '"outcome"' in kinds:
        return {"outcome": "success", "evidence": "the screen changed"}
    if '"on_track"' in kinds:
        return {"on_track": True, "advice": "go on"}
    if '"subgoals"' in kinds:
        return {"subgoals": ["the text is typed"]}
    return scene.decided()


def _completion(text: str) -> dict[str, object]:
    return {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1},
    }
