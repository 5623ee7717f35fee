"""Pages drawn by chance: mazes with a way through, numbers, colours."""

from collections.abc import Mapping
from random import Random

from tests.tasks.gold.case import Case
from tests.tasks.gold.case_browser import COLOURS, Cell, maze, paint, put, sums, won
from tests.tasks.gold.sheet import Draw


def _seeded(random: Random) -> dict[str, object]:
    return {"browser_task_seed": random.randrange(2**32)}


def _cells(random: Random, size: int) -> list[Cell]:
    """A way from corner to corner, and some cells beside it."""
    x = y = 0
    cells = {(0, 0)}
    while (x, y) != (size - 1, size - 1):
        right = y == size - 1 or (x < size - 1 and random.random() < 0.5)
        x, y = (x + 1, y) if right else (x, y + 1)
        cells.add((x, y))
    cells |= {(random.randrange(size), random.randrange(size)) for _ in range(size)}
    return sorted(cells)


def _maze(random: Random) -> Case:
    size = random.randint(3, 5)
    return Case("BrowserMaze", won, _seeded(random), before=put(maze(_cells(random, size), size)))


def _multiply(random: Random) -> Case:
    numbers = [random.randint(1, 10) for _ in range(random.randint(2, 6))]
    return Case("BrowserMultiply", won, _seeded(random), before=put(sums(numbers)))


def _draw(random: Random) -> Case:
    tubes = random.sample(COLOURS, random.randint(4, 8))
    return Case("BrowserDraw", won, _seeded(random), before=put(paint(tubes, random.sample(tubes, 3))))


SHEETS: Mapping[str, Draw] = {"BrowserMaze": _maze, "BrowserMultiply": _multiply, "BrowserDraw": _draw}
