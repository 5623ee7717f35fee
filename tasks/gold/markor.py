"""Notes in Markor: found in its list, opened, written, renamed, moved, deleted, shared."""

from device.screen import Observation, UIElement
from tasks.gold import sight
from tasks.gold.gallery import read_picture, transactions_in
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "net.gsantner.markor"
_ADD = "fab_add_new_item"
_TITLE = "opoc_filesystem_item__title"
_ICON = "opoc_filesystem_item__image"
_EDITOR = "document__fragment__edit__highlighting_editor"
_OK = "android:id/button1"
_FOLDER = "android:id/button3"
_ALL = "action_fs_select_all"
_MORE = ("More options", "更多选项")
_FILE = ("File ", "文件 ")
_DIRECTORY = ("Folder ", "文件夹 ")
"""What the sign in front of a file or a folder is called, before its name."""
_MESSAGES = ("SMS Messenger", "短信")


# -- tasks ---------------------------------------------------------------------------------------------
@solves("MarkorCreateNote")
def create_note(hand: Hand, params: Params) -> None:
    """A new note with a text."""
    write_note(hand, params.text("file_name"), params.text("text"))


@solves("MarkorCreateNoteFromClipboard")
def create_from_clipboard(hand: Hand, params: Params) -> None:
    """A new note with what is on the clipboard."""
    _start_note(hand, params.text("file_name"))
    hand.paste(id=_EDITOR)
    _save(hand)


@solves("MarkorTranscribeReceipt", needs="rapidocr")
def transcribe_receipt(hand: Hand, params: Params) -> None:
    """A new note with what a receipt in the gallery lists, as a table."""
    lines = transactions_in(read_picture(hand, "receipt.png"))
    write_note(hand, params.text("file_name"), "\n".join(("Date, Item, Amount", *lines)))


@solves("MarkorCreateNoteAndSms")
def create_and_send(hand: Hand, params: Params) -> None:
    """A new note with a text, shared as a message."""
    write_note(hand, params.text("file_name"), params.text("text"))
    hand.tap(*_MORE)
    hand.tap("Share", "分享")
    hand.tap("Plain text", "纯文本")
    hand.scroll_to(*_MESSAGES)
    hand.tap(*_MESSAGES)
    hand.type(params.text("number"), id="new_conversation_address")
    hand.tap(id="new_conversation_confirm")
    hand.tap(id="thread_send_message")


@solves("MarkorCreateFolder")
def create_folder(hand: Hand, params: Params) -> None:
    """A new folder."""
    open_list(hand)
    hand.tap(id=_ADD)
    hand.type(params.text("folder_name"), id="new_file_dialog__name")
    hand.tap(id=_FOLDER)


@solves("MarkorMergeNotes")
def merge_notes(hand: Hand, params: Params) -> None:
    """A new note with the texts of three others, an empty line between them."""
    texts = [read_note(hand, params.text(f"file{place}_name")) for place in (1, 2, 3)]
    merged = "\n\n".join(text.rstrip("\n") for text in texts)
    write_note(hand, params.text("new_file_name"), f"{merged}\n")


@solves("MarkorEditNote")
def edit_note(hand: Hand, params: Params) -> None:
    """A text put above or below what is in a note, or in its place."""
    _open_note(hand, params.text("file_name"))
    old = hand.read(id=_EDITOR)
    kind = params.text("edit_type")
    if kind == "header":
        new = f"{params.text('header')}\n{old}"
    elif kind == "footer":
        new = old + ("" if old.endswith("\n") else "\n") + params.text("footer")
    else:
        new = params.text("replace_text")
    _rewrite(hand, new)


@solves("MarkorChangeNoteContent")
def change_note(hand: Hand, params: Params) -> None:
    """Another text and another name for a note."""
    _open_note(hand, params.text("original_name"))
    _rewrite(hand, params.text("updated_content"))
    _rename(hand, params.text("original_name"), params.text("new_name"))


@solves("MarkorAddNoteHeader")
def add_header(hand: Hand, params: Params) -> None:
    """A header and an empty line above what is in a note, and another name."""
    _open_note(hand, params.text("original_name"))
    _rewrite(hand, f"{params.text('header')}\n\n{hand.read(id=_EDITOR)}")
    _rename(hand, params.text("original_name"), params.text("new_name"))


@solves("MarkorDeleteNote")
def delete_note(hand: Hand, params: Params) -> None:
    """A note gone."""
    open_list(hand)
    _select(hand, params.text("file_name"))
    _delete_selected(hand)


@solves("MarkorDeleteNewestNote")
def delete_newest(hand: Hand, params: Params) -> None:
    """The note that was changed last gone."""
    open_list(hand)
    hand.tap(id="action_sort")
    hand.tap("Date", "日期")
    hand.scroll_to("Reverse order", "倒序")
    hand.set_switch(False, "Reverse order", "倒序")
    hand.tap(id=_OK)
    seen = hand.to_top()
    newest = next(iter(files_on(seen)), None)
    if newest is None:
        raise NotOnScreen(Sought((), {"containing": _FILE}), seen)
    hand.long_press_on(newest)
    _delete_selected(hand)


