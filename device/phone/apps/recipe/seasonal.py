"""The seasonal calendar: what grows in each month, and the recipes it is in."""

from dataclasses import replace

from device.phone.apps.recipe.part import page_bar
from device.phone.apps.recipe.season import Food, in_season
from device.phone.apps.recipe.state import RecipeActivity, RecipeMainState
from device.phone.system.timetext import local_now, month_name, month_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, FULL_WIDTH, GROWING, Box, Flow, Text
from device.phone.widget import TileLook, button, icon_button, page, scroll, tile

Main = RecipeActivity[RecipeMainState]


def show_seasons(hands: Main) -> Screen:
    """A month with what is in season then; first the region has to be chosen."""
    tr = hands.tr
    bar = page_bar(hands, tr("Seasonal calendar"))
    if hands.region < 0:
        return Screen(page(bar, _not_configured(hands)), title=tr("Seasonal calendar"))
    now = local_now(hands.context)
    month = hands.state.month or now.month

    def turn(step: int) -> None:
        hands.context.scroll_to("seasons", 0)
        hands.set(month=(month - 1 + step) % 12 + 1)

    title = month_text(tr, now.year, now.month) if month == now.month else month_name(tr, month)
    words = fixed("TextView", "month_title", Text(title, style="title_medium", align="center"), box=GROWING)
    head = View(
        "HorizontalScrollView",
        "seasons_tablayout",
        box=FULL_WIDTH,
        flow=CENTRED_ROW,
        children=(
            icon_button("chevron_left", tr("Previous month"), lambda: turn(-1), resource_id="previous_month"),
            words,
            icon_button("chevron_right", tr("Next month"), lambda: turn(1), resource_id="next_month"),
        ),
    )
    rows = [_row(hands, food) for food in in_season(hands.region, month)]
    body = scroll("seasons", rows)
    body.pager = replace(body.pager, on_page=turn)
    return Screen(page(bar, head, body), title=tr("Seasonal calendar"))


def _row(hands: Main, food: Food) -> View:
    """A touch lists the recipes with it."""
    tr = hands.tr
    months = " - ".join(month_name(tr, month) for month in food.months[hands.region])
    return tile(
        tr(food.name),
        months,
        icon="eco",
        on_tap=lambda: hands.set(page="recipes", food=food.name),
        look=TileLook(title_id="seasonal_food_name", summary_id="seasonal_food_months"),
    )


def _not_configured(hands: Main) -> View:
    tr = hands.tr
    words = fixed(
        "TextView",
        "seasons_message",
        Text(tr("The seasonal calendar has not been fully configured yet."), align="center"),
    )
    go = button(tr("CONFIGURE"), lambda: hands.set(page="settings"), resource_id="seasons_configure")
    return View(
        "android.view.ViewGroup",
        "seasons_not_configured_layout",
        box=Box(width=FILL, padding=(32.0, 96.0, 32.0, 32.0)),
        flow=Flow(gap=16.0, align="center"),
        children=(words, go),
    )
