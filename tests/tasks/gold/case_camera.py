"""A photo, a video: one new file and no more."""

from collections.abc import Callable

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from tests.tasks.gold.case import Case

PACKAGE = "com.android.camera2"


def _files(pictures: int, movies: int) -> Callable[[Phone, str], bool]:
    def done(phone: Phone, _answer: str) -> bool:
        files = phone.files
        return len(files.list("/sdcard/Pictures")) == pictures and len(files.list("/sdcard/Movies")) == movies

    return done


def _cleared(phone: Phone) -> None:
    phone.shell(f"pm clear {PACKAGE}")


def _left_in_video(phone: Phone) -> None:
    """Somebody chose the video mode, and the timer before that."""
    phone.database(PACKAGE, "camera.db").run("INSERT OR REPLACE INTO preferences VALUES ('timer', '10')")
    phone.start(Intent("android.media.action.VIDEO_CAMERA"))


CASES = (
    Case("CameraTakePhoto", _files(1, 0)),
    Case("CameraTakePhoto", _files(1, 0), before=_cleared, name="first"),
    Case("CameraTakePhoto", _files(1, 0), before=_left_in_video, name="timer"),
    Case("CameraTakeVideo", _files(0, 1)),
    Case("CameraTakeVideo", _files(0, 1), before=_cleared, name="first"),
)
