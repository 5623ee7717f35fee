"""Audio Recorder in tests: a recording made by touch, and what is kept of it."""

from device.phone.apps.preference import set_preference
from device.phone.apps.recorder.store import FOLDER, PACKAGE
from tests.device.phone.pulled import rows as pulled

MICROPHONE = "android.permission.RECORD_AUDIO"


def record(hand, seconds: int = 3, name: str = "") -> None:
    hand.tap("Record")
    hand.phone.shell(f"sleep {seconds}")
    hand.tap("Stop")
    if name:
        hand.type(name)
    hand.tap("Save")


def files(hand) -> list[str]:
    return hand.phone.files.list(FOLDER)


def rows(hand, columns: str) -> list[tuple]:
    return pulled(
        hand.phone,
        f"/data/data/{PACKAGE}/databases/records.db",
        f"SELECT {columns} FROM records ORDER BY _id",
    )


def begin(hand):
    """The recorder past its first start."""
    set_preference(hand.phone.context(), PACKAGE, "set_up", "1")
    hand.open(PACKAGE)
    return hand
