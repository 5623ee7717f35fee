"""Puts an agent together from settings and a phone; command line, chat and benches all come here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack
from weakref import WeakSet

from agent.brain.brain import Brain
from agent.brain.selection import build_brain, endpoints_of, grounding_model
from agent.checkgoal import checked_goal
from agent.connect import Holding, hold
from agent.guard.allowance import policy_of
from agent.guard.own import Guard
from agent.memory.memory import Expansion, Memory
from agent.memory.personal import PersonalMemory
from agent.memory.store import MemoryStore
from agent.part import Parts, Way, with_names
from agent.preset.composition import IN_EVERY_PRESET, Preset
from agent.preset.preset import find_preset
from agent.role.perceive import INSTALL, Perceiver, find_perceiver
from agent.run.journal import Journal
from agent.run.step import Earlier
from agent.settings import EMBEDDED, McpServer, Settings
from agent.tool.appfunctions import function_tools
from agent.tool.functions import as_tool
from agent.tool.intents import intent_tools
from agent.tool.shortcuts import shortcut_tools
from agent.tool.tool import ANDROID, FUNCTION, Tool, Toolbox
from device.client import Device
from device.error import ConfigError, nearest
from grounding.chain import chain, in_turn
from grounding.grounder import Grounder

if TYPE_CHECKING:
    from agent.launch import Launch
    from agent.replay.script import Script
    from agent.run.run import Run
    from agent.run.trajectory import Trajectory

_MCP = "pip install 'tapwright[mcp]'"
_IN_PYTHON = "Functions are given in Python: Agent.on(..., tools=[...]); docs/tools.md"
_LISTED = 6
"""Tools that are named when a run begins."""


class Agent:
    """A brain with a phone in its hand; each goal is a run."""

    def __init__(
        self,
        device: Device,
        brain: Brain,
        grounder: Grounder,
        preset: Preset,
        settings: Settings,
        *,
        perceiver: Perceiver | None = None,
        memory: Memory | None = None,
        tools: Sequence[Tool] = (),
        guard: Guard | None = None,
    ) -> None:
        self.device = device
        self.brain = brain
        self.preset = preset
        self._grounder = grounder
        self._settings = settings
        self._perceiver = perceiver
        self._memory = memory
        self._tools = Toolbox(tuple(tools))
        self._guard = guard
        self._embedded = False
        """Whether the phone is of this process and ends with it."""
        self._closed = False
        """Whether the phone was given back."""
        self._runs: WeakSet[Run] = WeakSet()
        """What it works on, and whatever else somebody still holds."""

    def __repr__(self) -> str:
        state = ", closed" if self._closed else ""
        return f"<Agent on {self.device.serial}, {self.brain.name}, preset {self.preset.name}{state}>"

    @staticmethod
    def on(
        phone: str = EMBEDDED,
        settings: Settings | None = None,
        *,
        state: Path | None = None,
        **parts: Unpack[Parts],
    ) -> "Holding[Agent]":
        """An agent with a phone in its hand, for as long as the `with`, or `async with`, lasts.

        `phone` is a serial, `HOST:PORT`, or `embedded` for one of this process; what was changed on it to
        work is put back. `state` is a folder for leases (so that nobody else takes the phone) and for
        what is to be put back should this process be killed. `parts` are what the program brings itself, in
        place of what the settings name: `model`, `brain`, `grounder`, `guard`, and `tools`; see `Parts`.

        Raises ConfigError at once for settings and parts that cannot be, and DeviceError where the `with`
        begins and the phone can't be had. After its end the agent is closed: it begins no run, and touches
        nothing.
        """
        chosen = settings or Settings()
        return Holding(_held(prepare(chosen, **parts), phone, chosen, state), needs="agent.launch")

    def run(
        self,
        goal: str,
        *,
        embedded: bool = False,
        dry: bool = False,
        earlier: tuple[Earlier, ...] = (),
        journal: Journal | None = None,
    ) -> "Run":
        """Begin to work on a goal; the phone is touched once the run is iterated.

        `earlier` is what the person had done before in the same conversation. `embedded` says that the phone
        is of this process and ends with it; a `dry` run only looks, and tells what it would do first.
        `journal` is one that was opened for this run before there was an agent.

        Raises ConfigError when there is no goal, or the folder to record it in holds a run already.
        """
        said = checked_goal(goal, self._settings)
        embedded = embedded or self._embedded
        return self._begun(self._launch().run(said, earlier, journal, embedded=embedded, dry=dry))

    def replay(
        self, script: "Script", *, alone: bool = False, embedded: bool = False, journal: Journal | None = None
    ) -> "Run":
        """Do again what was recorded, in a run of its own.

        Where the phone does not go along as it did then, this agent goes on with the goal; `alone` ends the
        run there instead. `journal` is as in `run`. Raises ConfigError when the folder to record it in holds
        a run already.
        """
        from agent.replay.charge import replay  # noqa: PLC0415 - brings the offline brain

        checked_goal(script.goal, self._settings)
        return self._begun(replay(script, self._launch(), journal, alone=alone, embedded=embedded))

    @property
    def endpoints(self) -> tuple[str, ...]:
        """The addresses at which models are asked; none for the bundled policy and for scripts."""
        return endpoints_of(self._settings)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the person may not expect: which tools there are, and what is named in vain."""
        lines = []
        if self._perceiver is None and self.preset.has("perceive"):
            lines.append(f"pictures are not read where a screen has no element list; for that: {INSTALL}")
        lines += [*_offered(self._tools), *_offers_nothing(self._settings, self._tools)]
        for role in sorted(self._settings.roles):
            if not self.preset.has(role) and role not in IN_EVERY_PRESET:
                lines.append(f"the preset {self.preset.name} has no role {role}: its model is not used")
        return tuple(lines)

    def expand(self, goal: str) -> Expansion:
        """The goal with the person's standing procedures put in. Raises ConfigError for a bad memory."""
        return self._memory.expand(goal) if self._memory else Expansion(goal=goal)

    def resume(self, trajectory: "Trajectory") -> "Run":
        """Go on with a recorded run where it was cut short, in the same folder."""
        return self._begun(self._launch().resume(trajectory))

    def _close(self) -> None:
        """Begin no more runs, and end those that were begun, before the phone is given back."""
        self._closed = True
        for run in tuple(self._runs):
            run.leave()

    def _begun(self, run: "Run") -> "Run":
        self._runs.add(run)
        return run

    def _launch(self) -> "Launch":
        if self._closed:
            raise ConfigError("the agent is closed: its phone was given back", "Begin runs inside the `with`")
        from agent.launch import Launch  # noqa: PLC0415 - brings LangGraph, which only a run needs

        return Launch(
            self.device,
            self.brain,
            self._grounder,
            self.preset,
            self._settings,
            self._perceiver,
            self._memory,
            self._tools,
            self._guard,
        )


