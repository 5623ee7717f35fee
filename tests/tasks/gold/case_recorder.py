"""Something recorded, with and without a name of its own."""

from collections.abc import Callable

from device.phone.apps.preference import set_preference
from device.phone.phone import Phone
from tests.tasks.gold.case import Case

PACKAGE = "com.dimowner.audiorecorder"
FOLDER = f"/storage/emulated/0/Android/data/{PACKAGE}/files/Music/records"


def _sizes(phone: Phone) -> list[int]:
    return [phone.files.stat(f"{FOLDER}/{name}").size for name in phone.files.list(FOLDER)]


def _one_new(before: int) -> Callable[[Phone, str], bool]:
    def done(phone: Phone, _answer: str) -> bool:
        sizes = _sizes(phone)
        return len(sizes) == before + 1 and all(sizes)

    return done


def named(name: str) -> Callable[[Phone, str], bool]:
    """Whether there is a recording of that name; AndroidWorld's end stands behind the one that is given."""
    return lambda phone, _answer: phone.files.is_file(f"{FOLDER}/{name}.m4a")


def used(phone: Phone) -> None:
    """The first start is long over, and something was recorded."""
    set_preference(phone.context(), PACKAGE, "set_up", "1")
    phone.shell(f"echo x > {FOLDER}/Record-1.m4a")


def _asks_nothing(phone: Phone) -> None:
    """Names are not asked for, and the microphone is."""
    used(phone)
    set_preference(phone.context(), PACKAGE, "ask_name", "0")
    phone.shell(f"pm revoke {PACKAGE} android.permission.RECORD_AUDIO")


def _by_name(name: str, before: Callable[[Phone], None] | None = None, kind: str = "") -> Case:
    values = {"file_name": name, "text": ""}
    if before is None:
        return Case("AudioRecorderRecordAudioWithFileName", named(name), values, name=kind)
    return Case("AudioRecorderRecordAudioWithFileName", named(name), values, before=before, name=kind)


CASES = (
    Case("AudioRecorderRecordAudio", _one_new(0)),
    Case("AudioRecorderRecordAudio", _one_new(1), before=used, name="again"),
    Case("AudioRecorderRecordAudio", _one_new(1), before=_asks_nothing, name="quiet"),
    _by_name("presentation_fGwr.m4a"),
    _by_name("2023_10_15_talk (final).m4a", used, "again"),
    _by_name("memo_copy.m4a", _asks_nothing, "quiet"),
)
