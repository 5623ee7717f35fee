"""What is done with files: copied, moved, renamed, put into the bin, brought back, hidden."""

from collections.abc import Sequence

from device.phone.apps.documents.change import copy_into, move_into
from device.phone.apps.gallery import store
from device.phone.apps.gallery.medium import Medium, folders, medium_at
from device.phone.apps.gallery.state import Desk, FoldersState, GalleryPageState, GalleryTransfer, MediaState
from device.phone.apps.gallery.store import BIN
from device.phone.apps.provider.media import NO_MEDIA
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path

SLIDE_MS = 5_000
"""Uptime for which a slideshow shows each."""
CONFLICTS = ("skip", "both", "over")
"""What becomes of a file whose name is taken at its destination."""


def chosen(hands: Desk) -> tuple[str, ...]:
    """Paths of the files that are selected, or of the one that shows; of folders those in them."""
    state = hands.state
    if isinstance(state, FoldersState):
        return tuple(one.path for path in state.selected for one in hands.media(path))
    if isinstance(state, MediaState):
        return state.selected
    medium = shown_medium(hands)
    return (medium.path,) if medium is not None else ()


def shown_medium(hands: Desk) -> Medium | None:
    """What the viewer shows: its own, the one of the slideshow, or what is now where one was that is gone."""
    state = hands.state
    if not isinstance(state, GalleryPageState):
        return None
    media = hands.media(state.folder) if state.folder else []
    if state.slides_ms and media:
        first = next((at for at, one in enumerate(media) if one.path == state.path), 0)
        passed = (hands.context.clock.uptime_ms - state.slides_ms) // SLIDE_MS
        return media[(first + passed) % len(media)]
    found = medium_at(hands.context, state.path)
    if found is not None or not media:
        return found
    return media[min(state.place, len(media) - 1)]


def done(hands: Desk, told: str = "") -> None:
    """A selection is worked off, its dialog closed; the viewer goes on to what is left."""
    if told:
        hands.context.toast(told)
    hands.context.focus("")
    if isinstance(hands.state, FoldersState | MediaState):
        hands.set(dialog="", selected=(), transfer=GalleryTransfer())
        return
    hands.set(dialog="", transfer=GalleryTransfer())
    medium = shown_medium(hands)
    if medium is None:
        hands.context.finish()
    elif medium.path != hands.state.path:
        hands.set(path=medium.path, zoom=1.0, turned=0)


# -- to another folder -----------------------------------------------------------------------------------
def begin_transfer(hands: Desk, *, keep: bool) -> None:
    """Ask where to."""
    paths = chosen(hands)
    start = paths[0].rpartition("/")[0] if paths else ""
    hands.set(dialog="destination", transfer=GalleryTransfer(paths, keep, start))


def bring(hands: Desk, folder: str, conflict: str = "") -> None:
    """Copy or move there. Without a word about names that are taken, ask for one."""
    transfer, files = hands.state.transfer, hands.context.files
    taken = [path for path in transfer.paths if _taken(hands, path, folder)]
    if taken and not conflict:
        hands.set(dialog="conflict", transfer=GalleryTransfer(transfer.paths, transfer.keep, folder))
        return
    count = 0
    for path in transfer.paths:
        if path in taken and conflict == "skip":
            continue
        try:
            files.make_directories(folder)
            target = f"{folder}/{path.rpartition('/')[2]}"
            if path in taken and conflict == "over" and path != target:
                files.remove(target)
            elif path == target and (not transfer.keep or conflict == "over"):
                continue
            target = free_path(hands.context.files, f"{folder}/{path.rpartition('/')[2]}")
            (copy_into if transfer.keep else move_into)(hands.context, path, folder)
            if not transfer.keep:
                store.moved(hands.context, path, target)
        except FileFault:
            continue
        count += 1
    whole = count == len(transfer.paths)
    words = _COPIED if transfer.keep else _MOVED
    done(hands, hands.tr(words[0] if whole else words[1]))


_COPIED = ("Files copied successfully", "Some files could not be copied")
_MOVED = ("Files moved successfully", "Some files could not be moved")


def _taken(hands: Desk, path: str, folder: str) -> bool:
    return hands.context.files.exists(f"{folder}/{path.rpartition('/')[2]}")


# -- names -----------------------------------------------------------------------------------------------
def rename(hands: Desk, path: str, name: str) -> str:
    """Call a file or folder otherwise; its path then, "" where that cannot be."""
    target = f"{path.rpartition('/')[0]}/{name}"
    if target == path:
        return path
    if hands.context.files.exists(target):
        hands.context.toast(hands.tr("Source and destination cannot be the same"))
        return ""
    try:
        hands.context.files.rename(path, target)
    except FileFault as fault:
        hands.context.toast(hands.tr("Error: {}").format(fault.text))
        return ""
    for liked in store.favourites(hands.context):
        if liked == path or liked.startswith(f"{path}/"):
            store.moved(hands.context, liked, target + liked.removeprefix(path))
    return target


# -- away and back ---------------------------------------------------------------------------------------
def uses_bin(hands: Desk, paths: Sequence[str]) -> bool:
    """Whether what is deleted goes into the bin."""
    return hands.choice("use_bin", "1") == "1" and not any(path.startswith(BIN) for path in paths)


def delete(hands: Desk, paths: Sequence[str]) -> None:
    """Into the bin, or for good. A folder with nothing left in it goes as well, if that is wanted."""
    context, to_bin = hands.context, uses_bin(hands, paths)
    for path in paths:
        try:
            if to_bin:
                store.put_into_bin(context, path)
            else:
                context.files.remove(path)
                store.moved(context, path, "")
        except FileFault:
            hands.context.toast(hands.tr("An unknown error occurred"))
    if hands.is_on("delete_empty"):
        for folder in {path.rpartition("/")[0] for path in paths if not path.startswith(BIN)}:
            if not context.files.list(folder):
                context.files.remove(folder)


def restore(hands: Desk, paths: Sequence[str]) -> None:
    """Out of the bin."""
    lost = [path for path in paths if not store.restore(hands.context, path)]
    done(hands, hands.tr("Some files could not be restored") if lost else "")


# -- hidden folders --------------------------------------------------------------------------------------
def is_hidden(hands: Desk, folder: str) -> bool:
    """Whether only who asks for hidden folders sees it."""
    return folder in folders(hands.context, hidden=True) and folder not in folders(hands.context)


def set_hidden(hands: Desk, paths: Sequence[str], *, hidden: bool) -> None:
    """Hide folders from all galleries and players, by a file in them, or show them again."""
    for path in paths:
        mark = f"{path}/{NO_MEDIA}"
        try:
            if hidden:
                hands.context.files.write(mark, b"")
            elif hands.context.files.exists(mark):
                hands.context.files.remove(mark)
        except FileFault:
            hands.context.toast(hands.tr("An unknown error occurred"))
    done(hands)
