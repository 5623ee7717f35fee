"""What is in front on a phone, read out of one combined shell answer."""

import re
from dataclasses import dataclass
from datetime import datetime

CLOCK = "date '+phone-time=%Y-%m-%d %H:%M:%S %z'"
"""What time it is on the phone."""
QUESTION = (
    "dumpsys window 2>/dev/null | "
    "grep -E 'mCurrentFocus|mFocusedApp|otation=|cur=[0-9]|Window #|[ {]fl=|mAwake=|KeyguardServiceDelegate|"
    " showing=|indowingMode=(split|multi)|type=ime .*visible='; "
    "dumpsys input_method 2>/dev/null | grep -E 'mInputShown|inputType=|fieldId=|mImeWindowVis='; "
    f"{CLOCK}"
)
"""One round trip. `cur=` is the size as the screen is turned now."""

_COMPONENT = re.compile(r"\bu\d+ ([A-Za-z][\w.]*)/([\w.$]+)")
_TIME = re.compile(r"^phone-time=(\S+ \S+ [+-]\d{4})\s*$", re.MULTILINE)
_WINDOW = re.compile(r"Window\{(\w+) u\d+ ([^}\s]+)")
_WINDOW_BLOCK = re.compile(r"Window #\d+ Window\{(\w+)")
_SIZE = re.compile(r"\bcur=(\d{2,5})x(\d{2,5})")
_ROTATION = re.compile(r"\bm?(?:Current)?[rR]otation=(?:ROTATION_)?(\d{1,3})")
_HEX_FLAGS = re.compile(r"[ {]fl=#([0-9a-fA-F]{1,8})")
_NAMED_FLAGS = re.compile(r"[ {]fl=([A-Z][A-Z_ 0-9]*)")
_LOCKED = re.compile(r"KeyguardServiceDelegate\s+showing=true")
_SPLIT = re.compile(r"indowingMode=(?:split-screen|multi-window)")
_IME_VISIBLE = re.compile(r"type=ime [^\n]*visible=true")
_IME_WINDOW = re.compile(r"mImeWindowVis=(\d+)")
_VISIBLE = 2
"""Bit of mImeWindowVis."""
_FIELD = re.compile(r"\bfieldId=(-?\d+)")
_INPUT_TYPE = re.compile(r"inputType=0x([0-9a-fA-F]{1,8})")
_FLAG_SECURE = 0x2000
_SYSTEM_WINDOWS = ("NotificationShade", "StatusBar", "Keyguard", "VolumeDialog", "GlobalActions")
_MULTI_LINE = 0x20000
_IME_MULTI_LINE = 0x40000
_CLASS_TEXT = 1


@dataclass(frozen=True, slots=True)
class Front:
    """What is in front, and how the screen is."""

    package: str = ""
    activity: str = ""
    """Full class name; "" when unknown."""
    size: tuple[int, int] | None = None
    rotation: int | None = None
    keyboard_shown: bool = False
    secure: bool = False
    """The window in front carries FLAG_SECURE."""
    input_type: int | None = None
    """Android's inputType of the field being edited; None when the phone does not say."""
    awake: bool = True
    locked: bool = False
    """The lock screen is in front."""
    split: bool = False
    """Two apps share the screen: the UI tree may show one of them only."""
    local_time: datetime | None = None
    """The phone's date and time, with its offset from UTC; None when it does not say."""
    field: str = ""
    """Name of the field being edited, as its app numbers it; "" when the phone does not say."""

    @property
    def multi_line(self) -> bool:
        """Whether the field being edited is known to take line breaks."""
        kind = self.input_type or 0
        return kind & 0xF == _CLASS_TEXT and bool(kind & (_MULTI_LINE | _IME_MULTI_LINE))


def read_front(text: str) -> Front:
    """Read the answer to QUESTION; whatever a vendor leaves out stays unknown."""
    lines = text.splitlines()
    focus = next((line for line in lines if "mCurrentFocus" in line and _WINDOW.search(line)), "")
    app = next((line for line in lines if "mFocusedApp" in line and _COMPONENT.search(line)), "")
    package, activity = _component(focus, app)
    size = _SIZE.search(text)
    return Front(
        package,
        activity,
        (int(size[1]), int(size[2])) if size else None,
        _rotation(text),
        _keyboard(text),
        _secure(lines, focus),
        _input_type(text),
        "mAwake=false" not in text,
        _LOCKED.search(text) is not None,
        _SPLIT.search(text) is not None,
        _local_time(text),
        found[1] if (found := _FIELD.search(text)) else "",
    )


def _local_time(text: str) -> datetime | None:
    found = _TIME.search(text)
    try:
        return datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S %z") if found else None
    except ValueError:  # no date, or no offset, that there can be
        return None


def in_full(package: str, activity: str) -> str:
    """An activity's whole class name, where the part that is its package's may be left out."""
    return package + activity if activity.startswith(".") else activity


def _keyboard(text: str) -> bool:
    """Whether it is shown; where the usual word for it is missing, by the window itself."""
    if "mInputShown=" in text:
        return "mInputShown=true" in text
    window = _IME_WINDOW.search(text)
    if window:
        return bool(int(window[1]) & _VISIBLE)
    return _IME_VISIBLE.search(text) is not None


def _component(focus: str, app: str) -> tuple[str, str]:
    """(package, activity): of the focused window, else of the focused app (a pop-up names no component)."""
    for line in (focus, app):
        found = _COMPONENT.search(line)
        if found:
            package, activity = found[1], found[2]
            return package, in_full(package, activity)
        window = _WINDOW.search(line)
        if window and window[2].startswith(_SYSTEM_WINDOWS):
            return "com.android.systemui", ""
    return "", ""


def _rotation(text: str) -> int | None:
    found = _ROTATION.search(text)
    if found is None:
        return None
    turns = int(found[1])
    turns = turns // 90 if turns >= 90 else turns
    return turns if turns <= 3 else None


def _secure(lines: list[str], focus: str) -> bool:
    """Whether the flags of the focused window hold FLAG_SECURE (a name on new phones, a bit on old ones)."""
    window = _WINDOW.search(focus)
    inside = False
    for line in lines:
        block = _WINDOW_BLOCK.search(line)
        if block:
            inside = window is not None and block[1] == window[1]
        if not inside:
            continue
        bits = _HEX_FLAGS.search(line)
        if bits:
            return bool(int(bits[1], 16) & _FLAG_SECURE)
        names = _NAMED_FLAGS.search(line)
        if names:
            return "SECURE" in names[1].split()
    return False


def _input_type(text: str) -> int | None:
    found = _INPUT_TYPE.search(text)
    return int(found[1], 16) if found else None
