"""The menu of a song, or of several, and the questions it leads to."""

from collections.abc import Callable, Sequence
from functools import partial

from device.phone.apps.music import playback
from device.phone.apps.music.playlistdialog import name_dialog, playlist_overlay
from device.phone.apps.music.song import Song, file_tags
from device.phone.apps.music.state import NAME, MusicActivity
from device.phone.apps.music.store import add_songs, forget_songs, playlist, playlists, set_songs
from device.phone.apps.provider.moment import local_of, time_of
from device.phone.file.entry import FileFault
from device.phone.system.sizetext import file_size_text
from device.phone.system.timetext import date_text, span_text
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import Choice, TileLook, alert, dialog, listed, menu, tile

_ANCHOR = (1.0, 0.24)
Item = tuple[str, Handler]


def song_overlay(hands: MusicActivity) -> Overlay | None:
    """The menu or dialog about songs or a playlist that is open."""
    kind, songs = hands.state.dialog, hands.songs
    if not kind:
        return None
    if kind in ("new", "new_with", "rename"):
        return name_dialog(hands)
    if not songs:
        return playlist_overlay(hands)
    if kind in ("song", "in_playlist", "in_queue", "chosen"):
        return menu(_items(hands, songs), hands.close, anchor=_ANCHOR)
    questions = {"add": _add, "details": _details, "delete": _delete, "ringtone": _ringtone}
    asked = questions.get(kind)
    return asked(hands, songs) if asked is not None else playlist_overlay(hands)


def _items(hands: MusicActivity, songs: Sequence[Song]) -> list[Item]:
    tr, kind, song = hands.tr, hands.state.dialog, songs[0]
    one = len(songs) == 1 and kind != "chosen"
    items: list[Item] = []
    if kind != "in_queue":
        items += [(tr("Play next"), lambda: _enqueue(hands, songs, next_up=True))]
        items += [(tr("Add to playing queue"), lambda: _enqueue(hands, songs))]
    items.append((tr("Add to playlist"), lambda: hands.open("add")))
    if kind == "in_playlist":
        items += _moves(hands, lambda step: _move_in_playlist(hands, step))
        items.append((tr("Remove from playlist"), lambda: _drop_from_playlist(hands)))
    elif kind == "in_queue":
        items += _moves(hands, lambda step: playback.move(hands.context, hands.state.place, step))
        items.append((tr("Remove from queue"), lambda: _drop_from_queue(hands)))
    if one:
        items.append((tr("Go to album"), lambda: hands.go("album", song.album_id)))
        items.append((tr("Go to artist"), lambda: hands.go("artist", song.artist_id)))
    paths = [one.path for one in songs]
    share = hands.context.then(hands.close, lambda: hands.context.share_files(paths, "audio/*"))
    items.append((tr("Share"), share))
    if one:
        items.append((tr("Details"), lambda: hands.open("details")))
        items.append((tr("Set as ringtone"), lambda: hands.open("ringtone")))
    items.append((tr("Delete from device"), lambda: hands.open("delete")))
    return items


def _moves(hands: MusicActivity, move: Callable[[int], None]) -> list[Item]:
    """Up and down in its list."""
    tr = hands.tr
    return [
        (tr("Move up"), hands.context.then(lambda: move(-1), hands.close)),
        (tr("Move down"), hands.context.then(lambda: move(1), hands.close)),
    ]


# -- what entries do -------------------------------------------------------------------------------------
def _enqueue(hands: MusicActivity, songs: Sequence[Song], *, next_up: bool = False) -> None:
    playback.enqueue(hands.context, songs, next_up=next_up)
    words = (
        "Added 1 song to the playing queue." if len(songs) == 1 else "Added {} songs to the playing queue."
    )
    hands.context.toast(hands.tr(words).format(len(songs)))
    hands.set(dialog="", selected=())
    hands.tell()


def _drop_from_queue(hands: MusicActivity) -> None:
    playback.drop(hands.context, hands.state.place)
    hands.close()
    hands.tell()


def _drop_from_playlist(hands: MusicActivity) -> None:
    found = playlist(hands.context, hands.state.playlist)
    if found is not None:
        place = hands.state.place
        set_songs(hands.context, found.id, found.songs[:place] + found.songs[place + 1 :])
    hands.close()


def _move_in_playlist(hands: MusicActivity, step: int) -> None:
    found = playlist(hands.context, hands.state.playlist)
    place = hands.state.place
    if found is not None and 0 <= place + step < len(found.songs):
        songs = list(found.songs)
        songs.insert(place + step, songs.pop(place))
        set_songs(hands.context, found.id, songs)


