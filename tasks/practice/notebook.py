"""What practice wrote down for the agent: entries of its memory, and the file they are read from."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from agent.memory.entry import Entry
from agent.memory.store import MemoryStore
from agent.run.trajectory import Trajectory
from agent.settings import Settings
from tasks.agent.agent import Attempt
from tasks.agent.preset import PresetAgent
from tasks.practice.runner import PracticeAgent


@dataclass(frozen=True)
class Notebook:
    """Some entries."""

    entries: tuple[Entry, ...] = ()

    @property
    def digest(self) -> str:
        """Equal for two that say the same."""
        told = "\0".join(sorted(entry.model_dump_json(exclude={"id"}) for entry in self.entries))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def with_entries(self, more: tuple[Entry, ...]) -> "Notebook":
        """The same with some more."""
        return Notebook((*self.entries, *more))

    def write(self, path: Path) -> None:
        """As a memory file, whole or not at all. Raises ConfigError for what no memory would keep."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.partial")
        partial.unlink(missing_ok=True)
        store = MemoryStore(partial)
        for entry in self.entries:
            store.add(entry)
        if self.entries:
            partial.replace(path)

    def agent(self, settings: Settings, folder: Path) -> PracticeAgent:
        """The agent of some settings with just these entries for a memory."""
        if not self.entries:
            bare = settings.model_copy(update={"use_memory": False})
            return PracticeAgent(lambda cost: PresetAgent(bare, cost), "nothing learned")
        path = folder / "notebook" / f"{self.digest}.sqlite"
        if not path.exists():
            self.write(path)
        return PracticeAgent(lambda cost: Reader(settings, path, cost), f"notebook {self.digest}")


@dataclass(frozen=True, slots=True)
class Reader:
    """The agent going by a notebook: each task has a copy of its own, so that none teaches the next."""

    settings: Settings
    notebook: Path
    cost_left: float | None = None

    @property
    def identity(self) -> dict[str, str]:
        """The agent's."""
        return PresetAgent(self.settings).identity

    def work(self, attempt: Attempt) -> Trajectory:
        """As the agent does."""
        copy = attempt.folder.with_name(f"{attempt.folder.name}-notebook.sqlite")
        shutil.copyfile(self.notebook, copy)
        try:
            settings = self.settings.model_copy(update={"memory": copy, "use_memory": True})
            return PresetAgent(settings, self.cost_left).work(attempt)
        finally:
            copy.unlink(missing_ok=True)
