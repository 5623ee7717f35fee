"""One letter of a conversation: its head, its words and links, its files."""

from dataclasses import replace

from device.phone.apps.mail.box import OUTBOX, Attachment, Letter
from device.phone.apps.mail.state import COMPOSE, MailActivity, ReadState
from device.phone.apps.mail.text import MailBlock, blocks, snippet
from device.phone.apps.provider.moment import day_of, short_moment, time_of
from device.phone.file.document import document_uri
from device.phone.file.entry import FileFault
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Text
from device.phone.widget import TileLook, icon_button, note, sheet, sheet_item, tile
from device.phone.widget.face import face

_DOWNLOADS = "/storage/emulated/0/Download"
Read = MailActivity[ReadState]


def folded(hands: Read, letter: Letter) -> View:
    """A line that stands for it; a touch unfolds it."""
    name = hands.tr("me") if hands.box.own(letter.from_address) else letter.sender
    return tile(
        name,
        snippet(letter.body, letter.type),
        leading=face(letter.sender, 40.0),
        trailing=(
            View("TextView", "date", Text(short_moment(hands.context, letter.date_ms), style="body_small")),
        ),
        on_tap=lambda: hands.set(opened=hands.state.opened | {letter.id}),
        resource_id="folded_message",
        look=TileLook(title_lines=1, summary_lines=1, gap=12.0, padding=(16.0, 8.0, 16.0, 8.0)),
    )


def whole(hands: Read, letter: Letter) -> View:
    """All of it."""
    parts = [
        _head(hands, letter),
        *(_block(hands, letter, place, one) for place, one in enumerate(blocks(letter.body, letter.type))),
    ]
    if letter.folder == OUTBOX:
        parts.insert(1, note(hands.tr("Waits for a connection to be sent"), "schedule_send"))
    parts += [_file(hands, one) for one in hands.box.attachments.get(letter.id, ())]
    return View(
        "android.view.ViewGroup",
        "message_view",
        box=Box(width=FILL, padding=(0.0, 0.0, 0.0, 12.0)),
        children=parts,
    )


def _head(hands: Read, letter: Letter) -> View:
    """Who wrote it, when and to whom, and what can be done with it."""
    tr, context = hands.tr, hands.context
    name = fixed(
        "TextView", "sender_name", Text(letter.sender, style="title_small", max_lines=1), box=GROWING
    )
    when = fixed(
        "TextView",
        "date",
        Text(short_moment(context, letter.date_ms), style="body_small", colour="on_surface_variant"),
    )
    to = tr("to {}").format(tr("me") if hands.box.own(letter.to) else letter.to)
    told = letter.id in hands.state.told
    if told:
        rows = [f"{tr('From')}: {letter.sender} <{letter.from_address}>", f"{tr('To')}: {letter.to}"]
        rows += [f"{tr('Cc')}: {letter.cc}"] * bool(letter.cc) + [f"{tr('Bcc')}: {letter.bcc}"] * bool(
            letter.bcc
        )
        to = "\n".join(
            (*rows, f"{tr('Date')}: {day_of(context, letter.date_ms)}, {time_of(context, letter.date_ms)}")
        )
    below = View(
        "TextView",
        "recipients",
        Text(to, style="body_small", colour="on_surface_variant"),
        content_description="" if told else tr("Show details"),
        box=FULL_WIDTH,
        on_tap=lambda: hands.set(told=hands.state.told ^ {letter.id}),
    )
    words = View(
        box=GROWING,
        flow=Flow(gap=2.0),
        important=False,
        children=(
            View(
                box=FULL_WIDTH,
                flow=Flow("row", gap=8.0, align="center"),
                children=(name, when),
                important=False,
            ),
            below,
        ),
    )
    more = icon_button(
        "more_vert", tr("Message options"), lambda: hands.set(dialog="letter", about=letter.id), size=40.0
    )
    return View(
        box=Box(width=FILL, padding=(16.0, 8.0, 4.0, 8.0)),
        flow=Flow("row", gap=12.0, align="center"),
        important=False,
        children=(face(letter.sender, 40.0), words, more),
    )


