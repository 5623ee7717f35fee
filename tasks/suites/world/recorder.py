"""Something recorded, with and without a name of its own.

Where we differ from AndroidWorld. Of the name "x.m4a" it looks for a file "x.m4a.m4a", which is what comes of
typing the name where the app adds an ending: here the recording may be called either. Both tasks want one new
recording that is not empty, and the others as they were.
"""

from collections.abc import Iterable
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart, varied
from tasks.material.filing import bytes_of, new_files, only_files
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
FOLDER = "Android/data/com.dimowner.audiorecorder/files/Music/records"
_ENDING = ".m4a"
_SUBJECTS = (
    *("choir", "board_meeting", "grandmother", "physics", "birdsong", "dream", "radio_play", "questions"),
    *("interview", "voice_memo"),
)


# -- drawing -------------------------------------------------------------------------------------------
def _name(random: Random) -> str:
    return varied(random, f"{random.choice(_SUBJECTS)}{_ENDING}")


def _earlier(random: Random, besides: str = "") -> list[str]:
    """Recordings that are there already."""
    return apart(random, random.choice((0, 0, 1, 4)), _name, (besides,))


def _any_name(random: Random) -> Params:
    return cast(Params, {"earlier": _earlier(random)})


def _by_name(random: Random) -> Params:
    name = _name(random)
    return cast(Params, {"file_name": name, "text": "", "earlier": _earlier(random, name)})


# -- before and after ----------------------------------------------------------------------------------
def _prepare(stage: Stage, params: Params) -> None:
    for name in cast(list[str], params["earlier"]):
        stage.file(f"{FOLDER}/{name}", f"the sound of {name}\n")


def _recorded(scene: Scene, _params: Params) -> Iterable[Clause]:
    yield from _one_came(scene)


def _recorded_by_name(scene: Scene, params: Params) -> Iterable[Clause]:
    name = str(params["file_name"])
    came = new_files(scene, f"{FOLDER}/*")
    allowed = (f"{FOLDER}/{name}", f"{FOLDER}/{name}{_ENDING}")
    yield Clause(
        demand=f"a recording is called {name}",
        ok=any(path in allowed for path in came),
        evidence=f"{', '.join(came) or 'nothing'} came",
    )
    yield from _one_came(scene)


def _one_came(scene: Scene) -> Iterable[Clause]:
    came = new_files(scene, f"{FOLDER}/*")
    sizes = [len(bytes_of(scene, path) or b"") for path in came]
    evidence = ", ".join(f"{path} of {size} bytes" for path, size in zip(came, sizes, strict=True))
    yield Clause(
        demand="one new recording, and something in it",
        ok=len(sizes) == 1 and sizes[0] > 0,
        evidence=f"{evidence or 'nothing'} came",
    )
    yield only_files(scene, "the other recordings are as before", f"{FOLDER}/*", {"added": came}, weight=0)


TEMPLATES = (
    Template(FACTS["AudioRecorderRecordAudio"], _recorded, _any_name, _prepare),
    Template(FACTS["AudioRecorderRecordAudioWithFileName"], _recorded_by_name, _by_name, _prepare),
)
