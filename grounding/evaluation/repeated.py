"""Items in several files of one folder: copies, settings of their own, and versions of one file."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from device.error import ConfigError
from grounding.evaluation.item import Item
from models.notice import notify


def once(by_file: Mapping[Path, Sequence[Item]]) -> dict[Path, list[Item]]:
    """What is asked of each file: all of it, but what a collection of other files repeats of them.

    A collection, as ScreenSpot-Pro's `all.json`, holds every item of another file. Files that merely share
    some items, as UI-Vision's do, are settings of their own, and what stands in one file twice is the
    benchmark's own. Raises ConfigError for two versions of one file.
    """
    by_size = sorted(by_file, key=lambda path: (len(by_file[path]), path))
    for one, other in combinations(by_size, 2):
        _check_versions(one, by_file[one], other, by_file[other])
    known: dict[Path, set[object]] = {}
    kept: dict[Path, Sequence[Item]] = {}
    for path in by_size:
        own = {_same(item) for item in by_file[path]}
        others = set[object]().union(*known.values())
        collects = any(held <= own for held in known.values())
        kept[path] = [item for item in by_file[path] if not (collects and _same(item) in others)]
        _tell(path, by_file[path], kept[path], sum(_same(item) in others for item in by_file[path]))
        known[path] = own
    return {path: list(kept[path]) for path in by_file if kept[path]}


def _check_versions(one: Path, few: Sequence[Item], other: Path, many: Sequence[Item]) -> None:
    """Raises ConfigError for one file's places in other words, as OSWorld-G's refined instructions are.

    Their names tell them from UI-Vision's files, which share places too: one goes on from the other.
    """
    if not (one.stem.startswith(other.stem) or other.stem.startswith(one.stem)):
        return
    places = {_where(item) for item in many}
    shared = [item for item in few if _where(item) in places]
    if len(shared) * 2 > len(few) and not {_same(item) for item in shared} <= {_same(item) for item in many}:
        raise ConfigError(
            f"{other.name} and {one.name} ask for the same places in other words",
            "Name the file that is meant, not the folder",
        )


def _tell(path: Path, own: Sequence[Item], kept: Sequence[Item], again: int) -> None:
    if not again:
        return
    what = "left out" if len(kept) < len(own) else "asked in each, as settings of their own"
    notify(f"{again:,} of {len(own):,} items of {path} stand in other files too and are {what}")


def _where(item: Item) -> object:
    return str(item.image), item.place


def _same(item: Item) -> object:
    return str(item.image), item.place, item.instruction
