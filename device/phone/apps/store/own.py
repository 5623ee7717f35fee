"""What is one's own: wish list, addresses, ways to pay, vouchers, subscriptions, settings."""

from functools import partial

from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import calendar_day
from device.phone.apps.store.account import (
    set_preference,
    wish,
)
from device.phone.apps.store.apppage import PERIODS
from device.phone.apps.store.catalog import product
from device.phone.apps.store.order import ACTIVE, Subscription, end_subscription, history
from device.phone.apps.store.part import row_of, shown, text
from device.phone.apps.store.state import StoreActivity
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Choice, TileLook, alert, button, empty, icon_button, switch_tile, tile


def _with(hands: StoreActivity, screen: Screen, overlay: Overlay | None) -> Screen:
    return Screen(screen.content, overlay=overlay, title=screen.title)


def show_wishes(hands: StoreActivity) -> Screen:
    """What was kept for later."""
    tr = hands.tr
    rows = []
    for number in hands.mine.wishes:
        found = product(hands.context, number)
        if found is not None:
            gone = icon_button(
                "close",
                tr("Remove from wish list"),
                partial(wish, hands.context, number, on=False),
            )
            rows.append(row_of(hands, found, trailing=(gone,)))
    return shown(hands, tr("Wish list"), *(rows or (empty("favorite", tr("Nothing on your wish list")),)))


# -- vouchers, subscriptions, settings -------------------------------------------------------------------
def show_vouchers(hands: StoreActivity) -> Screen:
    """What can be taken off, and what was."""
    tr = hands.tr

    def copy(code: str) -> None:
        hands.context.set_clipboard(code)

    rows = [
        tile(
            held.title,
            f"{held.code} · {tr('Used')}" if held.used_ms else held.code,
            icon="local_offer",
            on_tap=partial(copy, held.code),
            look=TileLook(enabled=not held.used_ms),
        )
        for held in hands.mine.vouchers.values()
    ]
    return shown(hands, tr("Vouchers"), *(rows or (empty("local_offer", tr("No vouchers")),)))


def show_subscriptions(hands: StoreActivity) -> Screen:
    """Plans that go on, and those that ended."""
    tr = hands.tr
    rows = [_plan(hands, plan) for plan in history(hands.context).subscriptions]
    nothing = empty("event_repeat", tr("No subscriptions"))
    return _with(hands, shown(hands, tr("Subscriptions"), *(rows or (nothing,))), _ask_end(hands))


def _plan(hands: StoreActivity, plan: Subscription) -> View:
    """What it costs, until when it runs, and the button that ends it."""
    tr = hands.tr
    day = calendar_day(hands.context, plan.renews_ms)
    price = tr(PERIODS[plan.period]).format(dollars(plan.cents))
    if plan.state != ACTIVE:
        return tile(
            plan.name,
            tr("Cancelled, runs until {}").format(day),
            icon="event_repeat",
            look=TileLook(gap=16.0),
        )
    told = tr("Trial until {}, then {}") if plan.trial else tr("{}, renews on {}")
    end = button(
        tr("End plan"), lambda: hands.ask("end", plan.id), kind="text", resource_id="end_subscription"
    )
    below = told.format(day, price) if plan.trial else told.format(price, day)
    return tile(plan.name, below, icon="event_repeat", trailing=(end,), look=TileLook(gap=16.0))


def _ask_end(hands: StoreActivity) -> Overlay | None:
    """Before a plan is ended."""
    tr = hands.tr
    if hands.state.dialog != "end":
        return None

    def end() -> None:
        if not hands.reached():
            return
        end_subscription(hands.context, hands.state.about)
        hands.say(tr("Your subscription was cancelled"))

    return alert(
        tr("Cancel this subscription?"),
        tr("You can use it until the end of the time that is paid for."),
        accept=Choice(tr("Cancel subscription"), end),
        cancel=Choice(tr("Keep it"), hands.close),
    )


def show_settings(hands: StoreActivity) -> Screen:
    """How buying goes, and what the shop may tell."""
    tr, held = hands.tr, hands.mine.preferences

    def turn(key: str, on: bool) -> None:
        set_preference(hands.context, key, str(int(on)))

    return shown(
        hands,
        tr("Settings"),
        switch_tile(
            tr("Buy with one tap"),
            held.get("one_tap") == "1",
            lambda on: turn("one_tap", on),
            summary=tr("“Buy now” orders at once, without asking again"),
        ),
        switch_tile(tr("News about deals"), held.get("deals", "1") == "1", lambda on: turn("deals", on)),
        switch_tile(
            tr("Personal recommendations"),
            held.get("personal", "1") == "1",
            lambda on: turn("personal", on),
        ),
        text(tr("Larkmart {}, invented for this phone").format("7.3.1")),
    )
