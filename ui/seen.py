"""A screen from files: its picture, and its UI tree where there is one."""

from dataclasses import replace
from pathlib import Path

from device.error import ConfigError, TreeUnavailable
from device.look.hierarchy import parse_hierarchy
from device.screen import Observation, UIElement
from grounding.evaluation.run import as_screen
from grounding.target import TargetNotFound


def screen_of(image: Path, tree: Path | None = None) -> Observation:
    """What a grounder is handed. Raises ConfigError for files that cannot be read."""
    if not image.is_file():
        raise ConfigError(f"there is no picture {image}")
    try:
        seen = as_screen(image)
    except TargetNotFound as broken:
        raise ConfigError(str(broken)) from None
    if tree is None:
        return replace(seen, tree_error="a picture alone has no UI tree")
    return replace(seen, elements=_elements(tree))


def _elements(tree: Path) -> tuple[UIElement, ...]:
    try:
        return parse_hierarchy(tree.read_bytes()).elements
    except OSError as error:
        raise ConfigError(f"cannot read {tree}: {error.strerror}") from None
    except TreeUnavailable as none:
        raise ConfigError(f"{tree} holds no UI tree: {none.reason}") from None
