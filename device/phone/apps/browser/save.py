"""Files fetched into the Download folder, with a notification as Chrome gives one."""

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from device.phone.apps.browser.net import BrowserAnswer
from device.phone.apps.browser.state import PACKAGE
from device.phone.apps.browser.store import keep_download
from device.phone.file.document import document_uri
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.freepath import free_path
from device.phone.file.mediatype import extension, media_type
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Intent
from device.phone.system.notification import LOW, Notification

if TYPE_CHECKING:
    from device.phone.apps.browser.state import BrowserActivity

FOLDER = f"{SHARED}/Download"


def save_download(context: Context, answer: BrowserAnswer, name: str = "") -> tuple[int, str]:
    """Keep what was fetched as a file of its own; its id and path. Raises FileFault."""
    path = _free(context, name or _name(answer))
    context.files.make_directories(FOLDER)
    context.files.write(path, answer.data)
    return keep_download(context, path, answer.url, len(answer.data)), path


def download(hands: "BrowserActivity", answer: BrowserAnswer, name: str = "") -> None:
    """Keep what was fetched as a file, and say so."""
    context = hands.context
    try:
        number, path = save_download(context, answer, name)
    except FileFault:
        hands.context.toast(hands.tr("Download failed"))
        return
    title = posixpath.basename(path)
    view = Intent(VIEW, document_uri(path), type=media_type(title))
    context.notify(
        Notification(
            PACKAGE,
            title,
            hands.tr("Download complete"),
            id=1000 + number,
            channel="downloads",
            importance=LOW,
            tap=view,
            icon="file_download_done",
        )
    )
    hands.context.toast(hands.tr("File downloaded"))


def _name(answer: BrowserAnswer) -> str:
    name = (
        posixpath.basename(unquote(urlsplit(answer.url).path)) if not answer.url.startswith("data:") else ""
    )
    return name or "download." + (extension(answer.kind) or "bin")


def _free(context: Context, name: str) -> str:
    """A path in the folder that nothing has yet: "name (1).txt" as Chrome counts."""
    bare = (
        "".join("_" if sign in '/\\:*?"<>|' or sign < " " else sign for sign in name).strip(". ")[:120]
        or "download"
    )
    return free_path(context.files, f"{FOLDER}/{bare}")
