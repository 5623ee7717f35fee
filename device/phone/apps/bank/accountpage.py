"""An account: what was booked on it, searched and sorted out, and statements as files."""

from datetime import date
from functools import partial

from device.phone.apps.bank.iban import grouped
from device.phone.apps.bank.ledger import BankAccount, BankEntry
from device.phone.apps.bank.part import ROW, entry_row, fact, shown, text, wide
from device.phone.apps.bank.payform import start_transfer
from device.phone.apps.bank.state import SEARCH, BankActivity
from device.phone.apps.dollar import dollars
from device.phone.apps.provider.moment import day_of, local_of
from device.phone.file.entry import FileFault
from device.phone.system.timetext import local_now, month_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Text
from device.phone.widget import (
    Back,
    Head,
    button,
    chip,
    empty,
    icon_button,
    long_scroll,
    page,
    search_field,
    tile,
    top_bar,
)

_FILTERS = {"all": "All", "in": "Money in", "out": "Money out"}
_DOWNLOADS = "/storage/emulated/0/Download"
_MONTHS = 6
_HEAD = 112.0
"""dp of balance and buttons over the entries."""


def show_account(hands: BankActivity) -> Screen:
    """Balance and entries."""
    tr = hands.tr
    account = hands.ledger.accounts[hands.page.id]
    found = _found(hands, account)
    bar = top_bar(
        hands.account_name(account),
        back=Back(hands.back, tr("Navigate up")),
        actions=(icon_button("info", tr("Account details"), lambda: hands.go("details", account.id)),),
    )
    field = search_field(
        hands.context,
        SEARCH,
        tr("Search transactions"),
        above="entries",
        labels=(tr("Navigate up"), tr("Clear text")),
    )
    nothing = empty("receipt_long", tr("No transactions"))
    body = View(box=Box(width=FILL, weight=1.0), important=False, children=(nothing,))
    if found:
        body = long_scroll(
            hands.context,
            "entries",
            len(found),
            lambda place: entry_row(hands, found[place]),
            row_height=ROW,
            head=Head((_head(hands, account),), _HEAD),
            resource_id="entries_list",
        )
    return Screen(page(bar, field, _filters(hands), body), title=hands.account_name(account))


def _filters(hands: BankActivity) -> View:
    """All entries, or those of one direction."""
    return View(
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 8.0)),
        flow=Flow("row", gap=8.0),
        important=False,
        children=[
            chip(
                hands.tr(label),
                partial(hands.set, filter=key),
                selected=hands.state.filter == key,
                resource_id=f"filter_{key}",
            )
            for key, label in _FILTERS.items()
        ],
    )


def _head(hands: BankActivity, account: BankAccount) -> View:
    """The balance, and the button that pays from it."""
    balance = fixed(
        "TextView", "balance", Text(dollars(account.cents), style="headline_medium"), box=FULL_WIDTH
    )
    act = button(
        hands.tr("New payment"),
        lambda: start_transfer(hands, "payee", account.id),
        kind="tonal",
        resource_id="new_payment",
    )
    return View(
        box=Box(width=FILL, height=_HEAD, padding=(24.0, 8.0, 24.0, 8.0)),
        flow=Flow(gap=8.0),
        important=False,
        children=(balance, act),
    )


def _found(hands: BankActivity, account: BankAccount) -> list[BankEntry]:
    """Those that the search and the filter leave."""
    words = hands.context.text(SEARCH).casefold().split()
    sign = {"in": 1, "out": -1}.get(hands.state.filter, 0)
    return [
        one
        for one in hands.ledger.entries.get(account.id, ())
        if one.cents * sign >= 0
        and all(word in f"{one.name} {one.reference} {dollars(one.cents)}".casefold() for word in words)
    ]


def show_details(hands: BankActivity) -> Screen:
    """The number of an account, to be copied or shared."""
    tr, account = hands.tr, hands.ledger.accounts[hands.page.id]
    number = grouped(account.iban)
    return shown(
        hands,
        tr("Account details"),
        fact(tr("Account"), hands.account_name(account)),
        fact(tr("Account holder"), hands.ledger.owner.name),
        fact("IBAN", number, "iban_text"),
        fact(tr("Balance"), dollars(account.cents)),
        wide(tr("Copy IBAN"), lambda: hands.context.set_clipboard(number), "copy_iban", kind="tonal"),
        wide(tr("Share IBAN"), lambda: hands.context.share(number), "share_iban", kind="outlined"),
    )


def show_entry(hands: BankActivity) -> Screen:
    """One entry."""
    tr, known = hands.tr, hands.ledger
    one = next((one for found in known.entries.values() for one in found if one.id == hands.page.id), None)
    if one is None:
        return shown(hands, tr("Transaction"), empty("receipt_long", tr("No transactions")))
    parts = [
        text(dollars(one.cents, signed=True), "headline_medium", "on_surface", "entry_amount"),
        fact(tr("From") if one.cents > 0 else tr("To"), one.name),
        fact(tr("Booked on"), day_of(hands.context, one.booked_ms)),
    ]
    if one.reference:
        parts.append(fact(tr("Reference"), one.reference))
    if one.iban:
        parts.append(fact("IBAN", grouped(one.iban)))
    if one.account in known.accounts:
        parts.append(fact(tr("Account"), hands.account_name(known.accounts[one.account])))
    if one.cents < 0 and one.iban:
        again = wide(
            tr("Pay again"),
            lambda: start_transfer(
                hands, "new", one.account, (one.name, one.iban, -one.cents, one.reference)
            ),
            "pay_again",
            kind="tonal",
        )
        parts.append(again)
    return shown(hands, tr("Transaction"), *parts)


# -- statements ------------------------------------------------------------------------------------------
def show_documents(hands: BankActivity) -> Screen:
    """A statement for each of the last months; a touch writes it into the downloads."""
    tr, today = hands.tr, local_now(hands.context).date()
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(1, _MONTHS + 1)]
    rows = [
        tile(
            month_text(hands.context.translate, year, month + 1),
            tr("Statement as a table (CSV)"),
            icon="description",
            trailing=(View(icon=Icon("download"), important=False),),
            on_tap=partial(_export, hands, date(year, month + 1, 1)),
            resource_id="statement_row",
        )
        for year, month in months
    ]
    return shown(hands, tr("Documents"), *rows)


def _export(hands: BankActivity, month: date) -> None:
    """Everything that was booked in a month, into a file."""
    tr, known = hands.tr, hands.ledger
    lines = ["date,account,name,reference,amount"]
    for account in known.accounts.values():
        for one in reversed(known.entries.get(account.id, ())):
            day = local_of(hands.context, one.booked_ms).date()
            if (day.year, day.month) == (month.year, month.month):
                told = (one.name, one.reference)
                words = ",".join(f'"{word}"' for word in (text.replace('"', '""') for text in told))
                lines.append(f"{day},{account.kind},{words},{one.cents / 100:.2f}")
    path = f"{_DOWNLOADS}/oakway-statement-{month:%Y-%m}.csv"
    try:
        hands.context.files.make_directories(_DOWNLOADS)
        hands.context.files.write(path, ("\n".join(lines) + "\n").encode())
    except FileFault:
        hands.context.toast(tr("The file cannot be saved"))
        return
    hands.set()
    hands.context.toast(tr("Saved as {}").format(path.rpartition("/")[2]))
