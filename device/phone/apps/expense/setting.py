"""Settings: the language and the currency; the lists both are chosen from, also at the first start."""

from collections.abc import Callable, Sequence

from device.phone.apps.expense.money import CURRENCIES
from device.phone.apps.expense.part import bar, closable
from device.phone.apps.expense.state import SEARCH, ExpenseActivity, ExpensePageState
from device.phone.apps.expense.store import preference, set_preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Surface, Text
from device.phone.widget import TileLook, button, divider, page, scroll, search_field, tile

LANGUAGES = (("en", "United States (English)"), ("zh", "China (Chinese)"))
"""Code and name of those the app is written in."""
_LIST_HEIGHT = 420.0
Settings = ExpenseActivity[ExpensePageState]
Translate = Callable[[str], str]


def show_settings(hands: Settings) -> Screen:
    """Two rows, each with a sheet."""
    tr = hands.tr
    value = fixed("TextView", "tv_currency_value", Text(hands.currency.symbol, colour="on_surface_variant"))
    rows = (
        _row("fl_language", tr("Language"), language_name(hands), lambda: _open(hands, "language")),
        divider(),
        _row("fl_currency", tr("Currency"), "", lambda: _open(hands, "currency"), (value,)),
    )
    body = scroll("settings", rows, resource_id="nv_settings", class_name="android.widget.ScrollView")
    whole = page(bar(hands, tr("Settings")), body)
    return Screen(whole, overlay=_overlay(hands), title=tr("Settings"))


def _row(name: str, title: str, summary: str, on_tap: Callable[[], None], end: Sequence[View] = ()) -> View:
    return tile(title, summary, resource_id=name, on_tap=on_tap, trailing=end)


def current_language(hands: Settings) -> str:
    """The code of the language the app is shown in."""
    return preference(hands.context, "language") or hands.context.language


def language_name(hands: Settings) -> str:
    """Its name; "" for one the app is not written in."""
    return hands.tr(dict(LANGUAGES).get(current_language(hands), ""))


def _open(hands: Settings, dialog: str) -> None:
    chosen = current_language(hands) if dialog == "language" else hands.currency.code
    hands.context.set_text(SEARCH, "")
    hands.set(dialog=dialog, choice=chosen)


def _overlay(hands: Settings) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind not in ("language", "currency"):
        return None

    def choose(code: str) -> None:
        hands.set(choice=code)

    def accept() -> None:
        set_preference(hands.context, kind, hands.state.choice)
        hands.context.focus("")
        hands.close()

    words = hands.context.text(SEARCH)
    if kind == "language":
        rows = language_rows(tr, hands.state.choice, choose)
        use = button(tr("RESTART"), accept, resource_id="btn_restart")
        title = tr("Choose Language")
    else:
        rows = currency_rows(tr, hands.state.choice, choose, words)
        use = button(tr("SAVE"), accept, resource_id="btn_save")
        title = tr("Choose Currency")
    listed = View(
        "ListView",
        f"rv_{kind}s",
        box=Box(
            width=FILL,
            height=min(_LIST_HEIGHT, max(64.0, 64.0 * len(rows))) if kind == "language" else _LIST_HEIGHT,
        ),
        scroll=kind,
        children=rows,
    )
    foot = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 0.0)),
        flow=Flow(align="center"),
        children=(use,),
        important=False,
    )
    body = (listed, foot) if kind == "language" else (currency_search(hands), listed, foot)
    return closable(title, body, hands)


# -- lists -----------------------------------------------------------------------------------------------
def language_rows(tr: Translate, chosen: str, on_choose: Callable[[str], None]) -> list[View]:
    """A row for each language."""
    return [
        _choice("", tr(name), code, code == chosen, "tv_language_name", on_choose) for code, name in LANGUAGES
    ]


def currency_rows(tr: Translate, chosen: str, on_choose: Callable[[str], None], words: str) -> list[View]:
    """A row for each currency whose name or code has `words` in it."""
    wanted = words.strip().lower()
    rows = [
        _choice(
            one.symbol, f"{tr(one.name)} ({one.code})", one.code, one.code == chosen, "tv_currency", on_choose
        )
        for one in CURRENCIES
        if wanted in tr(one.name).lower() or wanted in one.name.lower() or wanted in one.code.lower()
    ]
    return rows or [
        View("TextView", "tv_no_item", Text(tr("No Items")), box=Box(padding=(24.0, 16.0, 24.0, 16.0)))
    ]


def currency_search(hands: Settings) -> View:
    """The field over the list of currencies."""
    context = hands.context
    return search_field(
        context,
        SEARCH,
        hands.tr("Search"),
        labels=(hands.tr("Back"), hands.tr("Clear text")),
        resource_id="edt_search",
    )


def _choice(
    symbol: str, name: str, code: str, chosen: bool, name_id: str, on_choose: Callable[[str], None]
) -> View:
    lead = (
        fixed("TextView", "tv_symbol", Text(symbol, style="title_medium"), box=Box(width=56.0))
        if symbol
        else None
    )
    mark = fixed("ImageView", "imv_selected", icon=Icon("check_circle", "primary", filled=True))
    return tile(
        name,
        leading=lead,
        trailing=(mark,) if chosen else (),
        on_tap=lambda: on_choose(code),
        resource_id="cv_currency" if symbol else "cd_language",
        look=TileLook(
            title_id=name_id,
            gap=12.0,
            height=64.0,
            selected=chosen,
            surface=Surface("secondary_container" if chosen else ""),
        ),
    )
