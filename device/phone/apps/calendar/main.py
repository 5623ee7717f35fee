"""The main screen: the search bar, one of the views, the button for something new."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from device.phone.apps.calendar.agenda import LIST, agenda_view, search_view
from device.phone.apps.calendar.day import day_view
from device.phone.apps.calendar.mainmenu import main_overlay
from device.phone.apps.calendar.moment import timestamp_of
from device.phone.apps.calendar.month import month_and_day, month_view
from device.phone.apps.calendar.picked import selection
from device.phone.apps.calendar.preference import (
    AGENDA,
    DAILY,
    MONTHLY,
    MONTHLY_DAILY,
    WEEKLY,
    YEARLY,
    number,
)
from device.phone.apps.calendar.state import EVENT_ACTIVITY, SEARCH, TASK_ACTIVITY, Main
from device.phone.apps.calendar.store import event_types, hidden_types
from device.phone.apps.calendar.week import SCROLL, first_offset, week_days, week_view
from device.phone.apps.calendar.year import year_view
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FULL_SIZE, VEIL, Box, Flow, Surface, Text
from device.phone.widget import fab, icon_button, page, search_field, search_pill

_SHOW: dict[int, Callable[[Main], View]] = {
    MONTHLY: month_view,
    YEARLY: year_view,
    WEEKLY: week_view,
    AGENDA: agenda_view,
    DAILY: day_view,
    MONTHLY_DAILY: month_and_day,
}


def show_main(hands: Main) -> Screen:
    """Bar, view, button."""
    state = hands.state
    if state.selected:
        bar = selection(hands)
    elif state.searching:
        bar = _search_bar(hands)
    else:
        bar = _bar(hands)
    body = search_view(hands) if state.searching else _SHOW[state.view](hands)
    whole = page(bar, body) if state.searching else _with_button(hands, bar, body)
    return Screen(whole, overlay=main_overlay(hands), title=hands.tr("Calendar"))


def close_main(hands: Main) -> bool:
    """Back: leaves selection, the button's choice, search, then the views opened on top of each other."""
    state = hands.state
    if state.selected:
        hands.set(selected=())
    elif state.dialog == "fab":
        hands.close()
    elif state.searching:
        leave_search(hands)
    elif state.under:
        view, day = state.under[-1]
        hands.set(view=view, day=day, under=state.under[:-1])
    else:
        return False
    return True


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: Main) -> View:
    tr, state = hands.tr, hands.state
    actions = [icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))]
    actions.insert(
        0,
        icon_button(
            _VIEW_ICONS[state.view], tr("Change view"), lambda: hands.open("views"), resource_id="change_view"
        ),
    )
    if len(event_types(hands.context)) > 1:
        some = bool(hidden_types(hands.context))
        look = icon_button(
            "filter_list", tr("Filter"), lambda: _open_filter(hands), resource_id="filter", selected=some
        )
        actions.insert(0, look)
    if not _shows_today(hands):
        actions.insert(
            0, icon_button("today", tr("Go to today"), lambda: go_to_today(hands), resource_id="go_to_today")
        )
    bar = search_pill(
        tr("Search"), lambda: _search(hands), resource_id="top_toolbar_holder", trailing=actions
    )
    if state.under:
        back = icon_button(
            "arrow_back", tr("Back"), lambda: _return(hands), resource_id="top_toolbar_search_icon"
        )
        bar.box = replace(bar.box, padding=(4.0, 0.0, 8.0, 0.0))
        bar.children = (back, *bar.children[1:])
        bar.flow = replace(bar.flow, gap=4.0)
    return bar


_VIEW_ICONS = {
    MONTHLY: "calendar_month",
    YEARLY: "grid_view",
    WEEKLY: "calendar_view_week",
    AGENDA: "view_list",
    DAILY: "calendar_view_day",
    MONTHLY_DAILY: "view_agenda",
}


def _return(hands: Main) -> None:
    close_main(hands)


def _open_filter(hands: Main) -> None:
    hidden = hidden_types(hands.context)
    shown = tuple(kind.id for kind in event_types(hands.context) if kind.id not in hidden)
    hands.set(dialog="filter", types=shown)


def _search(hands: Main) -> None:
    hands.begin_search(SEARCH, selected=(), dialog="")
    hands.context.scroll_to("results", 0)


