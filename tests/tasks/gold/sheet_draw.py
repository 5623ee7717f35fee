"""Sheets for drawings."""

from collections.abc import Mapping
from random import Random

from tasks.chance import stem_name
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_draw import crowded, drawing
from tests.tasks.gold.sheet import Draw

_SUBJECTS = ("harbour", "apple", "self_portrait", "dragon", "floor_plan", "sunrise", "cat")


def _create(random: Random) -> Case:
    end = random.choice((".png", ".svg", ".jpg"))
    name = f"{random.choice(_SUBJECTS)}_{stem_name(random)}{end}"
    return drawing(name, random.choice((None, crowded)))


SHEETS: Mapping[str, Draw] = {"SimpleDrawProCreateDrawing": _create}
