"""The form of a payment: from where, to whom, how much."""

from dataclasses import replace
from functools import partial

from device.phone.apps.bank.iban import is_valid, masked, plain
from device.phone.apps.bank.ledger import BankBill
from device.phone.apps.bank.part import account_row, field, shown, text, wide
from device.phone.apps.bank.payment import BankDraft
from device.phone.apps.bank.state import AMOUNT, IBAN, NAME, REFERENCE, BankActivity
from device.phone.apps.dollar import cents_of, dollars
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Icon
from device.phone.widget import Choice, check_tile, choice_dialog, empty, section, tile

PERIODS = {"": "Once", "week": "Every week", "month": "Every month", "year": "Every year"}
_TITLES = {"own": "Between own accounts", "payee": "To a saved payee", "new": "To a new payee"}


def start_transfer(
    hands: BankActivity,
    kind: str,
    source: int = 0,
    known: tuple[str, str, int, str] = ("", "", 0, ""),
    period: str = "",
) -> None:
    """Open the form; `known` are name, IBAN, cents and reference to begin with."""
    accounts = hands.ledger.accounts
    source = source or next(iter(accounts), 0)
    name, iban, cents, reference = known
    for key, value in (
        (AMOUNT, f"{cents / 100:.2f}" if cents else ""),
        (NAME, name),
        (IBAN, iban),
        (REFERENCE, reference),
    ):
        hands.context.set_text(key, value)
    other = next((one for one in accounts if one != source), 0) if kind == "own" else 0
    hands.set(draft=BankDraft(source, kind, other, period=period))
    hands.go("transfer")


def pay_bill(hands: BankActivity, bill: BankBill) -> None:
    """Straight to the review: a bill says all that is needed."""
    source = next(iter(hands.ledger.accounts), 0)
    draft = BankDraft(source, "bill", bill.id, bill.name, bill.iban, bill.cents, bill.reference)
    hands.set(draft=draft)
    hands.go("review")


def show_transfer(hands: BankActivity) -> Screen:
    """The form."""
    tr, known, draft = hands.tr, hands.ledger, hands.draft
    if draft is None:
        return shown(hands, tr("New payment"), empty("payments", tr("This payment was given up")))
    source = known.accounts[draft.source]
    drop = fixed(icon=Icon("arrow_drop_down"), important=False)
    parts: list[View] = [
        section(tr("From")),
        account_row(hands, source, lambda: hands.ask("source"), trailing=(drop,)),
        section(tr("To")),
        *_target(hands, draft, drop),
        field(
            hands,
            AMOUNT,
            tr("Amount in dollars"),
            kind="number",
            error=_amount_error(hands),
        ),
        field(hands, REFERENCE, tr("Reference (optional)")),
    ]
    if draft.kind != "own":
        parts.append(
            tile(
                tr("How often"),
                tr(PERIODS[draft.period]),
                icon="event_repeat",
                on_tap=lambda: hands.ask("period"),
            )
        )
    parts.append(wide(tr("Continue"), lambda: _review(hands), "continue_button"))
    title = tr("New standing order") if draft.period else tr(_TITLES.get(draft.kind, "New payment"))
    return shown(hands, title, *parts, overlay=_overlay(hands, draft))


def _amount_error(hands: BankActivity) -> str:
    if "cover" in hands.state.wrong:
        return hands.tr("The account does not cover this")
    if "unread" in hands.state.wrong:
        return hands.tr("Write the amount as 12.50, without a sign")
    return hands.tr("How much?")


def _target(hands: BankActivity, draft: BankDraft, drop: View) -> list[View]:
    tr, known = hands.tr, hands.ledger
    if draft.kind == "own":
        other = known.accounts.get(draft.target)
        if other is None:
            return [tile(tr("Choose an account"), icon="account_balance_wallet", trailing=(drop,))]
        return [account_row(hands, other, lambda: hands.ask("target"), trailing=(drop,))]
    if draft.kind == "payee":
        below = masked(draft.iban) if draft.iban else ""
        row = tile(
            draft.name or tr("Choose a payee"),
            below,
            icon="person",
            trailing=(drop,),
            on_tap=lambda: hands.ask("payee"),
            resource_id="choose_payee",
        )
        return (
            [row, text(tr("Choose whom to pay"), colour="error")] if "payee" in hands.state.wrong else [row]
        )
    return [
        field(hands, NAME, tr("Name of the payee"), error=tr("Fill this in")),
        field(hands, IBAN, "IBAN", error=tr("This IBAN is not right. Check it digit by digit.")),
        check_tile(tr("Save this payee"), draft.keep, lambda on: hands.change(keep=on)),
    ]


def _review(hands: BankActivity) -> None:
    """Go on, if all is there and right."""
    context, draft, known = hands.context, hands.draft, hands.ledger
    if draft is None:
        return
    typed = context.text(AMOUNT).strip()
    cents = cents_of(typed) or 0
    wrong = [AMOUNT] if cents <= 0 else []
    if typed and cents_of(typed) is None:
        wrong.append("unread")
    if cents > known.accounts[draft.source].cents:
        wrong = [AMOUNT, "cover"]
    name, iban = draft.name, draft.iban
    if draft.kind == "own" and draft.target in known.accounts:
        other = known.accounts[draft.target]
        name, iban = hands.account_name(other), other.iban
    elif draft.kind == "new":
        name, iban = context.text(NAME).strip(), plain(context.text(IBAN))
        wrong += [NAME] * (not name) + [IBAN] * (not is_valid(iban))
    elif not iban:
        wrong.append("payee")
    if wrong:
        hands.set(wrong=tuple(wrong))
        return
    context.focus("")
    reference = context.text(REFERENCE).strip()
    hands.set(draft=replace(draft, name=name, iban=iban, cents=cents, reference=reference))
    hands.go("review")


def _overlay(hands: BankActivity, draft: BankDraft) -> Overlay | None:
    tr, known, kind = hands.tr, hands.ledger, hands.state.dialog
    cancel = Choice(tr("Cancel"), hands.close)
    accounts = list(known.accounts.values())
    if kind in ("source", "target"):
        if kind == "target":
            accounts = [one for one in accounts if one.id != draft.source]
        labels = [f"{hands.account_name(one)} {dollars(one.cents)}" for one in accounts]
        numbers = [one.id for one in accounts]
        now = draft.source if kind == "source" else draft.target
        take = [partial(_account, hands, draft, kind, number) for number in numbers]
        title = tr("From") if kind == "source" else tr("To")
        return choice_dialog(title, labels, numbers.index(now) if now in numbers else -1, take, cancel)
    if kind == "payee":
        at = next((place for place, one in enumerate(known.payees) if one.iban == draft.iban), -1)
        pick = [partial(hands.change, name=one.name, iban=one.iban) for one in known.payees]
        names = [f"{one.name} {masked(one.iban)}" for one in known.payees]
        return choice_dialog(tr("Payees"), names, at, pick, cancel)
    if kind == "period":
        keys = list(PERIODS)
        often = [partial(hands.change, period=key) for key in keys]
        return choice_dialog(
            tr("How often"), [tr(PERIODS[key]) for key in keys], keys.index(draft.period), often, cancel
        )
    return None


def _account(hands: BankActivity, draft: BankDraft, kind: str, number: int) -> None:
    """One is chosen; the other side is never the same."""
    if kind == "target":
        hands.change(target=number)
        return
    other = draft.target
    if draft.kind == "own" and other == number:
        other = next((one for one in hands.ledger.accounts if one != number), 0)
    hands.change(source=number, target=other)
