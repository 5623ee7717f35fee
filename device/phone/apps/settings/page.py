"""A page of Settings as a table of rows, how it is shown, and the search over all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from device.phone.apps.settings.row import Heading, SettingsNote, SettingsRow
from device.phone.apps.settings.ui import Ui
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import GROWING
from device.phone.widget import (
    Back,
    Head,
    empty,
    large_title,
    long_scroll,
    page,
    scroll,
    search_field,
    tile,
    top_bar,
)
from device.phone.widget.bar import LARGE_TITLE_HEIGHT

LIST = "settings_list"
SEARCH = "settings_search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """One page."""

    key: str
    title: str
    rows: tuple[SettingsRow, ...] = ()
    more: Callable[[Ui], Sequence[SettingsRow]] | None = None
    """Rows that depend on the phone, below the others."""
    activity: str = ""
    """Class name it has when an intent opens it."""
    actions: tuple[str, ...] = ()
    """Intent actions that open it."""
    heading: Callable[[Ui], str] | None = None
    """The title, where it depends on what the page is about."""
    searched: bool = True
    long: bool = False
    """Many rows, all of them a title over a summary."""

    def all_rows(self, ui: Ui) -> list[SettingsRow]:
        """Everything on the page now."""
        rows = [row for row in self.rows if row.shown(ui)]
        if self.more is not None:
            rows += [row for row in self.more(ui) if row.shown(ui)]
        return rows


def show(ui: Ui, shown: SettingsPage) -> Screen:
    """A page below a bar with an arrow; its big title scrolls into the bar."""
    title = shown.heading(ui) if shown.heading is not None else ui.tr(shown.title)
    rows = shown.all_rows(ui)
    scrolled = ui.context.activity.layout.scroll.get(LIST, 0) > LARGE_TITLE_HEIGHT * ui.context.density * 0.7
    bar = top_bar(title if scrolled else "", back=Back(ui.context.finish, ui.tr("Navigate up")))
    head = large_title(title)
    if shown.long:
        body = long_scroll(
            ui.context,
            LIST,
            len(rows),
            lambda place: rows[place].view(ui),
            head=Head((head,), LARGE_TITLE_HEIGHT),
        )
    else:
        body = scroll(LIST, [head, *(row.view(ui) for row in rows)])
    return Screen(page(bar, body), overlay=overlay_of(ui, rows), title=title)


def overlay_of(ui: Ui, rows: Sequence[SettingsRow]) -> Overlay | None:
    """The dialog that is open over a page."""
    name = ui.state.dialog
    if not name:
        return None
    return next((found for row in rows if row.title == name and (found := row.overlay(ui)) is not None), None)


# -- search ----------------------------------------------------------------------------------------------
def show_search(ui: Ui, pages: Mapping[str, SettingsPage]) -> Screen:
    """The search page: every row whose title has the words typed."""
    context, tr = ui.context, ui.tr
    typed = context.text(SEARCH)
    field = search_field(
        context,
        SEARCH,
        tr("Search settings"),
        on_back=context.finish,
        labels=(tr("Navigate up"), tr("Clear text")),
        resource_id="android:id/search_src_text",
    )
    wanted = typed.lower().split()
    results = _results(ui, pages, wanted) if wanted else []
    if wanted and not results:
        body = View(box=GROWING, children=(empty("search", tr("No results")),), important=False)
    else:
        body = scroll("results", results, resource_id="list_results")
    return Screen(page(field, body), title=tr("Search settings"))


def _results(ui: Ui, pages: Mapping[str, SettingsPage], wanted: Sequence[str]) -> list[View]:
    """Rows by title; those that begin with the words first."""
    found = []
    for at in pages.values():
        if not at.searched:
            continue
        trail = ui.tr(at.title)
        for row in at.all_rows(ui):
            label = row.label(ui)
            plain = label.lower()
            if (
                row.named
                or isinstance(row, Heading | SettingsNote)
                or not all(word in plain for word in wanted)
            ):
                continue
            target = getattr(row, "page", "") or at.key
            found.append((not plain.startswith(wanted[0]), label, trail, target))
    found.sort(key=lambda result: result[:2])
    views = []
    for _, label, trail, target in found[:20]:
        open_it = partial(ui.open, target)
        views.append(tile(label, trail, icon="settings", on_tap=open_it))
    return views
