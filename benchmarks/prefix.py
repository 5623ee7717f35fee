"""The text of a decision where the server enforces no schema, and how much of it can come from a cache.

A walk through the settings of the embedded phone, decided by a server of ours that answers from a list. All
text of each decision's request is counted, that which tells the form included. From the third decision on,
what begins like the request before, with no other picture ahead of it, is what a provider can have cached;
below its least length it counts for nothing. Claims: at most half of the text that it was before forms were
told in short (11,540 characters on this walk), and at least 65% of it in such a prefix.
"""

import argparse
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from agent.brain.selection import build_brain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from grounding.tree import TreeGrounder

GOAL = "Look through the display settings and say whether dark theme is on"
BEFORE = 11_540
"""Characters of a decision on this walk at commit a6fd70f4."""
SMALLER, CACHED = 0.5, 0.65
LEAST = {"claude": 1_024, "gpt": 1_024, "gemini": 2_048}
"""Tokens of the shortest prefix that is cached, by the makers' documents."""
LETTERS = 4
"""Characters of a token, about."""


def tap(words: str) -> dict[str, object]:
    return {"action_type": "click", "target": {"description": words}}


BACK: dict[str, object] = {"action_type": "navigate_back"}
WALK: tuple[dict[str, object], ...] = (
    {"action_type": "open_app", "app_name": "Settings"}, {"action_type": "scroll", "direction": "down"},
    tap("Display"), {"action_type": "scroll", "direction": "down"}, BACK, tap("Battery"), BACK,
    tap("Storage"), BACK, tap("Display"), tap("Dark theme"), BACK,
    {"action_type": "answer", "text": "It is off."},
    {"action_type": "status", "goal_status": "complete", "reason": "It was looked at."},
)  # fmt: skip


class Decisions:
    """Answers each role by what its orders begin with, and keeps the requests for a decision."""

    def __init__(self) -> None:
        self.asked: list[list[dict[str, Any]]] = []

    def reply(self, request: dict[str, Any]) -> dict[str, object]:
        """The answer of the role that asks."""
        orders = str(request["messages"][0]["content"])
        if orders.startswith("You operate"):
            self.asked.append(request["messages"])
            action = WALK[min(len(self.asked), len(WALK)) - 1]
            return {"thought": "This is the next place to look at.", "actions": [action], "expectation": ""}
        if orders.startswith("You read what the owner"):
            return {"effects": [{"kind": "answer", "text": "whether dark theme is on"}]}
        if orders.startswith("You check what one action did"):
            return {"outcome": "success", "evidence": "another page"}
        return {"reached": True, "evidence": "it shows", "effects": [{"number": 1, "verdict": "met"}]}


@contextmanager
def serving(decisions: Decisions) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            message = {"role": "assistant", "content": json.dumps(decisions.reply(request))}
            body = json.dumps(
                {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
            ).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def walked(model: str) -> list[list[dict[str, Any]]]:
    """The messages of each decision of the walk."""
    decisions, phone = Decisions(), Phone(seed=7)
    fill(phone)
    with (
        serving(decisions) as url,
        tempfile.TemporaryDirectory() as folder,
        Device(InProcessTransport(phone)) as device,
    ):
        settings = Settings(model=model, base_url=url, runs=Path(folder), max_steps=20, use_memory=False)
        preset = PRESETS[settings.preset]
        agent = Agent(device, build_brain(settings, preset), TreeGrounder(), preset, settings)
        agent.run(GOAL).finish()
    return decisions.asked


def parts(messages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What is sent, in order: `text` or `picture`, and what it is."""
    found: list[tuple[str, str]] = []
    for message in messages:
        content = message["content"]
        if isinstance(content, str):
            found.append(("text", content))
            continue
        for part in content:
            is_text = part["type"] == "text"
            found.append(("text", part["text"]) if is_text else ("picture", part["image_url"]["url"]))
    return found


def text_size(messages: list[dict[str, Any]]) -> int:
    return sum(len(text) for kind, text in parts(messages) if kind == "text")


def prefix_size(messages: list[dict[str, Any]], before: list[dict[str, Any]]) -> int:
    """Characters with which a request begins as the one before."""
    size = 0
    for (kind, now), (other_kind, then) in zip(parts(messages), parts(before), strict=False):
        if kind == other_kind and now == then:
            size += len(now) if kind == "text" else 0
            continue
        if kind == other_kind == "text":
            size += next((at for at, (a, b) in enumerate(zip(now, then, strict=False)) if a != b), len(then))
        break
    return size


def main() -> int:
    """Run, print; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prefix", description=__doc__)
    parser.add_argument("--model", default="claude-sonnet-4-5", help="whose profile is played")
    parser.add_argument("--show", type=int, default=0, help="print the text of this decision")
    args = parser.parse_args()
    asked = walked(args.model)
    if args.show:
        print(
            *(text if kind == "text" else "[picture]" for kind, text in parts(asked[args.show - 1])), sep="\n"
        )
    least = next((tokens for name, tokens in LEAST.items() if name in args.model), 0) * LETTERS
    sizes, prefixes = [], []
    print(f"{'decision':>8}{'text':>8}{'prefix':>8}")
    for number, messages in enumerate(asked, 1):
        size = text_size(messages)
        prefix = prefix_size(messages, asked[number - 2]) if number > 1 else 0
        prefix = prefix if prefix >= least else 0
        print(f"{number:8}{size:8}{prefix:8}")
        sizes.append(size)
        if number >= 3:
            prefixes.append(prefix / size)
    text, cached = statistics.mean(sizes), statistics.mean(prefixes)
    print(f"text of a decision: {text:.0f} characters, {text / BEFORE:.0%} of before (at most {SMALLER:.0%})")
    print(f"in an identical prefix from the third call on: {cached:.0%} (at least {CACHED:.0%})")
    return 0 if text <= SMALLER * BEFORE and cached >= CACHED else 1


if __name__ == "__main__":
    sys.exit(main())
