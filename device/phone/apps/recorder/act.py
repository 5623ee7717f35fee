"""What can be done with a record wherever it is listed: its menu, and what the entries of that ask."""

from collections.abc import Sequence

from device.phone.apps.provider.moment import local_of, time_of
from device.phone.apps.recorder.player import AnyHands
from device.phone.apps.recorder.state import NAME, Playing
from device.phone.apps.recorder.store import RecorderRecord, rename, throw_away
from device.phone.file.document import document_uri
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.intent import VIEW, Intent
from device.phone.system.timetext import Translate, date_text, span_text
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Handler, Input
from device.phone.widget import Choice, TileLook, alert, dialog, listed, text_field, tile

_UNALLOWED = '/\\:*?"<>|'
_DOWNLOAD = f"{SHARED}/Download"
_CHANNELS = {1: "Mono", 2: "Stereo"}


# -- in words ----------------------------------------------------------------------------------------------
def size_words(size: int) -> str:
    """As "24 kB" or "1.2 MB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def rate_words(rate: int) -> str:
    """As "44.1 kHz"."""
    return f"{rate / 1000:g} kHz"


def short_words(tr: Translate, record: RecorderRecord) -> str:
    """As "m4a, 44.1 kHz, Stereo, 24 kB"; without what is not known."""
    parts = [record.format]
    if record.rate:
        parts.append(rate_words(record.rate))
    if record.channels in _CHANNELS:
        parts.append(tr(_CHANNELS[record.channels]))
    return ", ".join((*parts, size_words(record.size)))


# -- the menu ----------------------------------------------------------------------------------------------
def items(hands: AnyHands, record: RecorderRecord) -> list[tuple[str, Handler]]:
    """The entries of a record's menu."""
    tr = hands.tr
    return [
        (tr("Share"), lambda: share(hands, (record,))),
        (tr("Information"), lambda: hands.open("info")),
        (tr("Rename"), lambda: ask_name(hands, "rename", record)),
        (tr("Open with"), lambda: _open(hands, record)),
        (tr("Save to Downloads"), lambda: download(hands, (record,))),
        (tr("Delete"), lambda: hands.open("delete")),
    ]


def share(hands: AnyHands, records: tuple[RecorderRecord, ...]) -> None:
    """The share sheet for the files."""
    hands.close()
    hands.context.share_files([record.path for record in records])


def _open(hands: AnyHands, record: RecorderRecord) -> None:
    hands.close()
    kind = media_type(record.path)
    hands.send(Intent(VIEW, document_uri(record.path), type=kind))


def download(hands: AnyHands, records: tuple[RecorderRecord, ...]) -> None:
    """Copies in the folder of downloads."""
    hands.close()
    files = hands.context.files
    try:
        for record in records:
            files.write(f"{_DOWNLOAD}/{record.name_of_file}", files.read(record.path))
    except FileFault:
        hands.context.toast(hands.tr("Not enough storage space"))
        return
    hands.context.toast(hands.tr("Saved to {}").format("Download"))


# -- questions ---------------------------------------------------------------------------------------------
def ask_name(hands: AnyHands, kind: str, record: RecorderRecord) -> None:
    """Open a dialog with the field for a name."""
    hands.open(kind)
    hands.context.set_text(NAME, record.name)
    hands.context.focus(NAME)


def give_name(hands: AnyHands, record: RecorderRecord) -> None:
    """Call it as the field says; what plays goes on playing."""
    name = "".join(char for char in hands.context.text(NAME).strip() if char not in _UNALLOWED)
    if not name or name == record.name:
        hands.context.focus("")
        hands.close()
        return
    try:
        path = rename(hands.context, record, name)
    except FileFault:
        hands.context.toast(hands.tr("A record with this name already exists"))
        return
    hands.context.focus("")
    playing = hands.state.playing
    if playing is not None and playing.path == record.path:
        playing = Playing(path, playing.from_ms, playing.since_ms)
    hands.set(playing=playing, dialog="")


def name_dialog(hands: AnyHands, record: RecorderRecord, more: Sequence[View] = ()) -> Overlay:
    """Asks for a name; `more` stands below the field."""
    tr = hands.tr
    field = text_field(
        Input(NAME, tr("Record name"), on_submit=lambda: give_name(hands, record)),
        hands.context.text(NAME),
        resource_id="input_name",
    )
    able = bool(hands.context.text(NAME).strip())

    def leave() -> None:
        hands.context.focus("")
        hands.close()

    return dialog(
        tr("Rename record"),
        (listed("naming", (field, *more), gap=16.0),),
        accept=Choice(tr("Save"), lambda: give_name(hands, record), enabled=able),
        cancel=Choice(tr("Cancel"), leave),
    )


def delete_dialog(hands: AnyHands, records: tuple[RecorderRecord, ...], after: Handler) -> Overlay:
    """Asks whether records shall go into the trash."""
    tr = hands.tr

    def go() -> None:
        for record in records:
            try:
                throw_away(hands.context, record)
            except FileFault:
                continue
        hands.close()
        after()

    words = tr("Delete {} records?").format(len(records))
    if len(records) == 1:
        words = tr("Delete record “{}”?").format(records[0].name)
    return alert(
        tr("Delete"),
        f"{words}\n{tr('You can restore it from the trash.')}",
        accept=Choice(tr("Yes"), go),
        cancel=Choice(tr("No"), hands.close),
    )


def info_dialog(hands: AnyHands, record: RecorderRecord) -> Overlay:
    """All that is known of a record."""
    tr, context = hands.tr, hands.context
    day = date_text(tr, local_of(context, record.created_ms).date(), short=True)
    known = [
        (tr("Name"), record.name),
        (tr("Format"), record.format),
        (tr("Duration"), span_text(record.length_ms)),
        (tr("Size"), size_words(record.size)),
        (tr("Location"), record.path),
        (tr("Created"), f"{day}, {time_of(context, record.created_ms)}"),
    ]
    if record.rate:
        known.append((tr("Sample rate"), rate_words(record.rate)))
    if record.channels in _CHANNELS:
        known.append((tr("Channels"), tr(_CHANNELS[record.channels])))
    rows = [tile(label, value, look=TileLook(padding=(24.0, 4.0, 24.0, 4.0))) for label, value in known]
    body = (listed("information", rows),)
    return dialog(tr("Information"), body, accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)
