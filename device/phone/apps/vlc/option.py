"""What can be chosen while something plays: speed, shape of the picture, orientation, a moment, a file."""

from functools import partial

from device.phone.apps.vlc.playing import Player, seek, set_rate, skip
from device.phone.apps.vlc.state import JUMP
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Handler, Input
from device.phone.widget import Choice, choice_dialog, dialog, listed, sheet, sheet_item, text_field

RATES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0)
ASPECTS = ("Best fit", "Fit screen", "Fill", "16:9", "4:3", "Center")
REPEATS = ("", "one", "all")
_REPEAT_NAMES = ("No repeat", "Repeat this file", "Repeat the queue")
_ROTATIONS = ((-1, "Automatic orientation"), (1, "Landscape"), (0, "Portrait"))
_SHAPES = {"16:9": 16 / 9, "4:3": 4 / 3}


def ratio_of(aspect: str, room: tuple[int, int]) -> float:
    """Width by height that a picture is stretched to; 0 = its own."""
    return room[0] / max(1, room[1]) if aspect == "Fill" else _SHAPES.get(aspect, 0.0)


def next_aspect(hands: Player) -> None:
    """The next shape of the picture, said aloud."""
    at = ASPECTS.index(hands.state.aspect) if hands.state.aspect in ASPECTS else 0
    aspect = ASPECTS[(at + 1) % len(ASPECTS)]
    hands.set(aspect=aspect)
    hands.context.toast(hands.tr(aspect))


def next_rotation(hands: Player) -> None:
    """As the phone is held, across, upright."""
    held = hands.context.now().rotation
    turns = [turn for turn, _ in _ROTATIONS]
    turn, name = _ROTATIONS[(turns.index(held) + 1) % len(turns)]
    hands.context.turn(turn)
    hands.context.toast(hands.tr(name))


def options(hands: Player, length: int) -> Overlay | None:
    """What lies over the player now."""
    state = hands.state
    if state.dialog == "options":
        return _options(hands)
    if state.dialog == "speed":
        return _speed(hands, length)
    if state.dialog == "aspect":
        return _aspect(hands)
    if state.dialog == "repeat":
        return _repeat(hands)
    if state.dialog == "jump":
        return _jump(hands, length)
    return _queue(hands) if state.dialog == "queue" else None


def _options(hands: Player) -> Overlay:
    tr, state = hands.tr, hands.state

    def jump() -> None:
        hands.context.set_text(JUMP, "")
        hands.open("jump")
        hands.context.focus(JUMP)

    items = (
        sheet_item("speed", f"{tr('Playback speed')}: {state.rate:g}x", lambda: hands.open("speed")),
        sheet_item("aspect_ratio", f"{tr('Aspect ratio')}: {tr(state.aspect)}", lambda: hands.open("aspect")),
        sheet_item("schedule", tr("Jump to time"), jump),
        sheet_item("repeat", tr(_REPEAT_NAMES[REPEATS.index(state.repeat)]), lambda: hands.open("repeat")),
        sheet_item("queue_music", tr("Queue"), lambda: hands.open("queue")),
    )
    return sheet("", (listed("options", items),), hands.close)


def _choose(hands: Player, title: str, labels: list[str], now: int, acts: list[Handler]) -> Overlay:
    return choice_dialog(title, labels, now, acts, Choice(hands.tr("CANCEL"), hands.close))


def _speed(hands: Player, length: int) -> Overlay:
    now = hands.state.rate
    return _choose(
        hands,
        hands.tr("Playback speed"),
        [f"{rate:g}x" for rate in RATES],
        RATES.index(now) if now in RATES else 3,
        [partial(set_rate, hands, rate, length) for rate in RATES],
    )


def _aspect(hands: Player) -> Overlay:
    tr = hands.tr
    return _choose(
        hands,
        tr("Aspect ratio"),
        [tr(one) for one in ASPECTS],
        ASPECTS.index(hands.state.aspect),
        [partial(hands.set, aspect=one, dialog="") for one in ASPECTS],
    )


def _repeat(hands: Player) -> Overlay:
    tr = hands.tr
    return _choose(
        hands,
        tr("Repeat"),
        [tr(name) for name in _REPEAT_NAMES],
        REPEATS.index(hands.state.repeat),
        [partial(hands.set, repeat=one, dialog="") for one in REPEATS],
    )


def _jump(hands: Player, length: int) -> Overlay:
    """Minutes and seconds, or seconds alone."""
    tr, text = hands.tr, hands.context.text(JUMP)
    moment = moment_of(text)

    def go() -> None:
        hands.context.focus("")
        hands.close()
        found = moment_of(hands.context.text(JUMP))
        if found is not None:
            seek(hands, found, length)

    field = text_field(Input(JUMP, tr("Time (minutes:seconds)"), on_submit=go), text, resource_id=JUMP)
    return dialog(
        tr("Jump to time"),
        (field,),
        accept=Choice(tr("OK"), go, enabled=moment is not None),
        cancel=Choice(tr("CANCEL"), hands.leave_field),
    )


def moment_of(text: str) -> int | None:
    """Milliseconds of "1:05", "65" or "1:02:03"; None when it is none."""
    parts = text.strip().split(":")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part[:9])
    return seconds * 1000


def _queue(hands: Player) -> Overlay:
    state = hands.state

    def go(to: int) -> None:
        hands.close()
        skip(hands, to - state.at)

    rows = [
        sheet_item(
            "play_arrow" if place == state.at else "movie",
            path.rpartition("/")[2],
            partial(go, place),
        )
        for place, path in enumerate(state.queue)
    ]
    return sheet(hands.tr("Queue"), (listed("queue", rows),), hands.close)
