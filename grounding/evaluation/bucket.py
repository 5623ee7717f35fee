"""OSWorld-G's buckets: which of its items belong to each, by a file beside the annotations.

`classification_result.json` holds `{"classified": {bucket: [items]}}`, each item a row or its id.
`buckets.json`, which GUI-AIMA's evaluation reads, holds `{bucket: [GUI_types]}`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from models.notice import notify

Buckets = Mapping[str, frozenset[str]]
"""By name, the ids and kinds of elements that belong to it."""


def buckets_in(folder: Path) -> Buckets:
    """The buckets of the folder's file, by id where there are two; empty without one."""
    found = {path: names for path in sorted(folder.glob("*.json")) if (names := read_buckets(path))}
    if not found:
        return {}
    first = min(found, key=lambda path: ("classified" not in _object(path), path))
    others = ", ".join(path.name for path in found if path != first)
    if others:
        notify(f"buckets are those of {first.name}; {others} is not used")
    return found[first]


def read_buckets(path: Path) -> Buckets:
    """The buckets that a file holds; empty for another file."""
    whole = _object(path)
    inner = whole.get("classified", whole)
    if not isinstance(inner, dict):
        return {}
    found = {str(name): _members(members) for name, members in inner.items()}
    if not all(isinstance(members, list) for members in inner.values()) or not any(found.values()):
        return {}
    return found


def _members(members: object) -> frozenset[str]:
    if not isinstance(members, list):
        return frozenset()
    names = (one.get("id") if isinstance(one, dict) else one for one in members)
    return frozenset(str(name) for name in names if name)


def _object(path: Path) -> dict[str, object]:
    """What the file holds; empty where it is no JSON object."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