def _block(hands: Read, letter: Letter, place: int, one: MailBlock) -> View:
    style = "title_medium" if one.heading else "body_large"
    view = View(
        "TextView",
        "message_text",
        Text(one.text, style=style),
        box=Box(width=FILL, padding=(16.0, 4.0, 16.0, 8.0)),
    )
    if one.url:
        view.text = replace(view.text, colour="primary")
        view.resource_id = "message_link"
        view.on_tap = lambda: follow_link(hands, one.url)
        view.on_long_press = lambda: hands.set(dialog="link", url=one.url)
    else:
        view.text = replace(view.text, selectable=f"{letter.id} {place}")
    if one.faint:
        view.text = replace(view.text, colour="transparent")
    return view


def follow_link(hands: Read, url: str) -> None:
    """Open what a link leads to; letters are written here."""
    hands.close()
    if url.startswith("mailto:"):
        write = f"{hands.context.package}/{COMPOSE}"
        hands.context.open_on_top(Intent("android.intent.action.SENDTO", data=url, component=write))
    else:
        hands.send(Intent(VIEW, data=url))


def _file(hands: Read, one: Attachment) -> View:
    size = f"{one.size / 1_048_576:.1f} MB" if one.size >= 1_048_576 else f"{max(1, one.size // 1024)} kB"
    save = icon_button(
        "download",
        hands.tr("Save {}").format(one.name),
        lambda: _save(hands, one),
        resource_id="save_attachment",
    )
    card = tile(
        one.name,
        size,
        icon="picture_as_pdf"
        if one.type.endswith("pdf")
        else "image"
        if one.type.startswith("image/")
        else "description",
        trailing=(save,),
        on_tap=lambda: _open(hands, one),
        resource_id="attachment",
        look=TileLook(title_lines=1, gap=12.0, padding=(16.0, 4.0, 4.0, 4.0)),
    )
    card.box = replace(card.box, margin=(16.0, 4.0, 16.0, 4.0))
    card.surface = replace(card.surface, radius=12.0, border="outline_variant", border_width=1.0)
    return card


def _saved(hands: Read, one: Attachment) -> str:
    """Its copy among the downloads; "" when that cannot be."""
    files = hands.context.files
    stem, dot, end = one.name.rpartition(".")
    for number in range(100):
        name = one.name if not number else f"{stem or end} ({number}){dot + end if dot else ''}"
        path = f"{_DOWNLOADS}/{name}"
        try:
            if files.exists(path):
                if files.read(path) == files.read(one.path):
                    return path
                continue
            files.make_directories(_DOWNLOADS)
            files.copy(one.path, path)
        except FileFault:
            return ""
        return path
    return ""


def _save(hands: Read, one: Attachment) -> None:
    path = _saved(hands, one)
    hands.context.toast(hands.tr("Saved in Downloads") if path else hands.tr("The file cannot be saved"))


def _open(hands: Read, one: Attachment) -> None:
    path = _saved(hands, one)
    if path:
        hands.send(Intent(VIEW, data=document_uri(path), type=one.type))
    else:
        hands.context.toast(hands.tr("The file cannot be opened"))


def link_sheet(hands: Read) -> Overlay:
    """Where a link really leads, before anything is opened."""
    tr, url = hands.tr, hands.state.url
    address = fixed(
        "TextView",
        "link_address",
        Text(url, style="body_medium"),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 8.0)),
    )

    def copy() -> None:
        hands.close()
        hands.context.set_clipboard(url)

    rows = (
        address,
        sheet_item("open_in_new", tr("Open link"), lambda: follow_link(hands, url)),
        sheet_item("content_copy", tr("Copy link"), copy),
    )
    return sheet(tr("Link"), rows, hands.close)
