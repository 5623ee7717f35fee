"""Files deleted and moved, among others and where they are hard to find."""

from collections.abc import Callable

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from tests.tasks.gold.case import Case

PACKAGE = "com.google.android.documentsui"
STORAGE = "/storage/emulated/0"


def put(phone: Phone, path: str) -> None:
    """A file of the storage, written as a benchmark does."""
    folder = path.rpartition("/")[0]
    done = phone.shell(f"mkdir -p '{STORAGE}/{folder}'; echo 'noise of twenty signs' > '{STORAGE}/{path}'")
    assert not done.exit_code


def there(*paths: str) -> Callable[[Phone], None]:
    """The phone begins with these files."""

    def before(phone: Phone) -> None:
        for path in paths:
            put(phone, path)

    return before


def gone(path: str, *left: str) -> Callable[[Phone, str], bool]:
    """Whether a file is gone, and others are not."""

    def done(phone: Phone, _answer: str) -> bool:
        exists = phone.files.exists
        return not exists(f"{STORAGE}/{path}") and all(exists(f"{STORAGE}/{one}") for one in left)

    return done


def _crowd(folder: str) -> tuple[str, ...]:
    return tuple(f"{folder}/plan_{place:02d}.pdf" for place in range(30))


def _left_somewhere(phone: Phone) -> None:
    """Somebody was looking for something, with rows instead of tiles, and had selected it."""
    there("Music/gift.mp3", *_crowd("Music"))(phone)
    phone.start(Intent(package=PACKAGE))
    for label in ("List view", "列表视图", "Search", "搜索"):
        found = [one for one in phone.frame().elements() if one.content_description == label]
        if found:
            phone.touch.tap(found[0].bounds.center.x, found[0].bounds.center.y)
    phone.touch.text("plan")


def _delete(folder: str, name: str, *others: str, kind: str = "") -> Case:
    path = f"{folder}/{name}"
    values = {"file_name": name, "subfolder": folder, "noise_candidates": list(others)}
    noise = [f"{folder}/{one}" for one in others]
    return Case("FilesDeleteFile", gone(path, *noise), values, before=there(path, *noise), name=kind)


def move(name: str, source: str, target: str, *others: str, kind: str = "") -> Case:
    """A file to be moved, with others beside it."""
    path, noise = f"{source}/{name}", [f"{source}/{one}" for one in others]
    values = {
        "file_name": name,
        "source_folder": source,
        "destination_folder": target,
        "noise_candidates": list(others),
    }
    done = gone(path, f"{target}/{name}", *noise)
    return Case("FilesMoveFile", done, values, before=there(path, *noise), name=kind)


CASES = (
    _delete("Notifications", "q2a8_fancy_banana.mp3", "ping.mp3"),
    _delete(
        "Documents", "zz_last.pdf", *(path.partition("/")[2] for path in _crowd("Documents")), kind="far"
    ),
    _delete("Download", "set up (1).zip", "set up.zip", kind="archive"),
    Case(
        "FilesDeleteFile",
        gone("Music/gift.mp3", *_crowd("Music")),
        {"file_name": "gift.mp3", "subfolder": "Music", "noise_candidates": []},
        before=_left_somewhere,
        name="search",
    ),
    move("holiday_photos.jpg", "Podcasts", "DCIM", "interview.mp3"),
    move("the_end.exe", "Download", "Ringtones", *(f"part_{n}.zip" for n in range(20)), kind="far"),
)
