"""Files deleted and moved in the file manager.

Where we differ from AndroidWorld. It asks whether the file is gone (and is elsewhere) and nothing more. Here
no other file of the storage may come, go or change, and what was moved must hold what it held.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import apart, stem_name, varied
from tasks.material.filing import file_gone, is_copy, no_other_files
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
FOLDERS: Mapping[str, tuple[str, ...]] = {
    "Alarms": ("wake_up_call.mp3", "slow_sunrise.mp3", "monday_bell.mp3"),
    "Audiobooks": ("whale_chapter_1.mp3", "french_in_a_week.mp3", "island_tale.mp3"),
    "DCIM": ("lake_trip.jpg", "class_of_23.jpg", "first_snow.jpg"),
    "Documents": ("letter_to_landlord.pdf", "tax_2022.pdf", "floor_plan.pdf"),
    "Download": ("setup_tool.exe", "manual.pdf", "songs.zip", "poster.png", "reader.apk"),
    "Movies": ("train_ride.mp4", "silent_comedy.mp4", "reef.mp4"),
    "Music": ("harbour_song.mp3", "rainy_waltz.mp3", "drums.mp3"),
    "Notifications": ("knock.mp3", "two_tones.mp3", "drop.mp3"),
    "Pictures": ("sketch_of_cat.jpg", "menu_card.jpg", "map_of_zoo.jpg"),
    "Podcasts": ("talk_on_bees.mp3", "city_history.mp3", "chess_hour.mp3"),
    "Ringtones": ("old_phone.mp3", "marimba.mp3", "whistle.mp3"),
}
"""Folders of the storage, and what lies in them."""


# -- drawing -------------------------------------------------------------------------------------------
def _noise(random: Random, folder: str, besides: str) -> list[str]:
    def near(dice: Random) -> str:
        return varied(dice, dice.choice((*FOLDERS[folder], besides)))

    return apart(random, random.randint(1, 20), near, (besides,))


def _delete(random: Random) -> Params:
    folder = random.choice(tuple(FOLDERS))
    name = f"{stem_name(random)}.{FOLDERS[folder][0].rpartition('.')[2]}"
    noise = _noise(random, folder, name)
    return cast(Params, {"file_name": name, "subfolder": folder, "noise_candidates": noise})


def _move(random: Random) -> Params:
    source, target = random.sample(tuple(FOLDERS), 2)
    name = random.choice(FOLDERS[target])
    said = {"file_name": name, "source_folder": source, "destination_folder": target}
    return cast(Params, {**said, "noise_candidates": _noise(random, source, name)})


# -- before --------------------------------------------------------------------------------------------
def _files_in(stage: Stage, folder: str, params: Params) -> None:
    """The file that is meant and the others, each with something of its own in it."""
    for name in sorted([str(params["file_name"]), *cast(list[str], params["noise_candidates"])]):
        stage.file(f"{folder}/{name}", f"what is in {name}\n")


def _to_delete(stage: Stage, params: Params) -> None:
    _files_in(stage, str(params["subfolder"]), params)


def _to_move(stage: Stage, params: Params) -> None:
    _files_in(stage, str(params["source_folder"]), params)
    stage.have_folder(str(params["destination_folder"]))


# -- after ---------------------------------------------------------------------------------------------
def _deleted(scene: Scene, params: Params) -> Iterable[Clause]:
    path = f"{params['subfolder']}/{params['file_name']}"
    yield file_gone(scene, f"{path} is gone", path)
    yield no_other_files(scene, "all other files are as they were", path)


def _moved(scene: Scene, params: Params) -> Iterable[Clause]:
    old = f"{params['source_folder']}/{params['file_name']}"
    new = f"{params['destination_folder']}/{params['file_name']}"
    yield file_gone(scene, f"{old} is gone", old)
    yield is_copy(scene, f"{new} is what it was", new, old)
    yield no_other_files(scene, "all other files are as they were", old, new)


TEMPLATES = (
    Template(FACTS["FilesDeleteFile"], _deleted, _delete, _to_delete),
    Template(FACTS["FilesMoveFile"], _moved, _move, _to_move),
)
