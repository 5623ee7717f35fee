"""Files that a page asks for (<input type=file>), chosen in the phone's document picker."""

import base64

from device.phone.apps.browser.acting import act
from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.wish import moment
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import UNKNOWN, media_type
from device.phone.system.intent import STREAM, Intent
from device.phone.web.dom import PageElement
from device.phone.web.page import Act

REQUEST = "files"
"""What the picker's answer is asked for under, before tab, document and element."""
_EXTRA = "android.intent.extra."
_MOST_BYTES = 6_000_000
"""Of all files chosen at a time: the page's state and its engine hold them whole."""


def ask_for_files(hands: BrowserActivity, element: PageElement) -> None:
    """Open the picker for a field of the page that shows."""
    kinds = _kinds(element.attributes.get("accept", ""))
    wanted = Intent(
        "android.intent.action.GET_CONTENT",
        type=kinds[0] if len(kinds) == 1 else "*/*",
        categories=("android.intent.category.OPENABLE",),
        extras={
            f"{_EXTRA}MIME_TYPES": ",".join(kinds),
            f"{_EXTRA}ALLOW_MULTIPLE": element.held.multiple,
        },
    )
    tab = hands.tab
    if not hands.context.ask(wanted, f"{REQUEST} {tab.id} {tab.entry.document} {element.nid}"):
        hands.context.toast(hands.tr("No app can perform this action"))


def _kinds(accept: str) -> tuple[str, ...]:
    """Media types for what a page accepts: types, or ends of names."""
    found = []
    for part in accept.replace(" ", "").lower().split(","):
        if part.startswith("."):
            found.append(media_type(f"x{part}"))
        elif "/" in part:
            found.append(part)
    return ("*/*",) if not found or UNKNOWN in found else tuple(dict.fromkeys(found))


def files_chosen(hands: BrowserActivity, request: str, data: Intent | None) -> None:
    """Hand what was chosen to the page, if it still shows; nothing changes where nothing was."""
    tab = hands.tab
    _, *place = request.split(" ")
    if data is None or place[:2] != [str(tab.id), str(tab.entry.document)]:
        return
    paths = [path_of(uri) for uri in (str(data.extras.get(STREAM, "")) or data.data).split("\n")]
    files = hands.context.files
    try:
        found = [(path, files.stat(path)) for path in paths if path]
        if sum(held.size for _, held in found) > _MOST_BYTES:
            hands.context.toast(hands.tr("Unable to upload: the files are too large"))
            return
        values = [
            part
            for path, held in found
            for part in (
                path.rpartition("/")[2],
                media_type(path),
                str(held.mtime_ns // 1_000_000),
                base64.b64encode(files.read(path)).decode(),
            )
        ]
    except FileFault:
        hands.context.toast(hands.tr("Unable to read the file"))
        return
    act(hands, Act("files", moment(hands), int(place[2]), values=tuple(values)))
