"""Android key codes by name, and the characters they type."""

HOME, BACK, CALL, ENDCALL = 3, 4, 5, 6
POWER, HEADSETHOOK, SLEEP, WAKEUP = 26, 79, 223, 224
A, N = 29, 42
SPACE, TAB = 62, 61
ENTER = (66, 160)
DEL, FORWARD_DEL = 67, 112
LEFT, RIGHT, DPAD_CENTER = 21, 22, 23
MOVE_HOME, MOVE_END = 122, 123
CUT, COPY, PASTE = 277, 278, 279
APP_SWITCH = 187
NOTIFICATION = 83
SYSRQ = 120
CHORDS = {frozenset((POWER, 25)): SYSRQ}
"""Keys pressed together that do what another key does: Power and Volume down take a screenshot."""
APPS = {
    64: "BROWSER", 65: "EMAIL", 207: "CONTACTS", 208: "CALENDAR", 209: "MUSIC", 210: "CALCULATOR",
}  # fmt: skip
"""Code -> the kind of app it opens, as the end of a category (intent.APP)."""
VOLUME = {24: 1, 25: -1}
"""Code -> step of the media volume."""
MEDIA = {
    85: "play-pause", 86: "stop", 87: "next", 88: "previous", 89: "rewind", 90: "fast-forward",
    126: "play", 127: "pause",
}  # fmt: skip
"""Code -> what a player is told, as `media dispatch` calls it."""

SHIFT, CTRL, ALT, META_KEY, CAPS_LOCK = 0x1, 0x1000, 0x2, 0x10000, 0x100000
META = {59: SHIFT, 60: SHIFT, 113: CTRL, 114: CTRL, 57: ALT, 58: ALT, 117: META_KEY, 118: META_KEY}
"""Modifier key code -> META bit."""

NAMES: dict[str, int] = {
    "HOME": 3, "BACK": 4, "CALL": 5, "ENDCALL": 6, "STAR": 17, "POUND": 18,
    "DPAD_UP": 19, "DPAD_DOWN": 20, "DPAD_LEFT": 21, "DPAD_RIGHT": 22, "DPAD_CENTER": 23,
    "VOLUME_UP": 24, "VOLUME_DOWN": 25, "POWER": 26, "CAMERA": 27, "CLEAR": 28,
    "COMMA": 55, "PERIOD": 56, "ALT_LEFT": 57, "ALT_RIGHT": 58, "SHIFT_LEFT": 59, "SHIFT_RIGHT": 60,
    "TAB": 61, "SPACE": 62, "EXPLORER": 64, "ENVELOPE": 65, "ENTER": 66,
    "DEL": 67, "GRAVE": 68, "MINUS": 69, "EQUALS": 70,
    "LEFT_BRACKET": 71, "RIGHT_BRACKET": 72, "BACKSLASH": 73, "SEMICOLON": 74, "APOSTROPHE": 75,
    "SLASH": 76, "AT": 77, "HEADSETHOOK": 79, "PLUS": 81, "MENU": 82, "NOTIFICATION": 83, "SEARCH": 84,
    **{f"MEDIA_{name.upper().replace('-', '_')}": code for code, name in MEDIA.items()},
    "PAGE_UP": 92, "PAGE_DOWN": 93, "ESCAPE": 111, "FORWARD_DEL": 112, "CTRL_LEFT": 113,
    "CTRL_RIGHT": 114, "CAPS_LOCK": 115, "META_LEFT": 117, "META_RIGHT": 118, "SYSRQ": 120,
    "MOVE_HOME": 122, "MOVE_END": 123, "NUMPAD_ENTER": 160, "VOLUME_MUTE": 164, "APP_SWITCH": 187,
    "SETTINGS": 176, "CONTACTS": 207, "CALENDAR": 208, "MUSIC": 209, "CALCULATOR": 210,
    "BRIGHTNESS_DOWN": 220, "BRIGHTNESS_UP": 221, "SLEEP": 223, "WAKEUP": 224,
    "CUT": 277, "COPY": 278, "PASTE": 279,
    **{str(digit): 7 + digit for digit in range(10)},
    **{chr(ord("A") + place): 29 + place for place in range(26)},
}  # fmt: skip
"""Name without KEYCODE_ -> code."""

_TYPED: dict[int, tuple[str, str]] = {
    **{7 + digit: (str(digit), ")!@#$%^&*("[digit]) for digit in range(10)},
    **{29 + place: (chr(ord("a") + place), chr(ord("A") + place)) for place in range(26)},
    17: ("*", "*"), 18: ("#", "#"), 55: (",", "<"), 56: (".", ">"), 61: ("\t", "\t"), 62: (" ", " "),
    68: ("`", "~"), 69: ("-", "_"), 70: ("=", "+"), 71: ("[", "{"), 72: ("]", "}"), 73: ("\\", "|"),
    74: (";", ":"), 75: ("'", '"'), 76: ("/", "?"), 77: ("@", "@"), 81: ("+", "+"),
}  # fmt: skip


def code_of(name: str) -> int | None:
    """The code for "KEYCODE_ENTER", "ENTER" or "66"; None when there is none."""
    if name.isascii() and name.isdigit():
        return int(name) if len(name) < 5 else None
    return NAMES.get(name.upper().removeprefix("KEYCODE_"))


def character(code: int, meta: int = 0) -> str:
    """What the key types with the modifiers held; "" for a key that types nothing."""
    if meta & META_KEY:
        return ""
    plain, shifted = _TYPED.get(code, ("", ""))
    return shifted if meta & (SHIFT | CAPS_LOCK) else plain
