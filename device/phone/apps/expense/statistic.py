"""How all amounts divide over the categories."""

from collections import Counter

from device.phone.apps.expense.category import category_of
from device.phone.apps.expense.part import bar, card
from device.phone.apps.expense.state import ExpenseActivity, ExpensePageState
from device.phone.apps.expense.store import records
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, FULL_WIDTH, GROWING, Box, Flow, Shape, Text
from device.phone.widget import page, scroll


def show_statistics(hands: ExpenseActivity[ExpensePageState]) -> Screen:
    """A bar for each category there is something in, the largest first."""
    tr = hands.tr
    sums: Counter[int] = Counter()
    for found in records(hands.context):
        sums[category_of(found.category).id] += found.cents
    total = sum(sums.values())
    rows = [
        _row(tr(category_of(number).name), cents / total if total > 0 else 0.0)
        for number, cents in sums.most_common()
    ]
    if not rows:
        rows = [
            fixed(
                "TextView", "tv_no_data", Text(tr("No Data"), style="body_large", colour="on_surface_variant")
            )
        ]
    listed = View(
        "androidx.recyclerview.widget.RecyclerView",
        "rv_category_statistics",
        box=FULL_WIDTH,
        flow=Flow(gap=16.0),
        children=rows,
    )
    title = View(
        "TextView",
        "tv_category_statistics",
        Text(tr("Category Statistics"), style="title_medium"),
        box=Box(padding=(0.0, 0.0, 0.0, 16.0)),
    )
    body = scroll(
        "statistics",
        (card(title, listed, resource_id="cv_statistic"),),
        resource_id="nsv_statistic",
        class_name="android.widget.ScrollView",
    )
    return Screen(page(bar(hands, tr("Statistics")), body), title=tr("Statistics"))


def _row(name: str, share: float) -> View:
    label = fixed("TextView", "tv_category_name", Text(name, style="body_large", max_lines=1), box=GROWING)
    number = fixed("TextView", "tv_progress", Text(f"{share * 100:.1f}%", style="body_medium"))
    head = View(box=FULL_WIDTH, flow=CENTRED_ROW, children=(label, number), important=False)
    track = View(
        "android.view.View",
        "pv_progress",
        box=Box(width=FILL, height=8.0),
        shapes=(
            Shape("line", "surface_container_highest", 8.0, points=((0.0, 0.5), (1.0, 0.5))),
            Shape("line", "primary", 8.0, points=((0.0, 0.5), (share, 0.5))),
        ),
    )
    return View("RelativeLayout", box=FULL_WIDTH, flow=Flow(gap=6.0), children=(head, track))
