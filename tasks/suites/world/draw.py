"""A drawing made and saved.

Where we differ from AndroidWorld. It asks for a file of the name and never looks into it: here it must be a
picture of the kind that its name says, with something drawn on it, and no other file may have come or
changed.
"""

import io
from collections.abc import Iterable
from random import Random
from typing import cast

from PIL import Image, UnidentifiedImageError

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart, stem_name
from tasks.material.filing import bytes_of, no_other_files
from tasks.material.picture import encoded, page
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
FOLDER = "Pictures"
_SUBJECTS = ("harbour", "apple", "self_portrait", "dragon", "floor_plan", "sunrise", "cat")
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".svg": "SVG"}
_SEEN = 24
"""Levels of grey, of 255, by which a stroke differs from the paper at the least."""
_MARKS = (b"<path", b"<polyline", b"<line", b"<circle", b"<image")


def _name(random: Random) -> str:
    return f"{random.choice(_SUBJECTS)}_{stem_name(random)}{random.choice(tuple(_KINDS))}"


def _draw(random: Random) -> Params:
    name = _name(random)
    noise = [
        one for one in apart(random, random.choice((0, 1, 5)), _name, (name,)) if not one.endswith(".svg")
    ]
    return cast(Params, {"file_name": name, "text": "", "noise_candidates": noise})


def _prepare(stage: Stage, params: Params) -> None:
    """Drawings of an earlier day."""
    for name in cast(list[str], params["noise_candidates"]):
        stage.file(f"{FOLDER}/{name}", encoded(page(name.partition("_")[0], size=90), name))


def _drawn(scene: Scene, params: Params) -> Iterable[Clause]:
    path = f"{FOLDER}/{params['file_name']}"
    kind = _KINDS[path[path.rindex(".") :]]
    data = bytes_of(scene, path)
    found, marked = _look(data or b"")
    there = f"it is {found or 'no picture'}" if data is not None else f"there is no {path}"
    yield Clause(demand=f"{path} is a picture of the kind {kind}", ok=found == kind, evidence=there)
    told = f"there is {'something' if marked else 'nothing'} on it" if found else there
    yield Clause(demand="something is drawn on it", ok=marked, evidence=told, weight=0.5)
    yield no_other_files(scene, "all other files are as they were", path)


def _look(data: bytes) -> tuple[str, bool]:
    """What kind of picture it is ("" for none), and whether there is more on it than paper."""
    if b"<svg" in data[:400]:
        return "SVG", any(mark in data for mark in _MARKS)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            darkest, lightest = picture.convert("L").getextrema()
            return str(picture.format), int(str(lightest)) - int(str(darkest)) >= _SEEN
    except (UnidentifiedImageError, OSError):
        return "", False


TEMPLATES = (Template(FACTS["SimpleDrawProCreateDrawing"], _drawn, _draw, _prepare),)
