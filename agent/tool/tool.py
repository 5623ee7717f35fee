"""What a tool is, and the tools that a run has at hand."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import get_args

from pydantic import JsonValue

from agent.action.action import Action
from agent.action.commitment import Commitment
from device.error import ConfigError, ToldToModel
from models.channel import FUNCTION_NAME
from models.deadline import while_wanted, within

ANDROID = "android"
"""The source of tools that are intents of the phone's, and the name by which a run asks for them."""
LONGEST_RESULT = 4_000
"""Characters of a result that are kept, and told to a model."""
FUNCTION = "function"
"""The source of functions of the phone's apps."""
MOST_FUNCTIONS = 20
"""Of these that a model is told of."""
_STEM = 4
ACTIONS = frozenset(kind.model_fields["action_type"].default for kind in get_args(get_args(Action)[0]))
"""Names of the actions, which no tool may have: both are functions where calls are native."""
Arguments = Mapping[str, JsonValue]
Call = Callable[[Arguments, str], str]
"""Takes the arguments and the call's key, and returns the result as text. Raises ToolFailed."""


class ToolFailed(ToldToModel):
    """A tool could not do what it was called for; the message is the model's. Nothing was done."""


class CallBroken(ToolFailed):
    """A call began and did not return as it should: nobody knows what it did."""


def said_to_do(deed: str) -> tuple[bool, Commitment | None]:
    """Whether a tool changes something, and what it commits to, by the owner's word for it.

    That is "reads", "changes" for what can be changed back, or a class of what can't.
    """
    return (deed == "changes", None) if deed in ("reads", "changes") else (True, Commitment(deed))


@dataclass(frozen=True)
class Tool:
    """Something that a model may call by name."""

    name: str
    description: str
    """One line: what it does, or what it returns."""
    parameters: Mapping[str, JsonValue]
    """JSON schema of the arguments, an object."""
    call: Call = field(repr=False)
    changes: bool = True
    """Whether it changes anything: on the phone, or anywhere else."""
    commits: Commitment | None = None
    """What it does that can't be taken back; the guard asks about it."""
    takes_key: bool = False
    """Whether two calls with the same key do the thing once."""
    is_known: bool = True
    """Whether what it does is known; where it is not, the person is asked."""
    app: str = ""
    """Package of the app that it acts through; "" for none."""
    source: str = "python"
    """Where it comes from, as `python`, `android`, `function` or `mcp:NAME`."""
    timeout: float | None = None
    """Seconds that a call may take, in a thread of its own; None where it ends by itself, as a phone's."""
    is_gone: Callable[[], bool] = field(default=lambda: False, repr=False)
    """Whether it can't be called any more, as its server has ended."""

    def __post_init__(self) -> None:
        """Raise ConfigError for a name that a model's provider does not take, or that an action has."""
        if not FUNCTION_NAME.fullmatch(self.name):
            raise ConfigError(
                f"a tool can't be called {self.name!r}", "Take letters, digits, _ and -, at most 64"
            )
        if self.name in ACTIONS:
            raise ConfigError(f"a tool can't be called {self.name}", "An action has that name")

    def check(self, arguments: Arguments) -> None:
        """Raise ToolFailed where an argument is missing or unknown; types are checked by the tool itself."""
        properties, required = self._properties, self._required
        missing = [name for name in required if name not in arguments]
        strange = [name for name in arguments if name not in properties]
        if missing or strange:
            told = [f"{', '.join(missing)} is missing"] if missing else []
            told += [f"it takes no {', '.join(strange)}"] if strange else []
            raise ToolFailed(f"wrong arguments for {self.line.partition('): ')[0]}): {'; '.join(told)}")

    @property
    def line(self) -> str:
        """The tool in one line for a prompt, e.g. `set_alarm(hour: integer, label?: string): Set an alarm."""
        taken = (
            f"{name}{'' if name in self._required else '?'}: {_kind(schema)}"
            for name, schema in self._properties.items()
        )
        told = f"{self.name}({', '.join(taken)}): {self.description}"
        return f"{told} [{self.commits}]" if self.commits else told

    @property
    def _properties(self) -> dict[str, JsonValue]:
        properties = self.parameters.get("properties")
        return properties if isinstance(properties, dict) else {}

    @property
    def _required(self) -> list[str]:
        required = self.parameters.get("required")
        return list(map(str, required)) if isinstance(required, list) else []


