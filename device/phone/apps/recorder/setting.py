"""The settings of Audio Recorder; some of them are asked for at the first start."""

from collections.abc import Sequence
from functools import partial

from device.phone.apps.recorder.act import rate_words, size_words
from device.phone.apps.recorder.sound import BITRATES, FORMATS, RATES
from device.phone.apps.recorder.state import (
    NAMINGS,
    TRASH,
    RecorderActivity,
    RecorderSettingsState,
    RecorderWelcomeState,
)
from device.phone.apps.recorder.store import records, trashed
from device.phone.system.timetext import Translate, span_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import (
    Back,
    Choice,
    alert,
    choice_dialog,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    top_bar,
)

AnyHands = RecorderActivity[RecorderSettingsState] | RecorderActivity[RecorderWelcomeState]
_FORMATS = {"m4a": "M4a", "wav": "Wav", "3gp": "3gp"}
CHOSEN = ("naming", "format", "rate", "bitrate", "channels")
"""What of it a reset takes back."""


def _options(tr: Translate, key: str) -> tuple[str, list[tuple[str, str]], str]:
    """Title, the values with their labels, and the value when nothing was chosen."""
    if key == "naming":
        names = (f"{tr('Record')}-1", tr("Date"), tr("Timestamp"))
        return tr("Name format"), list(zip(NAMINGS, names, strict=True)), "record"
    if key == "format":
        return tr("Recording format"), [(one, _FORMATS[one]) for one in FORMATS], "m4a"
    if key == "rate":
        return tr("Sample rate"), [(str(one), rate_words(one)) for one in RATES], "44100"
    if key == "bitrate":
        return tr("Bitrate"), [(str(one), f"{one // 1000} kbps") for one in BITRATES], "128000"
    return tr("Channels"), [("2", tr("Stereo")), ("1", tr("Mono"))], "2"


def choices(hands: AnyHands) -> list[View]:
    """Rows for how to record; what a format does not have is left out."""
    keys = ["naming", "format"]
    if hands.quality.format != "3gp":
        keys += ["rate", "channels"]
    if hands.quality.format == "m4a":
        keys.append("bitrate")
    return [_choice(hands, key) for key in keys]


def _choice(hands: AnyHands, key: str) -> View:
    title, options, default = _options(hands.tr, key)
    now = hands.kept(key, default)
    label = next((label for value, label in options if value == now), options[0][1])
    return tile(title, label, on_tap=lambda: hands.open(key), resource_id=f"setting_{key}")


def choice_overlay(hands: AnyHands) -> Overlay | None:
    """The dialog of such a row."""
    key = hands.state.dialog
    if key not in CHOSEN:
        return None
    title, options, default = _options(hands.tr, key)
    now = hands.kept(key, default)
    chosen = next((place for place, (value, _) in enumerate(options) if value == now), 0)

    def take(value: str) -> None:
        hands.keep(key, value)
        hands.close()

    handlers = [partial(take, value) for value, _ in options]
    cancel = Choice(hands.tr("Cancel"), hands.close)
    return choice_dialog(title, [label for _, label in options], chosen, handlers, cancel)


def reset(hands: AnyHands) -> None:
    """How to record as it was at first."""
    for key in CHOSEN:
        hands.keep(key, "")


# -- the page ----------------------------------------------------------------------------------------------
def show_settings(hands: RecorderActivity[RecorderSettingsState]) -> Screen:
    """All settings."""
    tr, context = hands.tr, hands.context
    asks = hands.kept("ask_name", "1") == "1"
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Navigate up")))
    rows = [
        tile(
            tr("Trash"),
            str(len(trashed(context))),
            icon="delete",
            on_tap=lambda: hands.context.start(TRASH),
            resource_id="btnTrash",
        ),
        section(tr("General")),
        switch_tile(
            tr("Ask to rename after recording"), asks, lambda on: hands.keep("ask_name", "1" if on else "0")
        ),
        section(tr("New recordings")),
        *choices(hands),
        tile(tr("Reset"), icon="settings_backup_restore", on_tap=lambda: hands.open("reset")),
        section(tr("About")),
        *_told(hands),
    ]
    return Screen(page(bar, scroll("settings", rows)), overlay=_overlay(hands), title=tr("Settings"))


def _told(hands: RecorderActivity[RecorderSettingsState]) -> Sequence[View]:
    tr, context = hands.tr, hands.context
    found = records(context)
    free = context.files.cap_bytes - context.files.used
    return (
        tile(tr("Total records"), str(len(found))),
        tile(tr("Total duration"), span_text(sum(record.length_ms for record in found))),
        tile(tr("Available space"), size_words(free)),
        tile(tr("Version"), context.manifest.version),
    )


def _overlay(hands: RecorderActivity[RecorderSettingsState]) -> Overlay | None:
    if hands.state.dialog != "reset":
        return choice_overlay(hands)
    tr = hands.tr

    def go() -> None:
        reset(hands)
        hands.close()

    return alert(
        tr("Reset"),
        tr("Reset the settings of recording?"),
        accept=Choice(tr("Yes"), go),
        cancel=Choice(tr("No"), hands.close),
    )
