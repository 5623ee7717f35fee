"""The menu of a playlist, and the questions it leads to: names, deleting, saving as a file."""

from collections.abc import Sequence

from device.phone.apps.music import playback
from device.phone.apps.music.m3u import written
from device.phone.apps.music.state import NAME, MusicActivity
from device.phone.apps.music.store import (
    MusicPlaylist,
    add_songs,
    clear_playlist,
    delete_playlist,
    make_playlist,
    named,
    playlist,
    rename_playlist,
)
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Handler, Input
from device.phone.widget import Choice, alert, dialog, menu, text_field

SAVE = "save playlist "
"""With the playlist's number: the request to the document picker."""
_ANCHOR = (1.0, 0.24)
_KIND = "audio/x-mpegurl"


def name_dialog(hands: MusicActivity) -> Overlay:
    """The name of a new playlist, with songs to begin with or without, or another name for one."""
    tr, kind = hands.tr, hands.state.dialog
    name = hands.context.text(NAME).strip()
    songs = hands.songs if kind == "new_with" else []

    def leave() -> None:
        hands.context.focus("")
        hands.set(dialog="", selected=())

    def accept() -> None:
        held = named(hands.context, name)
        if not name:
            return
        if kind == "rename":
            if held is None:
                rename_playlist(hands.context, hands.state.playlist, name)
            leave()
            return
        if held is not None:
            hands.context.toast(tr("Playlist exists already"))
            return
        add_songs(hands.context, make_playlist(hands.context, name), songs)
        hands.context.toast(tr("Created playlist {}.").format(name))
        leave()

    field = text_field(
        Input(NAME, tr("Playlist name"), on_submit=accept),
        hands.context.text(NAME),
        resource_id="actionNewPlaylist",
    )
    label = tr("Rename") if kind == "rename" else tr("Create")
    return dialog(
        tr("Rename playlist") if kind == "rename" else tr("New playlist"),
        (field,),
        accept=Choice(label, accept, enabled=bool(name)),
        cancel=Choice(tr("Cancel"), leave),
    )


def ask_name(hands: MusicActivity, kind: str, number: int = 0) -> None:
    """Open that dialog, with the present name in it."""
    found = playlist(hands.context, number)
    hands.context.set_text(NAME, found.name if found is not None else "")
    hands.ask(kind, playlist=number)
    hands.context.focus(NAME)


def playlist_overlay(hands: MusicActivity) -> Overlay | None:
    """The menu of a playlist, or the question whether to delete or empty it."""
    found = playlist(hands.context, hands.state.playlist)
    kind, tr = hands.state.dialog, hands.tr
    if found is None:
        return None
    if kind == "playlist":
        return menu(_items(hands, found), hands.close, anchor=_ANCHOR)
    name = hands.playlist_name(found.name)

    def delete() -> None:
        delete_playlist(hands.context, found.id)
        gone = tuple(
            page for page in hands.state.pages if (page.kind, page.key) != ("playlist", str(found.id))
        )
        hands.set(dialog="", pages=gone)

    def clear() -> None:
        clear_playlist(hands.context, found.id)
        hands.close()

    cancel = Choice(tr("Cancel"), hands.close)
    if kind == "delete_playlist":
        text = tr("Do you want to delete the playlist {}?").format(name)
        return alert(tr("Delete playlist?"), text, accept=Choice(tr("Delete"), delete), cancel=cancel)
    if kind == "clear_playlist":
        text = tr("Do you want to remove all songs from the playlist {}?").format(name)
        return alert(tr("Clear playlist?"), text, accept=Choice(tr("Clear"), clear), cancel=cancel)
    return None


def _items(hands: MusicActivity, found: MusicPlaylist) -> Sequence[tuple[str, Handler]]:
    tr, context, songs = hands.tr, hands.context, found.songs

    def act(what: str) -> None:
        if not songs:
            hands.context.toast(tr("No songs"))
        elif what == "play":
            playback.play(context, songs)
        else:
            playback.enqueue(context, songs, next_up=what == "next")
        hands.close()
        hands.tell()

    return [
        (tr("Play"), lambda: act("play")),
        (tr("Play next"), lambda: act("next")),
        (tr("Add to playing queue"), lambda: act("queue")),
        (tr("Add to playlist"), lambda: hands.ask("add", songs)),
        (tr("Rename"), lambda: ask_name(hands, "rename", found.id)),
        (tr("Clear playlist"), lambda: hands.open("clear_playlist")),
        (tr("Delete"), lambda: hands.open("delete_playlist")),
        (tr("Save as file"), lambda: save(hands, found)),
    ]


# -- as a file -------------------------------------------------------------------------------------------
def save(hands: MusicActivity, found: MusicPlaylist) -> None:
    """Ask for a place, in Downloads to begin with."""
    hands.close()
    extras = {"android.intent.extra.TITLE": f"{found.name.replace('/', '_')}.m3u"}
    wanted = Intent("android.intent.action.CREATE_DOCUMENT", type=_KIND, extras=dict(extras))
    if not hands.context.ask(wanted, f"{SAVE}{found.id}"):
        hands.context.toast(hands.tr("Couldn’t save the playlist."))


def saved(hands: MusicActivity, request: str, answer: Intent | None) -> None:
    """The place is chosen: write the file."""
    found = playlist(hands.context, int(request.removeprefix(SAVE)))
    path = path_of(answer.data) if answer is not None else ""
    if found is None or not path:
        return
    try:
        hands.context.files.write(path, written(found.songs).encode())
    except FileFault:
        hands.context.toast(hands.tr("Couldn’t save the playlist."))
        return
    hands.context.toast(hands.tr("Saved playlist to {}.").format(path))
