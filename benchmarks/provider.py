"""A provider's bad day: how a run goes on through each fault, or with which line it ends.

A fake endpoint answers a short walk on the embedded phone and has one fault from its third request on. The
clock is one that only waiting moves; the slow and the endless stream take real seconds, with a short time-
out. Printed are how the run ended and why, requests and replies, tokens, seconds waited, and what the
person was told. Claims: faults that pass end in the goal reached, others with a line that helps; no step is
made twice.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Noticed, StepDone
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from models.retry import Retries

GOAL = "Look through the display settings"
WALK = (
    {"action_type": "open_app", "app_name": "Settings"},
    {"action_type": "click", "target": {"description": "Display"}},
    {"action_type": "status", "goal_status": "complete", "reason": "They were looked at."},
)
STEPS = len(WALK)
TIMEOUT = 1.0
"""Seconds that a reply may take here."""
TOKENS = {"prompt_tokens": 1_500, "completion_tokens": 60}
LETTERS = 4
"""Characters of a token, about."""


@dataclass
class Answer:
    """What the endpoint sends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut_at: int = 0
    """Bytes after which the line breaks; 0 for none."""
    pause: float = 0.0
    """Seconds between two pieces of the body."""
    endless: bool = False
    """Whether blanks come for ever before the body."""


@dataclass
class Day:
    """The endpoint's state: what it was asked, and its fault."""

    fault: "Callable[[Day, dict[str, Any]], Answer | None]"
    now: float = 0.0
    asked: int = 0
    faulty: int = 0
    decided: int = 0

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.now += seconds

    def answer(self, request: dict[str, Any]) -> Answer:
        """The fault where it has one now, else the next reply of the walk."""
        self.asked += 1
        wrong = self.fault(self, request) if self.asked > 2 else None
        if wrong is not None:
            self.faulty += 1
            return wrong
        orders = str(request["messages"][0]["content"])
        if orders.startswith("You operate"):
            self.decided += 1
            action = WALK[min(self.decided, STEPS) - 1]
            return completion({"thought": "next", "actions": [action], "expectation": "", "plan": None})
        if orders.startswith("You read what the owner"):
            return completion({"effects": [{"kind": "other", "text": "the display settings are seen"}]})
        if orders.startswith("You check what one action did"):
            return completion({"outcome": "success", "evidence": "another page"})
        judged = {"reached": True, "evidence": "they show", "effects": [{"number": 1, "verdict": "met"}]}
        return completion(judged)


