"""Picking one thing from a list by the name that a goal gives it, or asking which is meant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agent.language.likeness import LEAST, likeness, likest, says_all
from agent.language.name import canon
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, gather, nearby, row_of, rows
from agent.offline.step.move import Act, Stuck
from agent.perception.scene import Scene
from agent.run.status import Cause


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that is looked for on a list."""

    name: str
    """As the goal calls it."""
    what: str
    """How it is told: `note "ideas"`."""
    fits: Callable[[Row], bool]
    wholly: Callable[[str], bool] | None = None
    """Whether a name is the whole one: where one is, the others do not count."""
    in_order: bool = False
    """Whether the list is in order of names, so that one is taken as soon as its neighbours show."""
    apart: str = ""
    """What tells those apart that look alike."""
    longest: int | None = None
    """Letters of the longest word of the name that what is offered in its place may lack; None for any."""
    behind: str = ""
    """What the goal says behind the name: a name that goes on there is the one that is meant."""


def pick(scene: Scene, past: Past, ids: Iterable[str], sought: Sought) -> Row | Act | Stuck:
    """The one row that fits; Stuck naming all where there are several, or those most like it for none."""
    names, wholly = tuple(ids), sought.wholly
    if wholly is not None and sought.in_order:
        shown = rows(scene, names)
        right = [place for place, row in enumerate(shown) if sought.fits(row) and wholly(row.name)]
        if len(right) == 1 and 0 < right[0] < len(shown) - 1:
            return shown[right[0]]
    keys = gather(scene, past, names, sought.fits, lambda row: is_near(sought.name, row))
    if isinstance(keys, Act):
        return keys
    if wholly is not None and len(keys) > 1:
        keys = [key for key in keys if wholly(key.split(" | ")[0])] or keys
    if not keys:
        return unfound(sought.name, sought.what, scene, past, names, longest=sought.longest)
    if len(keys) > 1:
        return _several(keys, sought)
    return row_of(scene, past, names, keys[0])


def is_near(name: str, row: Row) -> bool:
    """Whether a row may be what goes by a name that no row has."""
    return likeness(name, row.name, row.key) >= LEAST


def unfound(
    name: str, what: str, scene: Scene, past: Past, ids: Iterable[str], *, longest: int | None = None
) -> Stuck:
    """Nothing is called so: whether what is most like it is meant is put to the person.

    With `longest` only what has each word of the name with more letters than that.
    """
    near = nearby(scene, past, ids, lambda row: is_near(name, row))
    fit = [key for key in near if longest is None or says_all(name, key, longest)]
    likely = likest(name, ((key.split(" | ")[0], key) for key in fit))
    return _offered(what, likely) if likely else Stuck(f"I found no {what}", cause=Cause.NOT_FOUND)


def _offered(what: str, keys: Iterable[str]) -> Stuck:
    told = "; ".join(keys).replace(" | ", ", ")
    return Stuck(f"I found no {what}; do you mean {told}?", cause=Cause.NOT_FOUND, which=True)


def _several(keys: list[str], sought: Sought) -> Stuck:
    said = canon(sought.name + sought.behind)
    longer = [key for key in keys if len(own := canon(key.split(" | ")[0])) and said.startswith(own)]
    if len(longer) == 1:
        return _offered(sought.what, longer)
    told = "; ".join(keys).replace(" | ", ", ")
    how = f"{sought.what} {sought.apart}" if sought.apart and len(set(keys)) == 1 else sought.what
    return Stuck(f"There are several: {told}; say which {how}", sure=True, which=True)
