"""Picking for a page's controls: from a list, a date, a time, a colour."""

from contextlib import suppress
from datetime import date, time

from device.phone.apps.browser.pad import Pad, picked_kind
from device.phone.apps.browser.state import BrowserActivity
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Box, Flow, Surface
from device.phone.web.dom import PageElement
from device.phone.widget import (
    Choice,
    DatePick,
    TimePick,
    check_tile,
    date_picker,
    dialog,
    listed,
    radio_tile,
    section,
    time_picker,
)

_COLOURS = (
    "#FF0000",
    "#FF8000",
    "#FFFF00",
    "#00FF00",
    "#00FFFF",
    "#0000FF",
    "#8000FF",
    "#FF00FF",
    "#FFFFFF",
    "#C0C0C0",
    "#808080",
    "#000000",
    "#800000",
    "#008000",
    "#000080",
    "#804000",
)
_ACROSS = 4


def pick_overlay(hands: BrowserActivity) -> Overlay | None:
    """The dialog for the control that was touched; None when that is gone."""
    nid = int(hands.state.about or 0)
    element = Pad(hands).control(nid)
    if element is None:
        return None
    kind = picked_kind(element)
    if kind == "list":
        return _several(hands, element) if element.held.multiple else _one(hands, element)
    if kind == "color":
        return _colour(hands, element)
    return _moment(hands, element, kind)


def _close(hands: BrowserActivity) -> None:
    hands.set(dialog="", about="", date=None, clock=None)


def _one(hands: BrowserActivity, element: PageElement) -> Overlay:
    def row(place: int, label: str, chosen: bool, shut: bool) -> View:
        def take() -> None:
            Pad(hands).choose(element.nid, str(place))

        return radio_tile(label, chosen, take, enabled=not shut, dialog=True)

    rows = _grouped(element, [row(place, *option) for place, option in enumerate(element.held.options)])
    return dialog(
        "",
        (listed("select_list", rows, resource_id="select_dialog_listview"),),
        on_dismiss=lambda: _close(hands),
    )


def _grouped(element: PageElement, rows: list[View]) -> list[View]:
    """The rows of a list's options, each group of them under its label."""
    found: list[View] = []
    last = ""
    for row, group in zip(rows, element.held.groups, strict=True):
        if group and group != last:
            found.append(section(group))
        found.append(row)
        last = group
    return found


def _several(hands: BrowserActivity, element: PageElement) -> Overlay:
    """A list of which several may be chosen: each tap counts at once."""

    def turn(place: int, on: bool) -> None:
        chosen = [at for at, (_, held, _) in enumerate(element.held.options) if (on if at == place else held)]
        about = hands.state.about
        Pad(hands).choose(element.nid, *map(str, chosen))
        hands.set(dialog="pick", about=about)

    def row(place: int, label: str, chosen: bool, shut: bool) -> View:
        return check_tile(label, chosen, lambda on: turn(place, on), enabled=not shut, dialog=True)

    rows = _grouped(element, [row(place, *option) for place, option in enumerate(element.held.options)])
    done = Choice(hands.tr("OK"), lambda: _close(hands))
    return dialog(
        "",
        (listed("select_list", rows, resource_id="select_dialog_listview"),),
        accept=done,
        on_dismiss=lambda: _close(hands),
    )


def _colour(hands: BrowserActivity, element: PageElement) -> Overlay:
    def swatch(colour: str) -> View:
        name = colour.lower()
        return View(
            "android.widget.Button",
            content_description=name,
            box=Box(width=56.0, height=56.0),
            surface=Surface(colour, radius=8.0, border="outline", border_width=1.0),
            selected=element.held.value.lower() == name,
            on_tap=lambda: Pad(hands).choose(element.nid, name),
        )

    rows = [
        View(
            flow=Flow("row", gap=8.0),
            important=False,
            children=[swatch(one) for one in _COLOURS[start : start + _ACROSS]],
        )
        for start in range(0, len(_COLOURS), _ACROSS)
    ]
    body = View(box=Box(padding=(24.0, 0.0, 24.0, 0.0)), flow=Flow(gap=8.0), important=False, children=rows)
    return dialog(hands.tr("Select color"), (body,), cancel=Choice(hands.tr("Cancel"), lambda: _close(hands)))


def _moment(hands: BrowserActivity, element: PageElement, kind: str) -> Overlay:
    """A date, a time, or one after the other."""
    state, context, nid = hands.state, hands.context, element.nid
    day, hour = _read(element.held.value, local_now(hands.context).date())

    def keep(value: str) -> None:
        hands.set(date=None, clock=None)
        Pad(hands).choose(nid, value)

    def chosen(picked: date) -> None:
        if kind == "datetime-local":
            hands.set(date=DatePick(picked), clock=TimePick(hour.hour, hour.minute))
        elif kind == "month":
            keep(f"{picked:%Y-%m}")
        elif kind == "week":
            year, week, _ = picked.isocalendar()
            keep(f"{year}-W{week:02d}")
        else:
            keep(picked.isoformat())

    def struck(hours: int, minutes: int) -> None:
        start = (
            f"{(state.date.chosen if state.date else day).isoformat()}T" if kind == "datetime-local" else ""
        )
        keep(f"{start}{hours:02d}:{minutes:02d}")

    if kind == "time" or state.clock is not None:
        clock = state.clock or TimePick(hour.hour, hour.minute)
        return time_picker(context, clock, lambda new: hands.set(clock=new), struck, lambda: _close(hands))
    picking = state.date or DatePick(day)
    return date_picker(context, picking, lambda new: hands.set(date=new), chosen, lambda: _close(hands))


def _read(value: str, today: date) -> tuple[date, time]:
    """The date and time that a control holds, else today and noon."""
    day, _, clock = value.partition("T") if "T" in value else (value, "", value)
    found, hour = today, time(12)
    with suppress(ValueError):
        found = date.fromisoformat(day if len(day) == 10 else f"{day}-01")
    with suppress(ValueError):
        hour = time.fromisoformat(clock)
    return found, hour.replace(tzinfo=None)
