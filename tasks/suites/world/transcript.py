"""What a film shows, written down.

Where we differ from AndroidWorld. The texts must be the film's, one by one in their order (of the whole list
nine letters of ten are enough there); upper and lower case and blanks do not count.
"""

from collections.abc import Iterable
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart, film_name
from tasks.material.filing import only_files, said, text_of
from tasks.material.film import film
from tasks.material.notebook import NOTES, note, put_notes
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
FOLDER = "Download"
_NAMES = ("Anna", "Hugo", "Emma", "Peter", "Jonas", "Noah", "Hannah")


# -- drawing -------------------------------------------------------------------------------------------
def _draw(random: Random) -> Params:
    texts = random.sample(_NAMES, random.randint(2, 3))
    name, *noise = apart(random, random.randint(4, 12), film_name)
    drawn = {
        "file_name": f"{name.partition('.')[0]}_transcription.txt",
        "text": ",".join(texts),
        "messages": texts,
        "video_name": name,
        "noise_files": noise,
    }
    return cast(Params, drawn)


# -- before and after ----------------------------------------------------------------------------------
def _prepare(stage: Stage, params: Params) -> None:
    """The other films show one text, which is none of those that are meant."""
    put_notes(stage, {})
    other = film(("Nothing here",))
    for name in cast(list[str], params["noise_files"]):
        stage.file(f"{FOLDER}/{name}", other)
    stage.file(f"{FOLDER}/{params['video_name']}", film(tuple(cast(list[str], params["messages"]))))


def _transcribed(scene: Scene, params: Params) -> Iterable[Clause]:
    path = note(str(params["file_name"]))
    found = text_of(scene, path)
    wanted = cast(list[str], params["messages"])
    yield Clause(
        demand=f"{params['file_name']} lists {', '.join(wanted)}",
        ok=found is not None and _texts(found) == [text.casefold() for text in wanted],
        evidence=said(path, found),
    )
    yield only_files(scene, "no other note came, went or changed", NOTES, {"added": [path]}, weight=0.5)


def _texts(found: str) -> list[str]:
    return [text.strip().casefold() for text in found.split(",")]


TEMPLATES = (Template(FACTS["MarkorTranscribeVideo"], _transcribed, _draw, _prepare, needs="av"),)
