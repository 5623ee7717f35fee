"""The server of a MobileWorld environment: it makes a task ready, judges, and asks its simulated user."""

import json
import os
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pydantic import JsonValue, TypeAdapter

from device.error import ConfigError
from tasks.mobileworld.package import MobileWorldFault

URL, DEVICE = "http://127.0.0.1:6800", "emulator-5554"
"""A container's server and what it calls its phone, unless MOBILEWORLD_URL and MOBILEWORLD_DEVICE say."""
_PATIENCE = 300.0
"""Seconds that it may take to make a task ready: it loads a snapshot."""
_GREETING = 10.0
"""Seconds until it tells its tasks."""


@dataclass(frozen=True, slots=True)
class ServedSheet:
    """What it says of a task."""

    name: str
    tags: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()


_SHEETS = TypeAdapter(tuple[ServedSheet, ...])


@dataclass(frozen=True, slots=True)
class Backend:
    """One server. Every call raises MobileWorldFault for what it answers to be wrong."""

    url: str
    device: str

    @classmethod
    def named(cls) -> "Backend":
        """The one that the environment names, else that of a container on this computer."""
        return cls(os.environ.get("MOBILEWORLD_URL", URL), os.environ.get("MOBILEWORLD_DEVICE", DEVICE))

    def tasks(self) -> tuple[ServedSheet, ...]:
        """Its tasks. Raises ConfigError where no server is there."""
        try:
            listed = self._asked("GET", "/task/list", patience=_GREETING)
            return _SHEETS.validate_python(listed)
        except (OSError, HTTPException, ValueError) as error:
            hint = "Start a container of MobileWorld, or name its server: MOBILEWORLD_URL=http://HOST:PORT"
            raise ConfigError(f"no MobileWorld at {self.url}", hint) from error

    def goal(self, task: str) -> str:
        """What is to be done."""
        return str(self._called("GET", "/task/goal", query={"task_name": task}))

    def begin(self, task: str) -> None:
        """Make the phone ready."""
        self._called("POST", "/init", {"device": self.device})
        self._called("POST", "/task/init", self._named(task))

    def score(self, task: str) -> tuple[float, str]:
        """What its judge gives, from 0 to 1, and why."""
        said = self._called("GET", "/task/eval", self._named(task))
        assert isinstance(said, dict)
        return float(str(said.get("score", 0.0))), str(said.get("reason", ""))

    def end(self, task: str) -> None:
        """Clear away."""
        self._called("POST", "/task/tear_down", self._named(task))

    def ask(self, question: str) -> str:
        """What its simulated user says."""
        return str(self._step({"action_type": "ask_user", "text": question}))

    def answer(self, text: str) -> None:
        """Leave the agent's answer for its judge."""
        self._step({"action_type": "answer", "text": text})

    def _step(self, action: dict[str, JsonValue]) -> JsonValue:
        said = self._called("POST", "/step", {"device": self.device, "action": action})
        return said.get("result", "") if isinstance(said, dict) else ""

    def _named(self, task: str) -> dict[str, JsonValue]:
        return {"task_name": task, "req_device": self.device}

    def _called(
        self, verb: str, path: str, body: JsonValue = None, query: dict[str, str] | None = None
    ) -> JsonValue:
        try:
            return self._asked(verb, path, body, query)
        except HTTPError as error:
            told = error.read().decode("utf-8", "replace")
            raise MobileWorldFault(f"MobileWorld's {path} fails: {told or error}") from error
        except (OSError, HTTPException) as error:
            raise MobileWorldFault(f"MobileWorld's {path} fails: {error}") from error

    def _asked(
        self,
        verb: str,
        path: str,
        body: JsonValue = None,
        query: dict[str, str] | None = None,
        patience: float = _PATIENCE,
    ) -> JsonValue:
        address = f"{self.url}{path}" + (f"?{urlencode(query)}" if query else "")
        sent = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = Request(address, sent, headers, method=verb)  # noqa: S310 - the server that was named
        with urlopen(request, timeout=patience) as answer:  # noqa: S310
            read: JsonValue = json.load(answer)
            return read