@contextmanager
def _held(
    agent_for: Callable[[Device], Agent], phone: str, settings: Settings, state: Path | None
) -> Iterator[Agent]:
    with hold(phone, settings, state) as device:
        agent = agent_for(device)
        agent._embedded = phone == EMBEDDED
        try:
            yield agent
        finally:
            agent._close()


def build(settings: Settings, device: Device, **parts: Unpack[Parts]) -> Agent:
    """The agent these settings describe, on this phone. Raises ConfigError for what cannot be."""
    return prepare(settings, **parts)(device)


def prepare(settings: Settings, **parts: Unpack[Parts]) -> Callable[[Device], Agent]:
    """All of `build` that needs no phone, so that wrong settings are told before one is started."""
    settings = with_names(settings, parts)
    policy_of(settings.guard, settings.allow)
    preset = find_preset(settings.preset, settings.calls)
    model, guard = parts.get("model"), parts.get("guard")
    own_model = None if isinstance(model, str) else model
    brain = build_brain(settings, preset, model=own_model, own=parts.get("brain"))
    store = MemoryStore(settings.memory) if settings.memory and settings.use_memory else None
    memory = PersonalMemory(store) if store else None
    perceiver = find_perceiver() if preset.has("perceive") else None
    grounder = _grounder(settings, parts.get("grounder", ""))
    own = [as_tool(one) for one in parts.get("tools", ())]
    servers = _named_servers(settings)

    def on(device: Device) -> Agent:
        phones = phone_tools(device, settings) if ANDROID in settings.tools else ()
        return Agent(
            device,
            brain,
            grounder,
            preset,
            settings,
            perceiver=perceiver,
            memory=memory,
            tools=(*own, *_served(servers, settings.runs), *phones),
            guard=None if isinstance(guard, str) else guard,
        )

    return on


def phone_tools(device: Device, settings: Settings) -> tuple[Tool, ...]:
    """What the phone offers beside touches: intents, shortcuts, functions of its apps."""
    return (*intent_tools(device), *shortcut_tools(device), *function_tools(device, settings.functions))


def _offered(tools: Toolbox) -> Iterator[str]:
    """The tools of a run in one line; no line where there are none."""
    names = [tool.name for tool in tools.tools]
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    if names:
        yield f"tools: {', '.join(names[:_LISTED])}{more}"


def _offers_nothing(settings: Settings, tools: Toolbox) -> Iterator[str]:
    """What is said of tools that there are not."""
    for name in sorted(settings.tools & settings.mcp.keys()):
        if not settings.mcp[name].tools:
            yield f"the server mcp.{name} offers nothing: name its tools in [mcp.{name}.tools]"
    functions = [tool.name for tool in tools.tools if tool.source == FUNCTION]
    for name in sorted(settings.functions.keys() - functions) if functions else ():
        yield f"no function of this phone's apps is called {name}. {nearest(name, functions)}"


def _grounder(settings: Settings, given: Way | Sequence[Way]) -> Grounder:
    """The ways of finding a place: those of the settings, or those that were given, and no others."""
    connect = partial(grounding_model, settings=settings)
    if isinstance(given, str):  # with_names put it into the settings
        return chain(settings.grounder, connect, settings.grounder_fit)
    ways = given if isinstance(given, Sequence) else [given]
    return in_turn(ways, connect, settings.grounder_fit)


def _named_servers(settings: Settings) -> dict[str, McpServer]:
    """The MCP servers that are asked for. Raises ConfigError for a name that stands for no tools."""
    if ANDROID in settings.mcp:
        raise ConfigError(
            "no server can be called android: the phone's own tools are", "Rename [mcp.android]"
        )
    known = (ANDROID, *settings.mcp)
    for name in sorted(settings.tools.difference(known)):
        hint = _IN_PYTHON if name.endswith(".py") else nearest(name, known)
        raise ConfigError(f"no tools are called {name}", hint)
    return {name: server for name, server in settings.mcp.items() if name in settings.tools}


def _served(servers: Mapping[str, McpServer], logs: Path) -> tuple[Tool, ...]:
    """Start the servers of a run. Raises ConfigError as `server_tools` does, and without the extra."""
    if not servers:
        return ()
    try:
        from agent.tool.servers import server_tools  # noqa: PLC0415 - heavy
    except ImportError as error:
        raise ConfigError("MCP servers need an extra", _MCP) from error
    return server_tools(servers, logs)
