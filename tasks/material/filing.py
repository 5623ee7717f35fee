"""Files of the user's storage after a run: which came, went and changed, and what they say."""

from collections.abc import Iterable, Mapping, Sequence

from agent.evaluation.verdict import Clause
from device.error import FileTransferFailed
from device.state.census import Kind
from tasks.scene import Scene
from tasks.stage import STORAGE
from tasks.task import HARMLESS
from tasks.tidy import is_among


def only_files(
    scene: Scene, demand: str, within: str, changes: Mapping[Kind, Sequence[str]], weight: float = 1.0
) -> Clause:
    """That of the files and folders in places of a pattern exactly these came, went and were changed.

    A folder is named with a slash at its end, unless it came with files in it.
    """
    wanted = sorted((path, str(kind)) for kind, paths in changes.items() for path in paths)
    found = sorted(
        (one.place.removeprefix("file "), str(one.kind)) for one in scene.changed(f"file {within}")
    )
    return Clause(demand=demand, ok=found == wanted, evidence=_told(found), weight=weight)


def no_other_files(scene: Scene, demand: str, *meant: str) -> Clause:
    """That of all files and folders but those that are meant none came, went or changed.

    As doing nothing has it, it earns no credit.
    """
    changes = (one for one in scene.changed("file *") if not is_among(one, HARMLESS))
    found = [
        (path, str(one.kind)) for one in changes if (path := one.place.removeprefix("file ")) not in meant
    ]
    return Clause(demand=demand, ok=not found, evidence=_told(found), weight=0)


def file_gone(scene: Scene, demand: str, path: str, weight: float = 1.0) -> Clause:
    """That a file is not there any more."""
    there = path in scene.after.files
    return Clause(
        demand=demand, ok=not there, evidence=f"it is {'still' if there else 'not'} there", weight=weight
    )


def file_says(scene: Scene, demand: str, path: str, text: str, weight: float = 1.0) -> Clause:
    """That a file is there and says this; blanks at its ends do not count."""
    found = text_of(scene, path)
    ok = found is not None and found.strip() == text.strip()
    return Clause(demand=demand, ok=ok, evidence=said(path, found), weight=weight)


def is_copy(scene: Scene, demand: str, path: str, original: str, weight: float = 1.0) -> Clause:
    """That a file is there and holds what another held when the task began."""
    digest = scene.after.files.get(path)
    ok = digest is not None and digest == scene.before.files.get(original)
    evidence = (
        f"there is no {path}" if digest is None else f"{path} holds {'the same' if ok else 'other'} bytes"
    )
    return Clause(demand=demand, ok=ok, evidence=evidence, weight=weight)


def text_of(scene: Scene, path: str) -> str | None:
    """What a file says; None where there is none."""
    data = bytes_of(scene, path)
    return None if data is None else data.decode("utf-8", "replace")


def bytes_of(scene: Scene, path: str) -> bytes | None:
    """What a file holds; None where there is none."""
    if path not in scene.after.files:
        return None
    try:
        return scene.device.pull(f"{STORAGE}/{path}")
    except FileTransferFailed:
        return None


def new_files(scene: Scene, *within: str) -> list[str]:
    """Paths of the files that came, in places of these patterns."""
    changes = scene.changed(*(f"file {pattern}" for pattern in within))
    paths = (one.place.removeprefix("file ") for one in changes if one.kind == "added")
    return [path for path in paths if not path.endswith("/")]


def said(path: str, text: str | None) -> str:
    """What a file says, as evidence."""
    return f"there is no {path}" if text is None else f"{path} says {text[:300]!r}"


def _told(found: Iterable[tuple[str, str]], most: int = 6) -> str:
    lines = [f"{path} {kind}" for path, kind in found]
    more = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return "; ".join([*lines[:most], *more]) or "no file came, went or changed"
