"""Our agent as one of MobileWorld's: what its run loop calls an MCPAgent.

Its loop asks `predict` for one action at a time, and carries it out. Our run goes on in a thread of its own
and waits in the middle of each touch until that is done. Questions go to its user, calls to its tools.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from pydantic import JsonValue, SecretStr

from agent.build import build
from agent.run.event import Ended, Question, StepDone
from agent.run.run import Run
from agent.run.status import CLAIMED, RunStatus
from agent.settings import Settings
from models.reply import Usage
from tasks.mobileworld.package import MobileWorldFault, action_of, known_apps
from tasks.mobileworld.phone import Tree, TurnedPhone
from tasks.mobileworld.tools import tools_of
from tasks.mobileworld.turns import Fields, Shown, Turns

_YES = "yes"
_PATIENCE = 30.0
"""Seconds that a run may take to come to its end once its loop has gone on."""


class MobileWorldAgent:
    """One agent in its loop, goal after goal."""

    settings: ClassVar[Settings] = Settings(max_steps=200, timeout=6 * 3600.0)
    """Its loop counts the steps, by `--max_round`."""

    def __init__(
        self,
        model_name: str = "",
        llm_base_url: str = "",
        api_key: str | None = None,
        env: Any = None,
        tools: Sequence[Mapping[str, object]] = (),
        settings: Settings | None = None,
        **_more: object,
    ) -> None:
        """As its loader makes one: `env` is its environment's client, whose tools are used without `tools`.

        `settings` are those of the run; model, endpoint and key are its loop's, where it has any.
        """
        asked = {"model": model_name, "base_url": llm_base_url} if model_name else {}
        key = {"api_key": SecretStr(api_key)} if api_key else {}
        self._settings = (settings or self.settings).model_copy(update={**asked, **key})
        self._env = env
        self._tools = list(tools)
        self._goal = ""
        self._usage = Usage()
        self._going: TurnedRun | None = None

    def initialize(self, instruction: str) -> bool:
        """Take a goal."""
        self.reset()
        self._goal = instruction
        return True

    def predict(self, observation: Mapping[str, Any]) -> tuple[str, Any]:
        """The next action, with the thought before it. Raises MobileWorldFault where our run broke down."""
        shown = Shown(
            observation["screenshot"],
            str(observation.get("ask_user_response") or ""),
            observation.get("tool_call"),
        )
        if self._going is None:
            self._going = self._begun(shown)
        else:
            self._going.turns.after(shown)
        fields = self._going.turns.next()
        return self._going.told(fields), action_of(fields)

    def done(self) -> None:
        """The episode is over, whatever came of it."""
        self.reset()

    def reset(self) -> None:
        """Give up what is being worked on."""
        if self._going is not None:
            self._usage += self._going.usage
            self._going.close()
        self._going = None

    def reset_tools(self, tools: Sequence[Mapping[str, object]]) -> None:
        """Use these tools from the next goal on."""
        self._tools = list(tools)

    def get_total_token_usage(self) -> dict[str, int]:
        """Tokens of all goals, by its names."""
        used = self._usage + (self._going.usage if self._going else Usage())
        return {
            "completion_tokens": used.completion_tokens,
            "prompt_tokens": used.prompt_tokens,
            "cached_tokens": used.cached_tokens,
            "total_tokens": used.tokens,
        }

    def reset_token_usage(self) -> None:
        """Count from nothing."""
        self._usage = Usage()

    def tree(self) -> Tree | None:
        """How the UI tree is read; None where the picture is all that is seen."""
        return None

    def _begun(self, shown: Shown) -> "TurnedRun":
        turns = Turns()
        turns.begin(shown)
        phone = TurnedPhone(turns, known_apps(), self.tree())

        def call(name: str, arguments: Mapping[str, JsonValue]) -> object:
            return turns.take(action_type="mcp", action_name=name, action_json=dict(arguments)).returned

        tools = tools_of(self._tools or getattr(self._env, "tools", ()), call)
        begin = partial(build, self._settings, phone, tools=tools)
        return TurnedRun(turns, lambda: begin().run(self._goal))


class TurnedRun:
    """One run, in a thread."""

    def __init__(self, turns: Turns, begin: Callable[[], Run]) -> None:
        self.turns = turns
        self.usage = Usage()
        self._thought = ""
        self._run: Run | None = None
        self._thread = threading.Thread(target=self._work, args=(begin,), name="tapwright-run", daemon=True)
        self._thread.start()

    def told(self, fields: Fields) -> str:
        """What its log shows of an action: the last thought, and the action."""
        action = json.dumps(fields, ensure_ascii=False)
        return f"{self._thought}\n{action}".strip()

    def close(self) -> None:
        """Let the run end, where it has not. It is waited for a while."""
        self.turns.after(None)
        if self._run is not None:
            self._run.stop()
        self._thread.join(_PATIENCE)

    def _work(self, begin: Callable[[], Run]) -> None:
        """Go on with the run to its end. What breaks it is raised by `Turns.next`."""
        try:
            self._run = begin()
            for event in self._run:
                self._met(self._run, event)
        except Exception as error:  # noqa: BLE001 - `Turns.next` raises it where its loop waits
            self.turns.last(error)

    def _met(self, run: Run, event: object) -> None:
        match event:
            case StepDone(step=step):
                self._thought = step.thought
                self.usage = sum(step.usage.values(), self.usage)
            case Question(kind="ask", text=text):
                run.answer(self.turns.take(action_type="ask_user", text=text).reply)
            case Question(kind="confirm"):
                run.answer(_YES)
            case Question():
                run.answer("")
            case Ended():
                self.turns.last(_last_of(event))


def _last_of(ended: Ended) -> Fields | MobileWorldFault:
    """The action by which its loop learns that a run is over."""
    if ended.status == RunStatus.ERROR:
        return MobileWorldFault(f"the run broke down: {ended.reason}")
    if ended.answer:
        return {"action_type": "answer", "text": ended.answer}
    said = "success" if ended.status in CLAIMED else f"fail: {ended.reason}"
    return {"action_type": "finished", "text": said}
