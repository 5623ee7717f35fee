"""Receipts as pictures: one copied, one written down.

Where we differ from AndroidWorld. A copy must hold what the picture holds, and the picture must stay where it
is; there a file of the name is enough. What is written down must be right line by line and word by word,
however it is spaced (nine letters of ten are enough there).
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from random import Random
from typing import cast

from PIL import Image, ImageDraw, ImageFont

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import TODAY, apart, noise_names, stem_name
from tasks.material.filing import is_copy, no_other_files, only_files, said, text_of
from tasks.material.notebook import NOTES, note, put_notes
from tasks.material.picture import encoded
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
FOLDER, _TARGET = "DCIM", "Download"
_PICTURE = "receipt.png"
_HEADER = "Date, Item, Amount"
_SHOP = "Gadget Corner\nAll that has a plug"
_FOOT = "We hope to see you again!\nReturns within 30 days with this slip"
_THINGS = ("USB-C Cable", "Wireless Mouse", "Webcam", "Monitor Stand", "External Hard Drive", "Desk Lamp")
_PAPER = 500
"""Pixels across."""
_LINE = 30


# -- drawing -------------------------------------------------------------------------------------------
def _bought(random: Random, count: int) -> str:
    """So many lines of a day, a thing and its price."""
    days = [TODAY - timedelta(days=random.randint(1, 280)) for _ in range(count)]
    return "\n".join(f"{day}, {random.choice(_THINGS)}, ${random.uniform(5, 150):.2f}" for day in days)


def _name(random: Random) -> str:
    return f"receipt_{stem_name(random)}.jpg"


def _copying(random: Random) -> Params:
    name = _name(random)
    others = {other: _bought(random, 1) for other in apart(random, random.randint(0, 12), _name, (name,))}
    return cast(Params, {"file_name": name, "receipt_image": _bought(random, 1), "noise_images": others})


def _transcribing(random: Random) -> Params:
    text = f"{_HEADER}\n{_bought(random, random.randint(1, 5))}"
    noise = [name for name in noise_names(random, "receipt.md") if name != "receipt.md"]
    return cast(Params, {"file_name": "receipt.md", "text": text, "noise_candidates": noise})


# -- before --------------------------------------------------------------------------------------------
def receipt(lines: str) -> Image.Image:
    """A slip of paper with these lines between the shop's name and its good wishes."""
    count = lines.count("\n") + 1
    slip = Image.new("RGB", (_PAPER, max(_PAPER, 260 + _LINE * count)), "white")
    pen = ImageDraw.Draw(slip)
    pen.text((10, 100), _SHOP, "black", ImageFont.load_default(20))
    for place, line in enumerate(lines.split("\n")):
        pen.text((10, 170 + _LINE * place), line, "black", ImageFont.load_default(16))
    pen.text((10, slip.height - 40), _FOOT, "black", ImageFont.load_default(12))
    return slip


def _with_receipts(stage: Stage, params: Params) -> None:
    others = cast(dict[str, str], params["noise_images"])
    for name, lines in sorted({**others, str(params["file_name"]): str(params["receipt_image"])}.items()):
        stage.file(f"{FOLDER}/{name}", encoded(receipt(lines), name))


def _with_receipt(stage: Stage, params: Params) -> None:
    put_notes(stage, {}, cast(Sequence[str], params["noise_candidates"]))
    lines = str(params["text"]).removeprefix(f"{_HEADER}\n")
    stage.file(f"{FOLDER}/{_PICTURE}", encoded(receipt(lines), _PICTURE))


# -- after ---------------------------------------------------------------------------------------------
def _copied(scene: Scene, params: Params) -> Iterable[Clause]:
    old, new = (f"{folder}/{params['file_name']}" for folder in (FOLDER, _TARGET))
    yield is_copy(scene, f"{new} is the receipt", new, old)
    yield no_other_files(scene, "all other files are as they were", new)


def _transcribed(scene: Scene, params: Params) -> Iterable[Clause]:
    path = note(str(params["file_name"]))
    found = text_of(scene, path)
    yield Clause(
        demand=f"{params['file_name']} lists {params['text']!r}",
        ok=found is not None and _cells(found) == _cells(str(params["text"])),
        evidence=said(path, found),
    )
    yield only_files(scene, "all other notes are as they were", NOTES, {"added": [path]}, weight=0.5)


def _cells(table: str) -> list[list[str]]:
    """The values of each line, without blanks around them."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [[cell.strip() for cell in line.split(",")] for line in lines]


TEMPLATES = (
    Template(FACTS["SaveCopyOfReceiptTaskEval"], _copied, _copying, _with_receipts),
    Template(FACTS["MarkorTranscribeReceipt"], _transcribed, _transcribing, _with_receipt),
)
