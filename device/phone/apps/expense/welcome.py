"""What is asked at the very first start: the language, then the currency."""

from device.phone.apps.expense.setting import currency_rows, language_rows
from device.phone.apps.expense.state import SEARCH, ExpenseActivity, ExpensePageState, ExpenseWelcomeState
from device.phone.apps.expense.store import ACCOUNTING, PACKAGE, mark_set_up, set_preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Flow, Icon, Text
from device.phone.widget import button, page, scroll, search_field

Welcome = ExpenseActivity[ExpenseWelcomeState]


def show_welcome(hands: Welcome) -> Screen:
    """One of the two lists, and the button that goes on."""
    tr, state = hands.tr, hands.state
    sign = fixed(
        "ImageView",
        "imv_app",
        icon=Icon("account_balance_wallet", "primary", size=56.0),
        box=Box(width=FILL, height=96.0),
        flow=CENTRED,
    )
    hello = View(
        "TextView",
        "tv_welcome",
        Text(tr("Hello! Welcome to Pro Expense"), style="title_large", align="center"),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 24.0)),
    )
    what = tr("Choose Currency") if state.step else tr("Choose Language")
    title = fixed(
        "TextView", "tv_lang", Text(what, style="title_medium"), box=Box(padding=(24.0, 0.0, 24.0, 8.0))
    )
    go = button(tr("CONTINUE") if state.step else tr("NEXT"), lambda: _on(hands), resource_id="btn_continue")
    foot = View(
        box=Box(width=FILL, padding=(24.0, 12.0, 24.0, 16.0)),
        flow=Flow(align="center"),
        children=(go,),
        important=False,
    )
    body = _currencies(hands) if state.step else _languages(hands)
    return Screen(page(sign, hello, title, *body, foot), title=tr("Pro Expense"))


def _languages(hands: Welcome) -> tuple[View, ...]:
    chosen = hands.state.language or hands.context.language
    rows = language_rows(hands.tr, chosen, lambda code: hands.set(language=code))
    return (scroll("languages", rows, resource_id="rv_languages"),)


def _currencies(hands: Welcome) -> tuple[View, ...]:
    context = hands.context
    words = context.text(SEARCH)
    field = search_field(
        context,
        SEARCH,
        hands.tr("Search"),
        labels=(hands.tr("Back"), hands.tr("Clear text")),
        resource_id="edt_search",
    )
    rows = currency_rows(hands.tr, hands.state.currency, lambda code: hands.set(currency=code), words)
    return (field, scroll("currencies", rows, resource_id="rv_currencies"))


def _on(hands: Welcome) -> None:
    """To the currency, then home; nothing of it is asked again."""
    state, context = hands.state, hands.context
    if not state.step:
        hands.set(step=1)
        return
    if state.language and state.language != context.language:
        set_preference(context, "language", state.language)
    mark_set_up(context.database(ACCOUNTING, PACKAGE))
    set_preference(context, "currency", state.currency)
    hands.context.focus("")
    hands.context.set(ExpensePageState())