@solves("MarkorDeleteAllNotes")
def delete_all(hand: Hand, params: Params) -> None:
    """Every note gone: all at once, or where there are folders, which stay, page by page."""
    open_list(hand)
    files = files_on(hand.to_top())
    while files:
        hand.long_press_on(files[0])
        if len(files) > 1 and not _sees_folder(hand):
            hand.tap(id=_ALL)
        else:
            _select_others(hand, len(files))
        _delete_selected(hand)
        files = files_on(hand.to_top())


@solves("MarkorMoveNote")
def move_note(hand: Hand, params: Params) -> None:
    """A note in another folder."""
    open_list(hand)
    hand.scroll_to(text=params.text("source_folder"), id=_TITLE)
    hand.tap(text=params.text("source_folder"), id=_TITLE)
    _select(hand, params.text("file_name"))
    hand.tap(*_MORE)
    hand.tap("Move", "移动")
    hand.tap(text="..", id=_TITLE)
    hand.scroll_to(text=params.text("destination_folder"), id=_TITLE)
    hand.tap(text=params.text("destination_folder"), id=_TITLE)
    hand.tap(id=_OK)


# -- steps that other tasks share ----------------------------------------------------------------------
def write_note(hand: Hand, name: str, text: str) -> None:
    """Make a note in the notebook, write `text` into it, save; it stays open."""
    _start_note(hand, name)
    hand.type(text, id=_EDITOR)
    _save(hand)


def read_note(hand: Hand, name: str) -> str:
    """The text of a note in the notebook; it stays open."""
    _open_note(hand, name)
    return hand.read(id=_EDITOR)


def open_list(hand: Hand) -> None:
    """The notebook's list of files, with nothing selected in it."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=_ADD)
    if not hand.find(text="Markor", id="breadcrumb", clickable=False):
        hand.tap(*_MORE)
        hand.tap("Go to notebook", "转到笔记本")


def _open_note(hand: Hand, name: str) -> None:
    """A note of the notebook in the editor, ready to be typed into."""
    open_list(hand)
    hand.scroll_to(text=name, id=_TITLE)
    hand.tap(text=name, id=_TITLE)
    hand.wait_for(id=(_EDITOR, "document__fragment_view_webview"))
    if hand.sees(id="action_edit"):
        hand.tap(id="action_edit")
    hand.wait_for(id=_EDITOR)


def _start_note(hand: Hand, name: str) -> None:
    """A new, empty note of exactly that name in the editor."""
    open_list(hand)
    hand.tap(id=_ADD)
    stem, dot, ending = name.rpartition(".")
    hand.type(stem if dot else name, id="new_file_dialog__name")
    hand.type(dot + ending if dot else "", id="new_file_dialog__ext")
    hand.tap(id=_OK)
    hand.wait_for(id=_EDITOR)


def _save(hand: Hand) -> None:
    hand.tap(id="action_save")


def _rewrite(hand: Hand, text: str) -> None:
    """Put a text in place of what is in the editor, and save it."""
    hand.type(text, id=_EDITOR)
    _save(hand)


def _select(hand: Hand, name: str) -> None:
    """Select a file of the list that shows."""
    hand.scroll_to(text=name, id=_TITLE)
    hand.long_press(text=name, id=_TITLE)


def _rename(hand: Hand, old: str, new: str) -> None:
    """Give a note of the notebook another name."""
    open_list(hand)
    _select(hand, old)
    hand.tap(id="action_rename_selected_item")
    hand.type(new, id="new_name")
    hand.tap(id=_OK)


def _delete_selected(hand: Hand) -> None:
    hand.tap(id="action_delete_selected_items")
    hand.tap(id=_OK)


def files_on(seen: Observation) -> list[UIElement]:
    """The signs of the files (not of the folders) that show, from the top."""
    return [
        one
        for one in sight.find_all(seen, Sought((), {"id": _ICON}))
        if one.content_description.startswith(_FILE)
    ]


def _select_others(hand: Hand, count: int) -> None:
    """The files of the page beside the one that is selected."""
    for _ in range(count):
        chosen = [one.label for one in _selected_on(hand)]
        left = [one for one in files_on(hand.look()) if one.label not in chosen]
        if not left:
            return
        hand.tap_on(left[0])


def _sees_folder(hand: Hand) -> bool:
    signs = sight.find_all(hand.look(), Sought((), {"id": _ICON}))
    return any(one.content_description.startswith(_DIRECTORY) for one in signs)


def _selected_on(hand: Hand) -> list[UIElement]:
    """The signs of the files that are selected."""
    seen = hand.look()
    return [one for one in files_on(seen) if sight.row_of(seen, one).is_selected]
