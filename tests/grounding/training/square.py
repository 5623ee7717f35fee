"""A dataset one can see through: coloured squares on grey, asked for by colour."""

from pathlib import Path
from random import Random

from PIL import Image

from grounding.training.dataset import ABSENT, TrainingExample, append

COLOURS = ("red", "green", "blue", "yellow")
SIZE = (360, 96)
SIDE = 24


def squares(folder: Path, count: int = 24, size: tuple[int, int] = SIZE, side: int = SIDE) -> Path:
    """Three of four colours on each picture; the fourth is asked for in vain."""
    (folder / "images").mkdir(parents=True)
    rng = Random(0)
    for number in range(count):
        picture = Image.new("RGB", size, "gray")
        name = f"images/{number}.png"
        places = rng.sample([(x, y) for x in range(0, size[0] - side, 2 * side) for y in (0, 2 * side)], 3)
        shown = rng.sample(COLOURS, 3)
        examples = []
        for (x, y), colour in zip(places, shown, strict=True):
            picture.paste(colour, (x, y, x + side, y + side))
            box = (float(x), float(y), float(x + side), float(y + side))
            examples.append(
                TrainingExample(name, size, f"the {colour} square", box, "icon", group="text", name=colour)
            )
        (lost,) = set(COLOURS) - set(shown)
        examples.append(TrainingExample(name, size, f"the {lost} square", ABSENT, group="absent", name=lost))
        picture.save(folder / name)
        append(folder, "train" if number % 4 else "screen", examples)
    append(folder, "app", [])
    return folder
