"""A page opened in Chrome from the file manager, and played: a maze, numbers to multiply, a drawing.

The pages (page/*.html) are of our own making; the play is AndroidWorld's. Where we differ: it wants Chrome in
front at the end and an element "Success!" on the screen. Here a page that is won downloads a file with a word
of its own, which is state that any Chrome keeps, whatever is in front when the run ends; and nothing else in
the folder may have come, gone or changed.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

from pydantic import JsonValue

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import code
from tasks.material.filing import new_files, only_files, said, text_of
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
APP = "com.android.chrome"
FOLDER, _PAGE = "Download", "task.html"
RESULT = "solved.txt"
"""What a page that is won downloads."""
Cell = tuple[int, int]
"""Column and row of a maze, from 0."""
SIZE = 4
"""Cells along a maze's side."""
_OPEN = 0.15
"""Chance of a cell that could be rock, and is not."""
_COUNT = 5
COLOURS = (
    *("#d40000", "#00a000", "#0000c8", "#ffcc00", "#9900cc", "#00b8b8", "#ff7f2a", "#553311"),
    *("#ff99cc", "#006644", "#88cc22", "#003366", "#777777", "#000000", "#aa5577", "#66aaff"),
    *("#cc9966", "#440044", "#aaffaa", "#808000", "#ff00ff", "#00ff66", "#b0b0d8", "#993300"),
)
_ASKED = 3


# -- pages ---------------------------------------------------------------------------------------------
def maze_page(cells: Sequence[Cell], size: int, result: str = "") -> str:
    """A maze of these open cells, from the first corner to the last."""
    return _page("maze", result, CELLS=[list(cell) for cell in cells], SIZE=size)


def product_page(numbers: Sequence[int], result: str = "") -> str:
    """Numbers shown one by one, and a form for their product."""
    return _page("product", result, NUMBERS=list(numbers))


def paint_page(tubes: Sequence[str], asked: Sequence[str], result: str = "") -> str:
    """A sheet to draw on in some of the colours that there are."""
    return _page("paint", result, TUBES=list(tubes), ASKED=list(asked))


def _page(name: str, result: str, **values: JsonValue) -> str:
    text, won = (_source(one) for one in (name, "won"))
    text = text.replace("%WON%", won)
    for key, value in {**values, "RESULT": result, "FILE": RESULT}.items():
        text = text.replace(f"%{key}%", json.dumps(value))
    return text


def _source(name: str) -> str:
    return (Path(__file__).parent / "page" / f"{name}.html").read_text(encoding="utf-8")


# -- what a seed makes of them -------------------------------------------------------------------------
def _maze(random: Random, result: str) -> str:
    return maze_page(maze(random, SIZE), SIZE, result)


def maze(random: Random, size: int) -> list[Cell]:
    """The open cells of a maze: as many are rock as may be, and a few less."""
    cells = {(x, y) for x in range(size) for y in range(size)}
    for cell in random.sample(sorted(cells), len(cells)):
        if _leads_through(cells - {cell}, size) and random.random() >= _OPEN:
            cells.remove(cell)
    return sorted(cells)


def _leads_through(cells: set[Cell], size: int) -> bool:
    """Whether there is a way from the first corner to the last."""
    reached: set[Cell] = set()
    todo = [(0, 0)]
    while todo:
        x, y = todo.pop()
        if (x, y) in cells and (x, y) not in reached:
            reached.add((x, y))
            todo += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return (size - 1, size - 1) in reached


def _product(random: Random, result: str) -> str:
    return product_page([random.randint(1, 10) for _ in range(_COUNT)], result)


def _paint(random: Random, result: str) -> str:
    tubes = random.sample(COLOURS, len(COLOURS))
    return paint_page(tubes, random.sample(tubes, _ASKED), result)


# -- the task ------------------------------------------------------------------------------------------
def _seed(random: Random) -> Params:
    return {"browser_task_seed": random.randrange(2**32)}


def _word(params: Params) -> str:
    """What the file of a page that is won says."""
    return code(Random(f"word {params['browser_task_seed']}"), 16)


def _put(make: Callable[[Random, str], str]) -> Callable[[Stage, Params], None]:
    """The page lies among the downloads, and Chrome is as just installed."""

    def prepare(stage: Stage, params: Params) -> None:
        stage.empty(FOLDER)
        stage.file(f"{FOLDER}/{_PAGE}", make(Random(str(params["browser_task_seed"])), _word(params)))
        stage.clear_app(APP)
        stage.run("pm", "grant", APP, "android.permission.POST_NOTIFICATIONS")

    return prepare


def _won(scene: Scene, params: Params) -> Iterable[Clause]:
    stem, ending = RESULT.split(".")
    came = new_files(scene, f"{FOLDER}/{stem}*.{ending}")
    texts = {path: text_of(scene, path) or "" for path in came}
    yield Clause(
        demand="the page is won: it left its word in the downloads",
        ok=_word(params) in texts.values(),
        evidence="; ".join(said(path, text) for path, text in texts.items()) or "no result came",
    )
    demand = "all other files among the downloads are as they were"
    yield only_files(scene, demand, f"{FOLDER}/*", {"added": came}, weight=0)


TEMPLATES = (
    Template(FACTS["BrowserMaze"], _won, _seed, _put(_maze)),
    Template(FACTS["BrowserMultiply"], _won, _seed, _put(_product)),
    Template(FACTS["BrowserDraw"], _won, _seed, _put(_paint)),
)
