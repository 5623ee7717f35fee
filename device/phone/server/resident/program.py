"""The running server: it holds the phone's UiAutomation, answers JSON-RPC, and remembers the last toast."""

import json
from typing import TYPE_CHECKING

from device.phone.server.resident.method import METHODS, Answer, Fault
from device.phone.system import automation

if TYPE_CHECKING:
    from device.phone.phone import Phone

MAIN = "com.wetest.uia2.Main"
_THREW, _NO_METHOD, _NO_JSON = -32001, -32601, -32700


class Program:
    """One server of a phone, on one of its ports."""

    def __init__(self, phone: "Phone", port: int) -> None:
        """Start. Raises AlreadyRegistered where another program holds the UiAutomation."""
        self.phone = phone
        self.port = port
        self.over = False
        self._toast = ""
        automation.take(phone, self)
        phone.clock.watchers.append(self._watch)

    @property
    def name(self) -> str:
        """As `ps` shows it."""
        return f"app_process / {MAIN} -p {self.port}"

    def end(self) -> None:
        """Stop, and let go of the screen. Safe to call twice."""
        if self.over:
            return
        self.over = True
        automation.give_back(self.phone, self)
        self.phone.clock.watchers.remove(self._watch)

    def _watch(self) -> None:
        """Before time passes: what was toasted until then."""
        self._toast = self.phone.window.toast or self._toast

    def call(self, body: bytes) -> bytes:
        """One JSON-RPC request; its answer. An undeclared charset is read as ASCII, as there."""
        try:
            asked = json.loads(body.decode("ascii", "replace"))
            name, params = str(asked["method"]), asked.get("params") or []
        except (ValueError, KeyError, TypeError):
            return _failed(None, _NO_JSON, "JSON parse error")
        try:
            result = self._do(name, params if isinstance(params, list) else list(params.values()))
        except Fault as fault:
            return _failed(asked.get("id"), _THREW, str(fault))
        except KeyError:
            return _failed(asked.get("id"), _NO_METHOD, "method not found")
        except (TypeError, ValueError):
            return _failed(asked.get("id"), _NO_METHOD, "method parameters invalid")
        return json.dumps({"jsonrpc": "2.0", "id": asked.get("id"), "result": result}).encode()

    def _do(self, name: str, params: list[object]) -> Answer:
        self._watch()
        if name == "getLastToast":
            return self._toast or None
        if name == "clearLastToast":
            self._toast = ""
            return None
        return METHODS[name](self.phone, *params)


def _failed(number: object, code: int, message: str) -> bytes:
    error = {"code": code, "message": message, "data": f"{message}\n\tat {MAIN}"}
    return json.dumps({"jsonrpc": "2.0", "id": number, "error": error}).encode()
