"""Which move of the task is right on the screen that shows now, also after an error.

The gold walk is recorded on a fork of the phone. While the screens are those of the record it is followed. On
another screen the ways back are tried on forks, the shortest first: go on where the move fits, undo a switch,
press Back, begin this app's part again, begin the task again, from here or from home. The first way that
ends with the judge content is taken. Where none does, something has happened that can't be mended: then the
first way that can be walked to its end is taken, as somebody would who has not noticed.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.fallible.move import Move, Placed, content, perform, placed
from benchmarks.fallible.stand import NoWalk, Record, Stand
from device.error import TapwrightError
from device.screen import Observation

_MOST_BACKS = 3
_MOST_LOST = 3
"""Times in a row that no way on is found, before the task is given up."""
_NEAR = 2
"""Moves around the due one whose screens are compared."""
Way = tuple[Move, ...]


class Walk:
    """What one run has behind it and before it."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.moves: Way = stand.gold.moves
        self.at = 0
        """The move that is due, once those before it have done what they should."""
        self.answer = stand.answer
        self.infeasible = stand.gold.infeasible
        self.told = ""
        """What the person was answered."""
        self.seen: list[str] = []
        """Packages that were in front."""
        self.spoilt = False
        """Whether nothing leads to the goal any more."""
        self.since = 0
        """The first move of the decision before: those up to `at` may have been done in part."""
        self.unaware = False
        """Whether it goes on as if the last error had not been made."""
        self._lost = 0

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be done on the phone."""
        return self.at >= len(self.moves)

    @property
    def gives_up(self) -> bool:
        """Whether the way was lost too often."""
        return self._lost > _MOST_LOST

    def due(self, page: Observation, last: Move | None) -> Placed | None:
        """The move that is right here; None at the end. `last` is what was done last, right or wrong."""
        self.seen.append(page.package)
        if self.finished and (self.spoilt or self.unaware or self.reached()):
            return None
        self.unaware = self.unaware and placed(self.moves[self.at], page) is not None
        if not self.unaware and not self._on_record(page):
            self._find_way(page, last)
        if self.finished:
            return None
        found = placed(self.moves[self.at], page)
        self._lost = 0 if found else self._lost + 1
        return found or Placed(Move("navigate_home", page), None, None)

    def step(self, last: Move) -> None:
        """All moves up to this one are decided on; one that is none of the way's changes nothing."""
        ahead = range(self.at, len(self.moves))
        self.since = self.at
        self.at = next((place + 1 for place in ahead if self.moves[place] is last), self.at)

    def form(self, placed_now: Placed, page: Observation, most: int) -> tuple[Placed, ...]:
        """The due move and, where it fills in a field, those after it that can be named on this screen.

        Putting the keyboard away between two fields is left out.
        """
        found = [placed_now]
        for follows in self.moves[self.at + 1 :]:
            if len(found) == most or found[-1].move.kind != "input_text":
                break
            there = placed(follows, page)
            if follows.kind in ("input_text", "click") and there is not None and there.spot is not None:
                found.append(there)
            elif follows.kind != "navigate_back":
                break
        return tuple(found)

    def reached(self) -> bool:
        """Whether the judge would be content now."""
        with self.stand.fork() as device:
            status = "infeasible" if self.infeasible else "complete"
            return self.stand.reached(device, self.told or self.answer, self.seen, status)

    def said_and_reached(self) -> bool:
        """Whether the judge would be content now, with the answer as it was told, not as it should be."""
        with self.stand.fork() as device:
            return self.stand.reached(device, self.told, self.seen)

    # -- on the record and off it ------------------------------------------------------------------------
    def _on_record(self, page: Observation) -> bool:
        """Whether the screen is one of the record's near the due move, which is then that of this screen."""
        shown = content(page)
        near = range(max(0, self.at - _NEAR), min(len(self.moves), self.at + _NEAR + 1))
        for place in sorted(near, key=lambda place: abs(place - self.at)):
            if content(self.moves[place].page) == shown:
                self.at = place
                return True
        return False

    def _find_way(self, page: Observation, last: Move | None) -> None:
        """Take the first way that leads to the goal, else the first that leads anywhere."""
        walkable: Way | None = None
        for way in self._ways(page, last):
            walked, reached = self._tried(way)
            if reached or (walked and self.spoilt):
                self._take(way)
                return
            walkable = walkable or (way if walked else None)
        if self.spoilt:
            return
        away = (*[Move("navigate_back", page)] * _MOST_BACKS, Move("navigate_home", page))
        for first in ((), away):
            anew = self._anew(first)
            if anew is not None and anew.reached:
                self._take(anew.moves)
                return
            walkable = walkable or (anew.moves if anew else None)
        self.spoilt = True
        if not self.finished and walkable:
            self._take(walkable)

    def _take(self, way: Way) -> None:
        self.moves, self.at, self.since = way, 0, 0

    def _anew(self, first: Way) -> Record | None:
        """The task begun again after these moves; None where its solver does not get through."""
        try:
            record = self.stand.record(first)
        except NoWalk:
            return None
        return replace(record, moves=(*first, *record.moves))

    def _ways(self, page: Observation, last: Move | None) -> Iterator[Way]:
        rest = self.moves[self.at :]
        back = Move("navigate_back", page)
        if rest and placed(rest[0], page):
            yield rest
        if self.since < self.at:
            yield self.moves[self.since :]
        if last is not None and last.kind == "click" and last.spot is not None:
            yield (Move("click", page, {}, last.spot, last.spot.bounds.center), *rest)
        for backs in range(1, _MOST_BACKS + 1):
            yield (*[back] * backs, *rest)
        opened = [place for place, move in enumerate(self.moves[: self.at + 1]) if move.kind == "open_app"]
        if opened:
            yield self.moves[opened[-1] :]

    def _tried(self, way: Way) -> tuple[bool, bool]:
        """Whether it can be walked from here, and whether the judge is content then."""
        with self.stand.fork() as device:
            try:
                walked = all(perform(device, move) for move in way)
            except TapwrightError:
                return False, False
            packages = [*self.seen, *(move.page.package for move in way)]
            status = "infeasible" if self.infeasible else "complete"
            return walked, walked and self.stand.reached(device, self.answer, packages, status)
