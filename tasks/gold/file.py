"""Files: one deleted, one moved, each found in its folder of the storage."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "com.google.android.documentsui"
_ROOTS = ("Show roots", "显示根目录")
_STORAGE = "sdk_gphone_x86_64"
_TITLE = "android:id/title"
_OK = "android:id/button1"


@solves("FilesDeleteFile")
def delete_file(hand: Hand, params: Params) -> None:
    """A file gone."""
    _select(hand, params.text("subfolder"), params.text("file_name"))
    hand.tap(id="action_menu_delete")
    hand.tap(id=_OK)
    hand.wait_for(*_ROOTS)


@solves("FilesMoveFile")
def move_file(hand: Hand, params: Params) -> None:
    """A file in another folder."""
    _select(hand, params.text("source_folder"), params.text("file_name"))
    hand.tap("More options", "更多选项")
    hand.tap("Move to…", "移至…")
    open_folder(hand, params.text("destination_folder"))
    hand.tap(id=_OK)
    hand.wait_until_gone(id=_OK)


def open_downloads(hand: Hand) -> None:
    """The folder of what was downloaded, in Files."""
    open_files(hand)
    hand.tap(*_ROOTS)
    hand.tap("Downloads", "下载", id=_TITLE)


def open_files(hand: Hand) -> None:
    """Files, with nothing selected and no search."""
    hand.open_app(_PACKAGE)
    hand.back_until(*_ROOTS)


def open_folder(hand: Hand, name: str) -> None:
    """A folder right in the storage, from any place of Files or of its picker."""
    hand.tap(*_ROOTS)
    hand.scroll_to(_STORAGE, id=_TITLE)
    hand.tap(_STORAGE, id=_TITLE)
    hand.scroll_to(text=name, id=_TITLE)
    hand.tap(text=name, id=_TITLE)


def _select(hand: Hand, folder: str, name: str) -> None:
    """A file of a folder, alone."""
    open_files(hand)
    open_folder(hand, folder)
    hand.scroll_to(text=name, id=_TITLE)
    hand.long_press(text=name, id=_TITLE)
