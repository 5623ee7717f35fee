"""A drawing saved under a name, in each of the three kinds of file."""

from collections.abc import Callable

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from tests.tasks.gold.case import Case

PACKAGE = "com.simplemobiletools.draw.pro"
_BEGINS = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "svg": b"<svg"}


def saved(name: str) -> Callable[[Phone, str], bool]:
    """Whether there is such a picture, of the kind that its name says."""

    def done(phone: Phone, _answer: str) -> bool:
        path = f"/sdcard/Pictures/{name}"
        begin = _BEGINS[name.rpartition(".")[2]]
        return phone.files.is_file(path) and phone.files.read(path).startswith(begin)

    return done


def crowded(phone: Phone) -> None:
    """There are so many folders that the one that is meant lies below, and a drawing is begun."""
    phone.shell("cd /sdcard; mkdir " + " ".join(f"F{place:02d}" for place in range(30)))
    phone.start(Intent(package=PACKAGE))
    phone.touch.swipe(300, 700, 700, 1100)


def drawing(name: str, before: Callable[[Phone], None] | None = None, kind: str = "") -> Case:
    """A drawing to be saved under a name."""
    values = {"file_name": name, "text": ""}
    if before is None:
        return Case("SimpleDrawProCreateDrawing", saved(name), values, name=kind)
    return Case("SimpleDrawProCreateDrawing", saved(name), values, before=before, name=kind)


CASES = (
    drawing("adipiscing_fair_jelly_final.png"),
    drawing("lorem_2023_06_01_brave_lamp.svg", kind="svg"),
    drawing("elit_shy.king.jpg", crowded, "crowd"),
)
