"""The list of tags, and the configuration."""

from functools import partial

from device.phone.apps.joplin.ordering import SORTS, order_of
from device.phone.apps.joplin.state import TAG, JoplinActivity, JoplinPlace
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box
from device.phone.widget import Back, empty, page, scroll, section, switch_tile, tile, top_bar


def show_tags(hands: JoplinActivity) -> Screen:
    """Every tag; a touch shows its notes."""
    tr, library = hands.tr, hands.library
    counts = {
        number: sum(
            number in own and note in library.notes and not library.notes[note].deleted
            for note, own in library.tagged.items()
        )
        for number in library.tags
    }
    rows = [
        tile(
            title,
            tr("Notes: {}").format(counts[number]),
            icon="label",
            resource_id="tag_item",
            on_tap=partial(hands.go, JoplinPlace("notes", TAG + number)),
        )
        for number, title in library.tags.items()
    ]
    body = scroll("tags", rows)
    if not rows:
        blank = empty("label", tr("There are no tags yet."), tr("Add them from the menu of a note."))
        body = View(box=Box(width=FILL, weight=1.0), children=(blank,), important=False)
    bar = top_bar(tr("Tags"), back=Back(hands.leave, tr("Back")))
    return Screen(page(bar, body), title=tr("Tags"))


def show_config(hands: JoplinActivity) -> Screen:
    """What can be chosen."""
    tr = hands.tr

    def mark(label: str, key: str, summary: str = "") -> View:
        on = hands.is_on(key)
        return switch_tile(label, on, lambda to: hands.choose(key, "1" if to else "0"), summary=summary)

    rows = (
        section(tr("Note list")),
        tile(tr("Sort notes by"), tr(SORTS[order_of(hands).by]), on_tap=lambda: hands.open("sort")),
        mark(tr("Uncompleted to-dos on top"), "uncompleted_first"),
        mark(tr("Show completed to-dos"), "show_completed"),
        section(tr("Note")),
        mark(
            tr("Save geo-location with notes"),
            "track_location",
            tr("Where a note was made is kept in its properties."),
        ),
        section(tr("Synchronisation")),
        tile(tr("Synchronisation target"), tr("(None)")),
        section(tr("More information")),
        tile(tr("Version"), hands.context.manifest.version),
    )
    bar = top_bar(tr("Configuration"), back=Back(hands.leave, tr("Back")))
    return Screen(page(bar, scroll("config", rows)), title=tr("Configuration"))
