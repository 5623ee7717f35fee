"""Home: this week as a graph and as totals, and what was entered last."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from device.phone.apps.expense.money import amount_text
from device.phone.apps.expense.part import bar, card, empty_log, record_overlay, record_row
from device.phone.apps.expense.state import MAIN, ExpenseActivity, ExpensePageState
from device.phone.apps.expense.store import ExpenseRecord, records
from device.phone.apps.provider.moment import local_of
from device.phone.system.timetext import local_now, month_day_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, FULL_WIDTH, GROWING, Box, Flow, Shape, Text
from device.phone.widget import button, fab, page, scroll

_RECENT = 4
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SAT")
Home = ExpenseActivity[ExpensePageState]


def show_home(hands: Home) -> Screen:
    """Graph, totals, the latest expenses and the button that adds one."""
    tr, context = hands.tr, hands.context
    week = _week(hands)
    body = scroll(
        "home",
        (_graph(hands, week), _totals(hands, week), _recent(hands)),
        resource_id="rv_home",
        bottom=88.0,
    )
    add = fab(
        "add",
        tr("Add expense"),
        lambda: context.start(MAIN, page="entry"),
        resource_id="fb_main_add",
        colours=("primary", "on_primary"),
    )
    whole = page(bar(hands, tr("Home")), body, fab=add)
    return Screen(whole, overlay=record_overlay(hands), title=tr("Home"))


def _sunday(hands: Home) -> datetime:
    """The midnight this week began."""
    now = local_now(hands.context)
    return datetime(now.year, now.month, now.day) - timedelta(days=(now.weekday() + 1) % 7)


def _week(hands: Home) -> list[tuple[int, ExpenseRecord]]:
    """Expenses of the week, each with its day's place from Sunday on."""
    start = _sunday(hands).date()
    found = []
    for one in records(hands.context):
        place = (local_of(hands.context, one.modified_ms).date() - start).days
        if place < 0:
            break  # the newest come first
        if place < len(_DAYS):
            found.append((place, one))
    return found


def _range(hands: Home) -> View:
    """As "Oct 15 - Oct 21"."""
    start = _sunday(hands).date()
    ends = (start, start + timedelta(days=6))
    text = " - ".join(month_day_text(hands.tr, day, short=True) for day in ends)
    return View("TextView", "tv_date_range", Text(text, style="body_small", colour="on_surface_variant"))


# -- cards -----------------------------------------------------------------------------------------------
def _graph(hands: Home, week: list[tuple[int, ExpenseRecord]]) -> View:
    """How much was spent on each day, against the day most was spent on."""
    spent = [0] * len(_DAYS)
    for place, found in week:
        spent[place] += 0 if found.is_income else found.cents
    most = max(spent) or 1
    points = [((place + 0.5) / len(_DAYS), 0.9 - 0.8 * cents / most) for place, cents in enumerate(spent)]
    lines = [Shape("line", "primary", 2.0, points=(start, end)) for start, end in pairwise(points)]
    dots = [Shape("circle", "primary", 8.0, points=(point, (0.0, 0.0))) for point in points]
    floor = Shape("line", "outline_variant", 1.0, points=((0.0, 0.9), (1.0, 0.9)))
    graph = View(
        "android.view.View", "expense_graph", box=Box(width=FILL, height=140.0), shapes=(floor, *lines, *dots)
    )
    labels = [
        View(text=Text(hands.tr(day), style="label_small", align="center"), box=GROWING, important=False)
        for day in _DAYS
    ]
    names = View(box=FULL_WIDTH, flow=Flow("row"), children=labels, important=False)
    title = fixed(
        "TextView", "tv_title", Text(hands.tr("Expenses in this Week"), style="title_medium"), box=GROWING
    )
    head = View(box=FULL_WIDTH, flow=CENTRED_ROW, children=(title, _range(hands)), important=False)
    return card(head, graph, names)


def _totals(hands: Home, week: list[tuple[int, ExpenseRecord]]) -> View:
    tr = hands.tr
    earned = sum(found.cents for _, found in week if found.is_income)
    spent = sum(found.cents for _, found in week if not found.is_income)
    title = fixed(
        "TextView", "tv_expense_in_out_title", Text(tr("Totals"), style="title_medium"), box=GROWING
    )
    head = View(box=FULL_WIDTH, flow=CENTRED_ROW, children=(title, _range(hands)), important=False)
    made = card(
        head,
        _total(hands, "income", tr("Income"), earned, "success"),
        _total(hands, "outcome", tr("Outcome"), spent, "error"),
    )
    made.flow = replace(made.flow, gap=8.0)
    return made


def _total(hands: Home, name: str, label: str, cents: int, colour: str) -> View:
    value = fixed(
        "TextView", f"tv_{name}_value", Text(amount_text(cents), style="title_medium", colour=colour)
    )
    code = fixed("TextView", f"tv_{name}_symbol", Text(hands.currency.code, style="label_small"))
    what = fixed(
        "TextView", f"tv_{name}", Text(label, style="body_medium", colour="on_surface_variant"), box=GROWING
    )
    return View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=4.0, align="center"),
        children=(what, value, code),
        important=False,
    )


def _recent(hands: Home) -> View:
    tr = hands.tr
    found = records(hands.context)[:_RECENT]
    title = View(
        "TextView",
        "tv_recent_lists",
        Text(tr("Recent"), style="title_medium"),
        box=Box(padding=(16.0, 16.0, 16.0, 8.0)),
    )
    if not found:
        return card(title, empty_log(hands), padding=0.0)
    rows = [record_row(hands, one, partial(hands.set, dialog="detail", chosen=one.id)) for one in found]
    listed = View(
        "androidx.recyclerview.widget.RecyclerView", "rv_recent_lists", box=FULL_WIDTH, children=rows
    )
    more = button(tr("MORE"), lambda: hands.go("logs"), kind="text", resource_id="btn_more_logs")
    foot = View(
        box=Box(width=FILL, padding=(8.0, 0.0, 8.0, 8.0)),
        flow=Flow(align="center"),
        children=(more,),
        important=False,
    )
    return card(title, listed, foot, padding=0.0)
