"""The sheet that says which expenses are listed: from when to when, of which category, in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from device.phone.apps.expense.category import CATEGORIES, Category, category_of, category_strip
from device.phone.apps.expense.part import closable
from device.phone.apps.expense.state import ExpenseActivity, LogState
from device.phone.apps.expense.store import ExpenseRecord, records
from device.phone.apps.provider.moment import local_of
from device.phone.system.timetext import date_text, local_now, month_name
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Surface, Text
from device.phone.widget import DatePick, button, date_picker

_ALL = (Category(0, "All", "category"), *CATEGORIES)
Log = ExpenseActivity[LogState]


def span_text(hands: Log, found: Sequence[ExpenseRecord]) -> str:
    """As "Oct 1, 2023 - Oct 15, 2023", with the category where there is one."""
    start, end = _bounds(hands)
    days = " - ".join(date_text(hands.tr, day, short=True) for day in (start, end))
    kind = hands.state.span.category
    return f"{hands.tr(category_of(kind).name)} · {days}" if kind and found else days


def _bounds(hands: Log, draft: bool = False) -> tuple[date, date]:
    """The filter's first and last day; where it has none, those of the expenses there are."""
    span = hands.state.draft if draft else hands.state.span
    found = records(hands.context)
    today = local_now(hands.context).date()
    oldest = local_of(hands.context, found[-1].modified_ms).date() if found else today
    newest = local_of(hands.context, found[0].modified_ms).date() if found else today
    return span.start or oldest, span.end or newest


def filter_overlay(hands: Log) -> Overlay | None:
    """The sheet, or the calendar one of its days is chosen from."""
    kind = hands.state.dialog
    if kind in ("from", "to") and hands.state.pick is not None:
        return _calendar(hands, hands.state.pick, kind == "from")
    return _sheet(hands) if kind == "filter" else None


def _calendar(hands: Log, pick: DatePick, start: bool) -> Overlay:
    """The other bound follows when it would be on the wrong side."""

    def accept(day: date) -> None:
        draft = hands.state.draft
        first, last = _bounds(hands, draft=True)
        if start:
            draft = replace(draft, start=day, end=max(day, last) if draft.end or day > last else None)
        else:
            draft = replace(draft, end=day, start=min(day, first) if draft.start or day < first else None)
        hands.set(draft=draft, dialog="filter", pick=None)

    return date_picker(
        hands.context,
        pick,
        lambda new: hands.set(pick=new),
        accept,
        lambda: hands.set(dialog="filter", pick=None),
    )


def _sheet(hands: Log) -> Overlay:
    tr, draft = hands.tr, hands.state.draft
    first, last = _bounds(hands, draft=True)
    days = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=16.0),
        important=False,
        children=(
            _day(hands, "start", tr("From"), first, lambda: hands.set(dialog="from", pick=DatePick(first))),
            _day(hands, "end", tr("To"), last, lambda: hands.set(dialog="to", pick=DatePick(last))),
        ),
    )
    strip = category_strip(
        hands.context,
        tr,
        _ALL,
        draft.category,
        hands.state.first,
        lambda number: hands.set(draft=replace(hands.state.draft, category=number)),
        lambda place: hands.set(first=place),
    )
    order = fixed(
        "TextView",
        "tv_sorted_by",
        Text(tr("Order by Date in"), style="label_large"),
        box=Box(padding=(24.0, 8.0, 24.0, 8.0)),
    )
    toggle = View(
        "LinearLayout",
        "tg_date_order",
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=8.0),
        children=(_order(hands, "desc", False), _order(hands, "asc", True)),
    )
    use = button(
        tr("APPLY FILTER"), lambda: hands.set(dialog="", span=draft, swiped=0), resource_id="btn_apply_filter"
    )
    foot = View(
        box=Box(width=FILL, padding=(0.0, 16.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(use,),
        important=False,
    )
    return closable(tr("Filter"), (days, strip, order, toggle, foot), hands)


def _day(hands: Log, name: str, label: str, day: date, on_tap: Handler) -> View:
    """A bound: its label over a card with month, day and year."""
    month = fixed("TextView", f"tv_{name}_month", Text(month_name(hands.tr, day.month, short=True)))
    number = fixed("TextView", f"tv_{name}_day", Text(str(day.day), style="headline_small"))
    year = fixed(
        "TextView", f"tv_{name}_year", Text(str(day.year), style="body_medium", colour="on_surface_variant")
    )
    box = View(
        "androidx.cardview.widget.CardView",
        f"cv_{name}_date",
        content_description=f"{label} {date_text(hands.tr, day)}",
        box=Box(width=FILL, padding=(8.0, 12.0, 8.0, 12.0)),
        flow=Flow(align="center"),
        surface=Surface("surface_container_highest", radius=12.0),
        on_tap=on_tap,
        children=(month, number, year),
    )
    words = fixed("TextView", "tv_from" if name == "start" else "tv_to", Text(label, style="label_large"))
    return View(box=GROWING, flow=Flow(gap=8.0), children=(words, box), important=False)


def _order(hands: Log, name: str, oldest_first: bool) -> View:
    chosen = hands.state.draft.oldest_first == oldest_first
    made = button(
        hands.tr("ASC") if oldest_first else hands.tr("DESC"),
        lambda: hands.set(draft=replace(hands.state.draft, oldest_first=oldest_first)),
        kind="tonal" if chosen else "outlined",
        resource_id=f"btn_date_order_{name}",
    )
    made.checked = chosen
    return made
