"""Doing a run again: as it was recorded, or as a routine called by its name."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from device.error import ConfigError
from ui.app import file_name_of, routines_folder
from ui.chat.teller import readable
from ui.service.session import Session

if TYPE_CHECKING:
    from agent.run.trajectory import Trajectory


class Again:
    """One owner's runs and routines, for a session to do again. Methods raise ConfigError."""

    def __init__(self, runs: Path, user: str = "", say: Callable[..., str] = str) -> None:
        """`say` puts words by key into the language of who is told."""
        from agent.routine.book import RoutineBook

        self._runs = runs
        self._say = say
        folder = routines_folder()
        own = folder / f"of-{file_name_of(user)}" if user else folder
        self._book = RoutineBook(own)

    def replay(self, session: Session, run: str, *, alone: bool) -> None:
        """Do a recorded run again; where the phone does not go along the agent goes on, unless `alone`."""
        from agent.replay.script import script_of

        session.replay(script_of(self._trajectory(run)), alone=alone)

    def call(self, session: Session, said: str) -> bool:
        """Do the routine that is called for, if one is; what only stops or pauses a task calls for none."""
        from agent.language.standstill import steers

        if steers(said) or not self._book.all():
            return False
        try:
            routine, values = self._book.call(said)
        except ConfigError:
            return False
        session.replay(routine.script_for(values))
        return True

    def save(self, run: str, name: str, values: Mapping[str, str]) -> None:
        """Keep a run under a name, with places for values in it."""
        from agent.replay.script import script_of
        from agent.routine.routine import make_routine, meaning_of

        if meaning := meaning_of(name):
            raise ConfigError(self._say(f"routine_is_{meaning}", readable(name)))
        self._book.save(make_routine(name, script_of(self._trajectory(run)), dict(values), time.time()))

    def forget(self, name: str) -> None:
        """Forget a routine."""
        self._book.remove(name)

    def routines(self) -> dict[str, object]:
        """What there is, as the page shows it."""
        return {
            "is": "routines",
            "routines": [
                {"name": one.name, "goal": readable(one.goal), "values": one.values}
                for one in self._book.all()
            ],
        }

    def _trajectory(self, run: str) -> "Trajectory":
        from agent.run.trajectory import read_trajectory
        from ui.past.past import find_run

        return read_trajectory(find_run(self._runs, run))
