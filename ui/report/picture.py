"""The screens of a report: each once, small, as WebP."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tasks.bundle.webp import webp

WIDTH = 432
"""Pixels of a screen held upright, in the page at its largest."""
_QUALITY = 68


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """One screen."""

    name: str
    """By its content."""
    size: tuple[int, int]
    """Of the phone's screen, to which all that is drawn on it refers."""
    webp: bytes


def shrink(paths: Iterable[Path]) -> Mapping[str, ReportPicture]:
    """The screens of these files by name, as many at a time as there are processors.

    Files of one name hold the same; one that is missing, or is no picture, is left out.
    """
    wanted = {path.stem: path for path in paths}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(_shrunk, wanted.values())
        return {picture.name: picture for picture in found if picture is not None}


def _shrunk(path: Path) -> ReportPicture | None:
    try:
        size, small = webp(path, _QUALITY, WIDTH)
    except OSError:
        return None
    return ReportPicture(path.stem, size, small)
