"""Replies and failures of a provider, for whole runs."""

from collections.abc import Callable

from agent.run.event import Ended, Event
from tests.models.server import Answer

SETTINGS: dict[str, object] = {"action_type": "open_app", "app_name": "Settings"}
LISTED = Answer({"effects": [{"kind": "other", "text": "the settings are looked through"}]})
ACT = Answer({"thought": "t", "actions": [SETTINGS], "expectation": "", "plan": None})
DONE = Answer(
    {"thought": "t", "actions": [{"action_type": "status", "goal_status": "complete", "reason": ""}]}
)
JUDGED = Answer({"reached": True, "evidence": "it shows", "effects": [{"number": 1, "verdict": "met"}]})
BUSY = Answer(status=429, error={"message": "requests per minute"})
GONE = Answer(status=503, error={"message": "down"})
AT_ONCE = Answer(status=503, error={"message": "down"}, headers={"Retry-After": "0"})
Begin = Callable[..., tuple[list[Event], Ended]]
GoOn = Callable[..., Ended]