# -- questions -------------------------------------------------------------------------------------------
def _add(hands: MusicActivity, songs: Sequence[Song]) -> Overlay:
    """Into which playlist; the first row makes a new one."""
    tr = hands.tr

    def into(number: int, name: str) -> None:
        add_songs(hands.context, number, songs)
        words = "Inserted 1 song into the playlist {name}." if len(songs) == 1 else _INSERTED
        hands.context.toast(tr(words).format(count=len(songs), name=name))
        hands.set(dialog="", selected=())

    rows = [
        tile(
            tr("New playlist"),
            icon="add",
            on_tap=lambda: _new(hands),
            look=TileLook(title_id="android:id/text1"),
        )
    ]
    rows += [
        tile(
            hands.playlist_name(each.name),
            icon="queue_music",
            on_tap=partial(into, each.id, hands.playlist_name(each.name)),
            look=TileLook(title_id="android:id/text1", title_lines=1),
        )
        for each in playlists(hands.context)
    ]
    cancel = Choice(tr("Cancel"), hands.close)
    return dialog(tr("Add to playlist"), (listed("select_dialog_listview", rows),), cancel=cancel)


_INSERTED = "Inserted {count} songs into the playlist {name}."


def _new(hands: MusicActivity) -> None:
    hands.context.set_text(NAME, "")
    hands.open("new_with")
    hands.context.focus(NAME)


def _details(hands: MusicActivity, songs: Sequence[Song]) -> Overlay:
    song, context, tr = songs[0], hands.context, hands.tr
    tags = file_tags(context, song)
    size = context.files.stat(song.path).size if context.files.exists(song.path) else 0
    when = song.modified_s * 1000
    day = date_text(context.translate, local_of(context, when).date(), short=True)
    known = (
        (tr("Title"), song.title),
        (tr("Artist"), hands.artist(song)),
        (tr("Album"), song.album),
        (tr("Album artist"), song.album_artist),
        (tr("Year"), str(song.year or "")),
        (tr("Track"), str(song.track or "")),
        (tr("Length"), span_text(song.duration_ms, short=True)),
        (tr("File name"), song.path.rpartition("/")[2]),
        (tr("File path"), song.path),
        (tr("Size"), file_size_text(size)),
        (tr("Bitrate"), f"{tags.bits_per_second // 1000} kb/s" if tags.bits_per_second else ""),
        (tr("Sampling rate"), f"{tags.samples_per_second} Hz" if tags.samples_per_second else ""),
        (tr("Last modified"), f"{day} {time_of(context, when)}"),
    )
    rows = [
        tile(value, name, look=TileLook(title_lines=4, padding=(24.0, 4.0, 24.0, 4.0)))
        for name, value in known
        if value
    ]
    body = (listed("song_details", rows),)
    return dialog(tr("Details"), body, accept=Choice(tr("OK"), hands.close), on_dismiss=hands.close)


def _delete(hands: MusicActivity, songs: Sequence[Song]) -> Overlay:
    tr = hands.tr

    def delete() -> None:
        for song in songs:
            try:
                hands.context.files.remove(song.path)
            except FileFault:
                continue
        paths = [song.path for song in songs]
        forget_songs(hands.context, paths)
        playback.forget(hands.context, paths)
        words = "Deleted 1 song." if len(songs) == 1 else "Deleted {} songs."
        hands.context.toast(tr(words).format(len(songs)))
        hands.set(dialog="", selected=())
        hands.tell()

    if len(songs) == 1:
        title, text = tr("Delete song?"), tr("Do you want to delete the song {}?").format(songs[0].title)
    else:
        title, text = tr("Delete songs?"), tr("Do you want to delete these {} songs?").format(len(songs))
    return alert(title, text, accept=Choice(tr("Delete"), delete), cancel=Choice(tr("Cancel"), hands.close))


def _ringtone(hands: MusicActivity, songs: Sequence[Song]) -> Overlay:
    tr, song = hands.tr, songs[0]

    def accept() -> None:
        title = song.title.replace("%", "%25").replace("&", "%26").replace(" ", "%20")
        uri = f"content://media/external/audio/media/{song.id}?title={title}&canonical=1"
        hands.context.settings.put("system", "ringtone", uri)
        hands.context.toast(tr("{} set as your ringtone.").format(song.title))
        hands.close()

    return alert(
        tr("Set as ringtone"),
        tr("Use {} as the phone’s ringtone?").format(song.title),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), hands.close),
    )
