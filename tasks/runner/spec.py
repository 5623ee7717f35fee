"""What a run is begun with: what each worker has to know, and what only the runner does."""

import shlex
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from agent.run.step import Record
from agent.settings import Settings
from agent.tool.tool import ANDROID
from tasks.door.rules import Rules, rules_named
from tasks.ledger.connection import file_of, is_server
from tasks.ledger.ledger import default_url
from tasks.runner.phone import PhoneSpec
from tasks.suite import SEED

OUT = Path("bench")
"""Where runs lie, unless it is said otherwise."""
AgentName = str
"""`agent`, what is plain code (`gold`, `noop`, `random`), or somebody's own by its name (tasks/plugin.py)."""
_FORMER_NAMES = {"run": "name", "entrant": "agent", "berths": "phones", "names": "tasks"}
"""Fields by what a folder of version 0.1.0 calls them."""


class RunSpec(Record):
    """What a run is begun with: plain data that travels to any machine and lies in the run's folder."""

    name: str
    suite: str
    agent: AgentName
    ledger: str
    """Its address."""
    folder: Path
    """Of the run; each attempt has a folder in it."""
    settings: Settings
    phones: tuple[PhoneSpec, ...]
    """One for each worker."""
    seed: int = SEED
    repetitions: int = 1
    repeats: int = 1
    """Episodes with the same parameters."""
    tasks: tuple[str, ...] = ()
    """The names of those to try; () = all of the suite."""
    rules: str = ""
    """Which ways to the phone are allowed, by name; "" = what is usual for the agent, see `ways`."""
    pictures: bool = True
    max_cost: float | None = None
    """US dollars for the whole run."""
    executor: Literal["local", "ray"] = "local"
    address: str = "local"
    """Of the Ray cluster; `local` begins one of this machine alone."""
    resource: str = ""
    """What a node of the cluster must have one of for each worker; "" = nothing but a processor."""
    step_timeout: float = 600.0
    """Seconds without a word of a step done, after which a worker counts as hung."""
    episode_timeout: float = 3600.0
    """Seconds at one episode, after which it does, too."""
    home: Path | None = None
    """Where code of one's own is looked for, on whichever machine; None where there is none."""

    @model_validator(mode="before")
    @classmethod
    def _flattened(cls, read: Any) -> Any:
        """Version 0.1.0 kept what workers are told apart, as `errand`."""
        if not isinstance(read, dict) or "errand" not in read:
            return read
        flat = {**read["errand"], **read}
        return {_FORMER_NAMES.get(key, key): flat[key] for key in flat if key not in ("errand", "berth")}

    @property
    def ways(self) -> Rules:
        """The rules of the run: our own agent proves by the phone's state what it did, others see the screen.

        What the phone offers beside touches is asked of it, too.

        Raises ConfigError for a name that is none.
        """
        asks = self.agent == "agent" or ANDROID in self.settings.tools
        return rules_named(self.rules or ("probing" if asks else "screen"))

    @property
    def command(self) -> str:
        """What goes on with the run, from the folder at hand.

        A server's address is not told: it may hold a password.
        """
        out = self.folder.parent
        words = ["agent", "bench", "resume", self.name]
        if out != OUT.absolute():
            words += ["--out", str(out)]
        if is_server(self.ledger):
            words += ["--ledger", "URL"]
        elif file_of(self.ledger).absolute() != file_of(default_url(out)).absolute():
            words += ["--ledger", str(file_of(self.ledger))]
        return shlex.join(words)
