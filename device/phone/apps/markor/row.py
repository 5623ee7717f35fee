"""The rows of the list of files, and what a touch on them does."""

from device.phone.apps.activity import toggled
from device.phone.apps.markor.filedialog import moment_text
from device.phone.apps.markor.note import MarkorEntry, is_text, parent_of
from device.phone.apps.markor.state import DOCUMENT, MarkorActivity, MarkorMainState
from device.phone.apps.markor.store import NAME as STORE
from device.phone.apps.markor.store import favourites
from device.phone.file.document import document_uri
from device.phone.file.mediatype import media_type
from device.phone.system.intent import VIEW, Intent
from device.phone.system.sizetext import size_text
from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Icon, Surface, Text

Main = MarkorActivity[MarkorMainState]
ROW = 64.0
"""dp of a row."""
LIST = "ui__filesystem_dialog__list"
"""Key of the list."""
_MINUTE_MS = 60_000


def show_folder(hands: Main, folder: str) -> None:
    """Go to a folder, its list at the top."""
    hands.set(folder=folder, selected=(), dialog="", searching=False)
    hands.context.focus("")
    hands.context.scroll_to(LIST)


def open_entry(hands: Main, entry: MarkorEntry) -> None:
    """Go into a folder, edit a text, hand anything else to the app that shows it."""
    if entry.is_folder:
        show_folder(hands, entry.path)
    elif is_text(entry.name):
        hands.context.start(DOCUMENT, path=entry.path)
    else:
        hands.send(Intent(VIEW, data=document_uri(entry.path), type=media_type(entry.name)))


class MarkorRows:
    """The rows of one frame; what they have in common is read once."""

    __slots__ = ("_hands", "_moments", "_stars")

    def __init__(self, hands: Main) -> None:
        self._hands = hands
        self._stars = frozenset(favourites(hands.context.database(STORE)))
        self._moments: dict[int, str] = {}

    def of(self, entry: MarkorEntry | None) -> View:
        """A file or folder; None is the way up."""
        if entry is not None:
            return self.file(entry)
        above = parent_of(self._hands.state.folder)
        sign = fixed(
            "ImageView", "opoc_filesystem_item__image", icon=Icon("arrow_upward", "on_surface_variant")
        )
        return _line((sign, _words("..", above)), lambda: show_folder(self._hands, above))

    def file(self, entry: MarkorEntry, where: str = "") -> View:
        """What it is, its name, date and size; in search results `where` it is."""
        hands, tr = self._hands, self._hands.tr
        selected = entry.path in hands.state.selected

        def turn() -> None:
            hands.set(selected=toggled(hands.state.selected, entry.path))

        def tap() -> None:
            if hands.state.selected:
                turn()
            else:
                open_entry(hands, entry)

        icon = "folder" if entry.is_folder else "description" if is_text(entry.name) else "draft"
        sign = fixed(
            "ImageView",
            "opoc_filesystem_item__image",
            content_description=(tr("Folder {}") if entry.is_folder else tr("File {}")).format(entry.name),
            icon=Icon(
                "check_circle" if selected else icon, "on_surface_variant", filled=entry.is_folder or selected
            ),
        )
        star = fixed(
            "ImageView",
            content_description=tr("Favourite"),
            icon=Icon("star", "app_yellow", size=20.0, filled=True),
        )
        parts: tuple[View, ...] = (sign, _words(entry.name, where or self._about(entry)))
        if entry.path in self._stars:
            parts = (*parts, star)
        return _line(parts, tap, None if where else turn, selected=selected)

    def _about(self, entry: MarkorEntry) -> str:
        minute = entry.date_ms // _MINUTE_MS
        when = self._moments.get(minute)
        if when is None:
            when = self._moments[minute] = moment_text(self._hands, entry.date_ms)
        return when if entry.is_folder else f"{when}  {size_text(entry.size)}"


@still
def _words(title: str, about: str) -> View:
    name = View("TextView", "opoc_filesystem_item__title", Text(title, max_lines=1))
    foot = View(
        "TextView",
        "opoc_filesystem_item__description",
        Text(about, style="body_small", colour="on_surface_variant", max_lines=1),
    )
    return View(box=GROWING, flow=Flow(gap=2.0), children=(name, foot), important=False)


def _line(
    parts: tuple[View, ...], on_tap: Handler, on_hold: Handler | None = None, *, selected: bool = False
) -> View:
    line = View(
        "LinearLayout",
        "opoc_filesystem_item__root",
        box=Box(width=FILL, height=ROW, padding=(20.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=20.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=on_tap,
        on_long_press=on_hold,
        children=parts,
    )
    line.still = alike("markor", parts, selected, on_hold is None)
    return line
