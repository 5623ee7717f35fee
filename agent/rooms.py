"""Whether the packages beside this one are ours, and not others that Python finds first under their names."""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_ROOMS = ("device", "grounding", "models", "tasks", "ui")


def check_rooms() -> None:
    """Raise ImportError where another package or module shadows one of ours; it says where that lies."""
    for name in _ROOMS:
        loaded = sys.modules.get(name)
        spec = loaded.__spec__ if loaded is not None else PathFinder.find_spec(name)
        place = Path(spec.origin) if spec is not None and spec.origin else None
        if (
            place is None
            or place.parent == _ROOT / name
            or place.resolve().parent == (_ROOT / name).resolve()
        ):
            continue
        where = place.parent if place.name == "__init__.py" else place
        raise ImportError(
            f"Python finds {where} under the name {name!r}, which hides {_ROOT / name} of Tapwright: rename "
            f"it, or take {where.parent} off the path (PYTHONPATH, or the folder that the program lies in)",
            name=name,
            path=str(where),
        )