def completion(content: object, **more: object) -> Answer:
    """A reply of the model."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, **more}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return Answer(body=json.dumps({"choices": [choice], "usage": TOKENS}).encode())


def failed(status: int, words: str, **headers: str) -> Answer:
    """An error of the server."""
    body = json.dumps({"error": {"message": words}}).encode()
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def quota(day: Day, request: dict[str, Any]) -> Answer | None:
    """A quota of requests by the minute that is free again after 90 seconds."""
    return failed(429, "too many requests per minute") if day.now < 90 else None


def told_quota(day: Day, request: dict[str, Any]) -> Answer | None:
    """The same, with Retry-After."""
    return failed(429, "too many requests per minute", Retry_After="30") if day.now < 90 else None


def five_errors(day: Day, request: dict[str, Any]) -> Answer | None:
    """Five errors of the server."""
    return failed(500, "internal error") if day.faulty < 5 else None


def cut(day: Day, request: dict[str, Any]) -> Answer | None:
    """Three replies whose line breaks."""
    return Answer(body=completion({"thought": "t"}).body, cut_at=40) if day.faulty < 3 else None


def restart(day: Day, request: dict[str, Any]) -> Answer | None:
    """A server that is gone for 60 seconds, and then loads its model for 20."""
    if day.now < 60:
        return Answer(cut_at=1)
    return failed(503, "Loading model") if day.now < 80 else None


def page(day: Day, request: dict[str, Any]) -> Answer | None:
    """A page of HTML with status 200 for 20 seconds."""
    return Answer(body=b"<html>Down for maintenance</html>") if day.now < 20 else None


def empty(day: Day, request: dict[str, Any]) -> Answer | None:
    """Nothing but thoughts, for ever."""
    return completion("", reasoning_content="I keep thinking of where to tap.")


def refusal(day: Day, request: dict[str, Any]) -> Answer | None:
    """A refusal in the field for it, for ever."""
    return completion("", refusal="I can't help with that.")


def sorry(day: Day, request: dict[str, Any]) -> Answer | None:
    """A refusal in plain words, which says that it is one once it is told how."""
    told = "REFUSED:" in json.dumps(request["messages"][-1])
    return completion(f"{'REFUSED: ' if told else ''}I'm sorry, but I can't assist with that request.")


def chatty(day: Day, request: dict[str, Any]) -> Answer | None:
    """Advice in words instead of the form, for ever."""
    return completion("Sure! To turn on Wi-Fi, open Settings and tap Network & internet.")


def at_once(day: Day, request: dict[str, Any]) -> Answer | None:
    """Six times 503 with Retry-After: 0."""
    return failed(503, "overloaded", Retry_After="0") if day.faulty < 6 else None


def small(day: Day, request: dict[str, Any]) -> Answer | None:
    """A context of 4,096 tokens, of which a picture takes 3,500."""
    told = json.dumps([_without_pictures(message) for message in request["messages"]])
    tokens = len(told) // LETTERS + 3_500 * json.dumps(request["messages"]).count("data:image")
    if tokens < 4_096:
        return None
    return failed(400, f"This model's maximum context length is 4096 tokens; you asked for {tokens}")


def _without_pictures(message: dict[str, Any]) -> object:
    content = message["content"]
    return content if isinstance(content, str) else [part for part in content if part["type"] == "text"]


def slow(day: Day, request: dict[str, Any]) -> Answer | None:
    """Two replies that come in pieces, slowly, within the time-out."""
    if day.faulty >= 2:
        return None
    action = {"action_type": "wait", "seconds": 0.1 + day.faulty / 10}
    return Answer(body=completion({"thought": "wait", "actions": [action]}).body, pause=0.1)


def endless(day: Day, request: dict[str, Any]) -> Answer | None:
    """A reply that never ends."""
    return Answer(endless=True)


@dataclass(frozen=True)
class Case:
    """A fault and how a run may end on it."""

    fault: Callable[[Day, dict[str, Any]], Answer | None]
    ends: tuple[str, str]
    """Status and cause."""
    helps: str = ""
    """What the line that it ends with must say."""
    most: int = 30
    """Requests it may take."""


DONE, ERROR, REFUSED = ("complete", ""), ("error", "model"), ("infeasible", "refused_by_model")
CASES = (
    Case(quota, DONE), Case(told_quota, DONE), Case(five_errors, DONE), Case(cut, DONE), Case(restart, DONE),
    Case(page, DONE), Case(empty, ERROR, "I keep thinking of where to tap", 6),
    Case(refusal, REFUSED, "I can't help with that", 6), Case(sorry, REFUSED, "can't assist", 6),
    Case(chatty, ERROR, "in words, not in the form", 6), Case(at_once, DONE),
    Case(small, DONE), Case(slow, DONE), Case(endless, ERROR, "--reply-timeout", 6),
)  # fmt: skip


@contextmanager
def serving(day: Day) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = day.answer(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            if answer.cut_at == 1:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(answer.status)
            self.send_header("content-length", str(len(answer.body) + 10_000 * answer.endless))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._body(answer)
            except OSError:  # the client gave up
                self.close_connection = True

        def _body(self, answer: Answer) -> None:
            for _ in range(100 * answer.endless):
                self.wfile.write(b" ")
                time.sleep(0.05)
            if answer.cut_at:
                self.wfile.write(answer.body[: answer.cut_at])
                self.close_connection = True
                self.connection.close()
                return
            pieces = 5 if answer.pause else 1
            length = -(-len(answer.body) // pieces)
            for start in range(0, len(answer.body), max(1, length)):
                self.wfile.write(answer.body[start : start + length])
                time.sleep(answer.pause)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def run(case: Case) -> tuple[Day, Ended, list[str], list[str]]:
    """One run: the endpoint's day, its end, what the person was told, the steps that were carried out."""
    day = Day(case.fault)
    told: list[str] = []
    with (
        serving(day) as url,
        tempfile.TemporaryDirectory() as folder,
        Device(InProcessTransport(Phone(seed=7))) as device,
    ):
        retries = Retries(sleep=day.sleep, jitter=lambda: 0.0)
        model = OpenAIModel("m", base_url=url, timeout=TIMEOUT, retries=retries)
        settings = Settings(runs=Path(folder))
        agent = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["default"], settings)
        begun = agent.run(GOAL)
        begun.at_once(lambda event: told.append(event.text) if isinstance(event, Noticed) else None)
        made = [event.step for event in begun if isinstance(event, StepDone)]
        model.close()
    assert begun.ended is not None
    return day, begun.ended, told, [str(step.action) for step in made if step.performed]


def main() -> int:
    """Run, print; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.provider", description=__doc__)
    parser.add_argument("--only", default="", help="the faults with this in their name")
    args = parser.parse_args()
    held = True
    print(f"{'fault':13}{'asked':>6}{'replies':>8}{'tokens':>8}{'waited':>8}  ended")
    for case in CASES:
        name = case.fault.__name__
        if args.only not in name:
            continue
        day, end, told, made = run(case)
        fine = (end.status, end.cause) == case.ends and case.helps in end.reason
        fine = fine and day.asked <= case.most and len(made) == len(set(made))
        held = held and fine
        ending = f"{end.status} {end.cause}".strip() + ("" if fine else "  NOT AS CLAIMED")
        print(f"{name:13}{day.asked:6}{end.model_calls:8}{end.tokens:8}{day.now:8.0f}  {ending}")
        for line in (*told[:1], *([f"... and {len(told) - 1} more lines"] if len(told) > 1 else [])):
            print(f"    told: {line[:130]}")
        if end.status != "complete":
            print(f"    end:  {end.reason[:200]}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
