"""The keypad with the number typed on it, and who that number may be."""

from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

from device.phone.apps.dialer.state import DIGITS, DialerActivity, open_dialpad
from device.phone.apps.provider.calllog import OUTGOING, calls
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.number import digits, formatted
from device.phone.toolkit.still import alike, fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    Box,
    Flow,
    Handler,
    Icon,
    Input,
    Surface,
    Text,
)
from device.phone.widget import TileLook, icon_button, scroll, tile
from device.phone.widget.face import face

LETTERS = {
    "1": "", "2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV",
    "9": "WXYZ", "*": "", "0": "+", "#": "",
}  # fmt: skip
_NAMES = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "8": "eight", "9": "nine", "0": "zero", "*": "star", "#": "pound",
}  # fmt: skip
"""Resource ids of the keys."""
_ROWS = ("123", "456", "789", "*0#")
_KEY_OF = {letter: key for key, letters in LETTERS.items() for letter in letters.lower() if letter != "+"}
_SUGGESTIONS = 8
KEY_HEIGHT, _LOW_KEY_HEIGHT = 60.0, 46.0
"""dp; low where the phone lies on its side."""
_DIGIT, _BOTH = 34.0, 48.0
"""dp of a line with the digit, and of that with its letters below, at the normal text size."""
_ASK_IMEI = "*#06#"
_ALLOWED = "0123456789*#+,;()-. "


class KeyLook(NamedTuple):
    """How keys look: their ground, their height in dp, and the font scale."""

    background: str
    height: float
    font_scale: float


def _key(char: str, on_tap: Handler, on_long_press: Handler | None, look: KeyLook) -> View:
    """A key: the digit over its letters, or beside them where there is little room for large letters."""
    height, scale = look.height, look.font_scale
    over = height >= max(KEY_HEIGHT, _BOTH * scale)
    share = min(1.0, (height - 4.0) / (_DIGIT * scale))
    key = View(
        "FrameLayout",
        _NAMES[char],
        content_description=f"{char},{LETTERS[char]}",
        box=Box(height=height, weight=1.0),
        flow=Flow("column" if over else "row", gap=0.0 if over else 8.0, align="center", justify="center"),
        surface=Surface(look.background, radius=30.0),
        on_tap=on_tap,
        on_long_press=on_long_press,
        children=_writing(char, share),
    )
    key.still = alike("dialer key", char, look, on_long_press is None)
    return key


@lru_cache
def _writing(char: str, share: float) -> tuple[View, ...]:
    """What stands on a key; `share` of the usual size."""
    digit = fixed(
        "TextView", "dialpad_key_number", Text(char, style=f"{30 * share:.2f}/400/{_DIGIT * share:.2f}")
    )
    if not LETTERS[char]:
        return (digit,)
    small = fixed(
        "TextView", "dialpad_key_letters", Text(LETTERS[char], style="11/400/14", colour="on_surface_variant")
    )
    return digit, small


def keys(press: dict[str, Handler], hold: dict[str, Handler], look: KeyLook) -> list[View]:
    """Four rows of three keys; some also know a long press."""
    return [
        View(
            box=FULL_WIDTH,
            flow=Flow("row", gap=10.0),
            important=False,
            children=[_key(char, press[char], hold.get(char), look) for char in row],
        )
        for row in _ROWS
    ]


def dialpad(hands: DialerActivity) -> View:
    """The sheet at the bottom of the page."""
    context, tr = hands.context, hands.tr
    number = context.text(DIGITS)
    wide, high = hands.context.size
    key_height = KEY_HEIGHT if wide < high else _LOW_KEY_HEIGHT
    look = KeyLook("surface_container_high", key_height, hands.context.font_scale)

    def type_in(char: str) -> None:
        context.set_text(DIGITS, context.text(DIGITS) + char)
        _obey(hands, context.text(DIGITS))

    def clean(text: str) -> None:
        """Letters pasted or typed become the digits they stand for."""
        plain = "".join(_KEY_OF.get(char.lower(), char) for char in text)
        kept = "".join(char for char in plain if char in _ALLOWED)
        if kept != text:
            context.set_text(DIGITS, kept)
        _obey(hands, kept)

    press: dict[str, Handler] = {char: partial(type_in, char) for char in LETTERS}
    field = View(
        "EditText",
        "digits",
        Text(style="34/400/44", align="center"),
        box=Box(height=56.0, weight=1.0),
        input=Input(DIGITS, kind="phone", keyboard=False, on_text=clean, on_submit=lambda: _ring(hands)),
    )
    delete = icon_button(
        "backspace", tr("backspace"), lambda: _delete(hands), resource_id="deleteButton", enabled=bool(number)
    )
    delete.on_long_press = lambda: context.set_text(DIGITS, "")
    top = View(box=FULL_WIDTH, flow=CENTRED_ROW, children=(_edge(), field, delete), important=False)
    call = View(
        "Button",
        "dialpad_voice_call_button",
        Text(tr("Call"), style="title_medium", colour="on_success"),
        tr("dial"),
        icon=Icon("call", "on_success", filled=True),
        box=Box(width=152.0, height=key_height),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        surface=Surface("success", radius=30.0),
        on_tap=lambda: _ring(hands),
    )
    hide = icon_button("keyboard_arrow_down", tr("Close dialpad"), lambda: close_dialpad(hands))
    foot = View(
        box=Box(width=FILL, padding=(4.0, 4.0, 4.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        important=False,
        children=(hide, call, _edge()),
    )
    return View(
        "FrameLayout",
        "dialpad_view",
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 12.0)),
        flow=Flow(gap=8.0),
        surface=Surface("surface_container_low"),
        children=(
            top,
            *keys(press, {"0": lambda: type_in("+")}, look),
            foot,
        ),
    )