def leave_search(hands: Main) -> None:
    """Back to the view."""
    hands.leave_search()
    hands.context.set_text(SEARCH, "")
    hands.set(selected=())


def _search_bar(hands: Main) -> View:
    tr, context = hands.tr, hands.context
    return search_field(
        context,
        SEARCH,
        tr("Search"),
        above="results",
        on_back=lambda: leave_search(hands),
        labels=(tr("Back"), tr("Clear")),
        resource_id="top_toolbar_search",
    )


# -- where the view is -------------------------------------------------------------------------------------
def _shows_today(hands: Main) -> bool:
    state, today = hands.state, hands.today
    if state.view in (MONTHLY, MONTHLY_DAILY):
        same = (state.day.year, state.day.month) == (today.year, today.month)
        return same and (state.view == MONTHLY or state.day == today)
    if state.view == YEARLY:
        return state.day.year == today.year
    if state.view == WEEKLY:
        return today in week_days(hands)
    if state.view == AGENDA:
        return not hands.context.activity.layout.scroll.get(LIST, 0)
    return state.day == today


def go_to_today(hands: Main) -> None:
    """The view around today, the list at its top."""
    start = type(hands.state)(hands.state.view, hands.today)
    hands.set(day=hands.today, since=start.since, until=start.until)
    hands.context.scroll_to(LIST, 0)
    hands.context.scroll_to("day", 0)
    hands.context.scroll_to(SCROLL, first_offset(hands))


# -- something new -----------------------------------------------------------------------------------------
def _with_button(hands: Main, bar: View, body: View) -> View:
    """The floating button; its choice between event and task over a veil."""
    tr = hands.tr
    tasks = number(hands.context, "allow_creating_tasks")
    add = fab(
        "add",
        tr("New Event"),
        (lambda: hands.open("fab")) if tasks else lambda: _new(hands, EVENT_ACTIVITY),
        resource_id="calendar_fab",
        colours=("primary", "on_primary"),
    )
    if hands.state.dialog != "fab":
        return page(bar, body, fab=add)
    add.on_tap = lambda: _new(hands, EVENT_ACTIVITY)
    add.icon = replace(add.icon, name="event")
    add.content_description = tr("Event")
    column = page(bar, body)
    veil = View(
        "android.view.View", "fab_extended_overlay", box=FULL_SIZE, surface=Surface(VEIL), on_tap=hands.close
    )
    choices = View(
        box=Box(margin=(16.0, 16.0, 16.0, 16.0)),
        flow=Flow(gap=16.0, align="end"),
        important=False,
        children=(
            _choice(hands, "task", tr("Task"), TASK_ACTIVITY, None),
            _choice(hands, "event", tr("Event"), EVENT_ACTIVITY, add),
        ),
    )
    return View(
        "FrameLayout",
        box=FULL_SIZE,
        flow=Flow("stack", align="end", justify="end"),
        important=False,
        children=(column, veil, choices),
    )


def _choice(hands: Main, name: str, label: str, activity: str, button: View | None) -> View:
    act = lambda: _new(hands, activity)  # noqa: E731
    words = View(
        "TextView",
        f"fab_{name}_label",
        Text(label, style="label_large"),
        box=Box(padding=(12.0, 8.0, 12.0, 8.0)),
        surface=Surface("surface_container_high", radius=8.0),
        on_tap=act,
    )
    if button is None:
        button = fab("task_alt", label, act, resource_id=f"fab_{name}_icon")
        button.box = replace(button.box, width=48.0, height=48.0, margin=(0.0, 0.0, 4.0, 0.0))
    return View(flow=Flow("row", gap=16.0, align="center"), children=(words, button), important=False)


def _new(hands: Main, activity: str) -> None:
    """An empty form, at the next full hour of the day that shows."""
    state, today = hands.state, hands.today
    day = today
    if state.view in (DAILY, MONTHLY_DAILY):
        day = state.day
    elif state.view in (MONTHLY, WEEKLY, YEARLY) and not _shows_today(hands):
        day = state.day.replace(day=1) if state.view != WEEKLY else week_days(hands)[0]
    now = local_now(hands.context)
    hour = (now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)).time()
    start = timestamp_of(hands.context, datetime.combine(day, hour))
    hands.close()
    hands.context.start(activity, new_event_start_ts=start)
