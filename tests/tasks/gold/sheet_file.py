"""Sheets for files."""

from collections.abc import Mapping
from random import Random

from tasks.chance import apart, stem_name, varied
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_file import gone, move, there
from tests.tasks.gold.sheet import Draw

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


def _noise(random: Random, folder: str, besides: str) -> list[str]:
    def near(dice: Random) -> str:
        return varied(dice, dice.choice((*FOLDERS[folder], besides)))

    return apart(random, random.randint(1, 20), near, (besides,))


def _delete(random: Random) -> Case:
    folder = random.choice(tuple(FOLDERS))
    name = f"{stem_name(random)}.{FOLDERS[folder][0].rpartition('.')[2]}"
    noise = _noise(random, folder, name)
    paths = [f"{folder}/{one}" for one in noise]
    values = {"file_name": name, "subfolder": folder, "noise_candidates": noise}
    before = there(f"{folder}/{name}", *paths)
    return Case("FilesDeleteFile", gone(f"{folder}/{name}", *paths), values, before=before)


def _move(random: Random) -> Case:
    source, target = random.sample(tuple(FOLDERS), 2)
    name = random.choice(FOLDERS[target])
    return move(name, source, target, *_noise(random, source, name))


SHEETS: Mapping[str, Draw] = {"FilesDeleteFile": _delete, "FilesMoveFile": _move}