def _kind(schema: JsonValue) -> str:
    """The kind of one argument in short."""
    if not isinstance(schema, dict):
        return "any"
    if isinstance(choices := schema.get("enum"), list):
        return " | ".join(json.dumps(choice) for choice in choices)
    if isinstance(branches := schema.get("anyOf"), list):
        return " | ".join(_kind(branch) for branch in branches)
    kind, about = str(schema.get("type", "any")), schema.get("description", "")
    return f"{kind} ({about})" if about else kind


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool as a brain is told of it."""

    name: str
    line: str
    """Name, arguments and what it does, in a line for a prompt."""
    parameters: Mapping[str, JsonValue] = field(hash=False)
    """JSON schema of the arguments, an object."""
    source: str = "python"
    """As that of a Tool."""


@dataclass(frozen=True)
class Toolbox:
    """The tools of a run, by name."""

    tools: tuple[Tool, ...] = ()

    def __post_init__(self) -> None:
        """Raise ConfigError for two tools of one name."""
        names = [tool.name for tool in self.tools]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ConfigError(f"two tools are called {', '.join(twice)}", "Give each a name of its own")

    def __bool__(self) -> bool:
        return bool(self.tools)

    def find(self, name: str) -> Tool:
        """The tool of that name. Raises ToolFailed naming those there are."""
        for tool in self.tools:
            if tool.name == name:
                return tool
        known = ", ".join(tool.name for tool in self.tools) or "none"
        raise ToolFailed(f"there is no tool called {name!r}; there are: {known}")

    def call(
        self,
        name: str,
        arguments: Arguments,
        key: str,
        seconds: float = inf,
        stopped: Callable[[], bool] = lambda: False,
    ) -> str:
        """Call a tool and return its result, cut to LONGEST_RESULT characters.

        It is given up after `seconds` or its own time, or once `stopped` says so; a thread of it goes on.
        Raises CallBroken where it began and did not return, and ToolFailed where it did not begin.
        """
        tool = self.find(name)
        tool.check(arguments)
        try:
            result = _called(tool, partial(tool.call, arguments, key), seconds, stopped)
        except CallBroken as error:
            told = f"it may have been made: {error}" if tool.changes else str(error)
            raise CallBroken(told) from (error.__cause__ or error)
        if len(result) > LONGEST_RESULT:
            return f"{result[:LONGEST_RESULT]}… ({len(result) - LONGEST_RESULT} more characters)"
        return result

    def offers_for(self, goal: str) -> tuple[Offer, ...]:
        """The tools as a brain is told of them; of many functions of apps those whose words fit a goal."""
        functions = [tool for tool in self.tools if tool.source == FUNCTION]
        if len(functions) > MOST_FUNCTIONS:
            wanted = _stems(goal)
            functions.sort(key=lambda tool: -len(wanted & _stems(f"{tool.name} {tool.description}")))
        offered = {tool.name for tool in functions[:MOST_FUNCTIONS]}
        return tuple(
            Offer(tool.name, tool.line, tool.parameters, tool.source)
            for tool in self.tools
            if (tool.source != FUNCTION or tool.name in offered) and not tool.is_gone()
        )


def _called(tool: Tool, call: Callable[[], str], seconds: float, stopped: Callable[[], bool]) -> str:
    """What the call returns. Raises CallBroken where it does not in time, or the run is stopped before."""
    if tool.timeout is None:
        return call()
    limit = min(tool.timeout, seconds)
    with within(limit, stopped):
        result = while_wanted(call)
    if result is not None:
        return result
    if stopped():
        raise CallBroken(f"{tool.name} did not return before the run was stopped")
    raise CallBroken(f"{tool.name} did not return within {round(limit, 1):g} seconds")


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words."""
    return {word[:_STEM] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) >= _STEM}