def _edge() -> View:
    return fixed(box=Box(width=48.0, height=48.0), important=False)


def _delete(hands: DialerActivity) -> None:
    hands.context.set_text(DIGITS, hands.context.text(DIGITS)[:-1])


def _obey(hands: DialerActivity, typed: str) -> None:
    """What is no number but an order is carried out as soon as it is typed."""
    if typed == _ASK_IMEI:
        hands.context.set_text(DIGITS, "")
        hands.open("imei")


def close_dialpad(hands: DialerActivity) -> None:
    """Put it away; the number stays for the next time."""
    hands.context.focus("")
    hands.set(dialpad=False)


def show_dialpad(hands: DialerActivity) -> None:
    """Bring it up with nothing typed."""
    hands.context.set_text(DIGITS, "")
    hands.set(dialpad=True, expanded=0)
    open_dialpad(hands.context)


def _ring(hands: DialerActivity) -> None:
    """Call the number; with none typed the last one called comes back, as on every phone."""
    context = hands.context
    number = context.text(DIGITS).strip()
    if number:
        context.set_text(DIGITS, "")
        close_dialpad(hands)
        hands.call(number)
        return
    last = next((call.number for call in calls(hands.context) if call.type == OUTGOING), "")
    context.set_text(DIGITS, last)


# -- who it may be -------------------------------------------------------------------------------------
@lru_cache(maxsize=4096)
def _keys_of(name: str) -> tuple[str, ...]:
    """The keys that each word of a name is typed with."""
    return tuple(
        "".join(_KEY_OF.get(char, char if char.isdigit() else "") for char in word)
        for word in name.lower().split()
    )


def spells(contact: Contact, typed: str) -> bool:
    """Whether keys typed are the start of a name, or part of a number."""
    return any(word.startswith(typed) for word in _keys_of(contact.name)) or any(
        typed in digits(entry.value) for entry in contact.phones
    )


def number_tile(hands: DialerActivity, contact: Contact, entry: Labelled) -> View:
    """Somebody with one number, which a tap calls."""
    shown = formatted(entry.value)
    return tile(
        contact.name,
        f"{hands.tr(entry.label)} \u2022 {shown}" if entry.label else shown,
        leading=face(contact.name),
        on_tap=lambda: hands.call(entry.value),
        look=TileLook(gap=16.0, padding=(16.0, 8.0, 16.0, 8.0)),
    )


def suggestions(hands: DialerActivity) -> View:
    """Over the keypad: people the keys may mean, and what else to do with the number."""
    tr = hands.tr
    number = hands.context.text(DIGITS).strip()
    typed = digits(number)
    meant = (
        (contact, entry)
        for contact in hands.book.contacts
        if typed and spells(contact, typed)
        for entry in contact.phones
    )
    rows = [number_tile(hands, contact, entry) for contact, entry in islice(meant, _SUGGESTIONS)]
    offers = (
        ("person_add", tr("Create new contact"), lambda: hands.create_contact(number)),
        ("contacts", tr("Add to a contact"), lambda: hands.add_to_contact(number)),
        ("chat", tr("Send a message"), lambda: hands.write(number)),
    )
    rows += [
        tile(label, icon=icon, on_tap=act, look=TileLook(icon_colour="primary"))
        for icon, label, act in offers
    ]
    return scroll("suggestions", rows, resource_id="search_results")
