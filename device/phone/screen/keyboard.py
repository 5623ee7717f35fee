"""The soft keyboard: a view like any other, in a window of its own that the dump leaves out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, CENTRED_ROW, FILL, GROWING, Box, Flow, Icon, Surface, Text

KEYBOARD_HEIGHT, LEAST_HEIGHT = 290.0, 190.0
"""dp, the strip on top included; at least and at most."""
_SHARE = 0.52
"""Of the screen's height, where that is less than the keyboard would like."""
KEYBOARD_PACKAGE = "com.google.android.inputmethod.latin"


def keyboard_height(screen: float) -> float:
    """How high the keyboard is on a screen of a height; dp."""
    return min(KEYBOARD_HEIGHT, max(LEAST_HEIGHT, screen * _SHARE))


Press = Callable[[str], None]
Translate = Callable[[str], str]

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("1234567890", "@#$_&-+()/", "*\"':;!?")
_MORE = (
    "~`|\u2022\u221a\u03c0\u00f7\u00d7\u00a7\u2206",
    "\u00a3\u00a2\u20ac\u00a5^\u00b0={}\\",
    "%\u00a9\u00ae\u2122\u2713[]",
)
_PADS = {
    "number": ("123-", "456+", "789\b", ",0.\n"),
    "phone": ("123-", "456+", "789\b", "*0#\n"),
}
"""Rows of keys; \\b is backspace and \\n enter."""
_NAMES = {
    "space": "Space",
    "backspace": "Delete",
    "enter": "Enter",
    "shift": "Shift",
    "hide": "Hide keyboard",
}
_NAMES |= {"symbols": "Symbol keyboard", "letters": "Letter keyboard", "more": "More symbols"}
_FACES = {"symbols": "?123", "letters": "ABC", "more": "=\\<"}
_ICONS = {"backspace": "backspace", "shift": "shift", "hide": "keyboard_arrow_down"}
_BACKGROUND = "surface_container_high"
_KEY = "surface_bright"
_SIDE_KEY = "secondary_container"


def keyboard_view(page: str, input_type: str, press: Press, translate: Translate) -> View:
    """The keyboard on one of its pages (letters, shift, symbols, more) for one kind of field.

    `press` gets the character of a key, or space, backspace, enter, shift, symbols, letters, more, hide.
    """
    keys = _Keys(press, translate, shifted=page == "shift", multiline=input_type == "multiline")
    if input_type in _PADS:
        rows = [keys.row([keys.named(char) for char in row]) for row in _PADS[input_type]]
    else:
        rows = _rows(keys, page, "@" if input_type == "email" else ",")
    strip = View(
        box=Box(width=FILL, height=44.0, padding=(6.0, 0.0, 6.0, 0.0)),
        flow=CENTRED_ROW,
        children=(keys.flat("hide"), View(box=GROWING, important=False)),
    )
    return View(
        "FrameLayout",
        "keyboard",
        box=Box(width=FILL, height=FILL, padding=(3.0, 0.0, 3.0, 14.0)),
        flow=Flow("column", align="stretch"),
        surface=Surface(_BACKGROUND),
        children=(strip, *rows),
    )


def _rows(keys: "_Keys", page: str, mark: str) -> list[View]:
    """Four rows: characters, characters, characters between two side keys, space between the marks."""
    letters = page not in ("symbols", "more")
    first, second, third = _LETTERS if letters else _SYMBOLS if page == "symbols" else _MORE
    left = "shift" if letters else "more" if page == "symbols" else "symbols"
    low, high = ("<", ">") if page == "more" else (mark if letters else ",", ".")
    return [
        keys.row([keys.key(char) for char in first]),
        keys.row([keys.key(char) for char in second], indent=20.0 if letters else 0.0),
        keys.row([keys.side(left, 1.5), *(keys.key(char) for char in third), keys.side("backspace", 1.5)]),
        keys.row(
            [
                keys.side("symbols" if letters else "letters", 1.5),
                keys.key(low),
                keys.space(),
                keys.key(high),
                keys.enter(1.5),
            ]
        ),
    ]


class _Keys:
    """Makes the keys of one page."""

    def __init__(self, press: Press, translate: Translate, *, shifted: bool, multiline: bool) -> None:
        self._press = press
        self._translate = translate
        self._shifted = shifted
        self._multiline = multiline

    def row(self, keys: list[View], indent: float = 0.0) -> View:
        """Keys side by side."""
        return View(
            box=Box(width=FILL, weight=1.0, padding=(indent, 0.0, indent, 0.0)),
            flow=Flow("row", align="stretch"),
            children=tuple(keys),
        )

    def _make(self, name: str, text: str, icon: str, colours: tuple[str, str], weight: float) -> View:
        label = self._translate(_NAMES[name]) if name in _NAMES else name
        return View(
            "Button",
            text=Text(
                text,
                style="title_large" if len(text) == 1 else "label_large",
                colour=colours[1],
                align="center",
            ),
            content_description=label,
            icon=Icon(icon, colours[1], size=22.0),
            box=Box(weight=weight, margin=(2.5, 4.0, 2.5, 4.0)),
            flow=CENTRED,
            surface=Surface(colours[0], radius=7.0),
            on_tap=partial(self._press, name),  # not self: kept keyboards must not hold the phone
        )

    def key(self, char: str) -> View:
        """A character."""
        char = char.upper() if self._shifted else char
        return self._make(char, char, "", (_KEY, "on_surface"), 1.0)

    def side(self, name: str, weight: float) -> View:
        """A key that does something else than type."""
        icon = _ICONS.get(name, "")
        colours = (_SIDE_KEY, "on_secondary_container")
        if name == "shift" and self._shifted:
            colours = ("primary", "on_primary")
        return self._make(name, _FACES.get(name, ""), icon, colours, weight)

    def flat(self, name: str) -> View:
        """A key without a face of its own, in the strip."""
        view = self._make(name, "", _ICONS[name], ("", "on_surface_variant"), 0.0)
        view.box = replace(view.box, width=40.0, height=40.0)
        return view

    def space(self) -> View:
        """The space bar."""
        return self._make("space", "", "", (_KEY, "on_surface"), 5.0)

    def enter(self, weight: float) -> View:
        """Enter: a new line, or done."""
        icon = "keyboard_return" if self._multiline else "check"
        view = self._make("enter", "", icon, ("primary", "on_primary"), weight)
        view.surface = replace(view.surface, radius=24.0)
        return view

    def named(self, char: str) -> View:
        """A key of a number pad."""
        if char == "\b":
            return self.side("backspace", 1.0)
        if char == "\n":
            return self.enter(1.0)
        return (
            self.key(char) if char.isdigit() else self._make(char, char, "", (_SIDE_KEY, "on_surface"), 1.0)
        )
