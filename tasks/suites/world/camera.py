"""A photo, a video.

Where we differ from AndroidWorld. What was taken may lie in DCIM, too, where most cameras put it, must not be
empty, and must be what was asked for: it counts any new file in Pictures (or Movies), and does not look at
what else was taken.
"""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.filing import bytes_of, new_files
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
APP = "com.android.camera2"
_FOLDERS = ("DCIM/*", "Pictures/*", "Movies/*")
_PHOTO, _VIDEO = (".jpg", ".jpeg", ".heic", ".dng"), (".mp4", ".3gp", ".webm")


def _greets(random: Random) -> Params:
    return {"greets": random.random() < 0.5}


def _prepare(stage: Stage, params: Params) -> None:
    """Half of the time the camera was never opened, and begins with its questions."""
    if params["greets"]:
        stage.clear_app(APP)


def _one(what: str, endings: Sequence[str]) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, _params: Params) -> Iterable[Clause]:
        came = new_files(scene, *_FOLDERS)
        fitting = [path for path in came if path.lower().endswith(tuple(endings)) and bytes_of(scene, path)]
        evidence = f"{', '.join(came) or 'nothing'} came"
        yield Clause(demand=f"one {what} is taken", ok=len(fitting) == 1, evidence=evidence)
        yield Clause(demand="nothing else is taken", ok=fitting == came, evidence=evidence, weight=0)

    return judge


TEMPLATES = (
    Template(FACTS["CameraTakePhoto"], _one("photo", _PHOTO), _greets, _prepare),
    Template(FACTS["CameraTakeVideo"], _one("video", _VIDEO), _greets, _prepare),
)
