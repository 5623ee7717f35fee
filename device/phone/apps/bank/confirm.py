"""The review of a payment, and the proof that one means it."""

from device.phone.apps.bank.iban import grouped
from device.phone.apps.bank.login import is_pin, pin_error, refused
from device.phone.apps.bank.part import fact, field, shown, text, wide
from device.phone.apps.bank.payform import PERIODS
from device.phone.apps.bank.payment import BankDraft, is_code, pay, send_code
from device.phone.apps.bank.state import CODE, PIN, BankActivity, BankPage
from device.phone.apps.dollar import dollars
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Text
from device.phone.widget import button, empty, note, page, scroll


def show_review(hands: BankActivity) -> Screen:
    """All of it once more, and the button that goes on."""
    tr, draft = hands.tr, hands.draft
    if draft is None:
        return shown(hands, tr("Review"), empty("payments", tr("This payment was given up")))
    parts = [*_facts(hands, draft)]
    if draft.kind == "new":
        parts.append(
            note(
                tr("You pay this account for the first time. Nobody from the bank will ever ask you to."),
                "warning",
            )
        )
    if draft.proof == "none":
        parts.append(wide(tr("Confirm transfer"), lambda: _done(hands, draft), "confirm_transfer"))
    elif draft.proof == "pin":
        parts.append(field(hands, PIN, tr("PIN"), kind="number", password=True, error=pin_error(hands)))
        parts.append(wide(tr("Confirm payment"), lambda: _by_pin(hands, draft), "confirm_payment"))
    else:
        parts.append(text(tr("We send a code to {}.").format(_hidden(hands.ledger.owner.phone))))
        parts.append(wide(tr("Get code"), lambda: _ask_code(hands, draft), "send_code"))
    return shown(hands, tr("Review"), *parts)


def show_code(hands: BankActivity) -> Screen:
    """Where the code from the text message goes in."""
    tr, draft = hands.tr, hands.draft
    if draft is None:
        return shown(hands, tr("Code"), empty("payments", tr("This payment was given up")))
    parts = [
        *_facts(hands, draft),
        text(tr("Enter the code that was sent to {}.").format(_hidden(hands.ledger.owner.phone))),
        field(
            hands,
            CODE,
            tr("Code from the text message"),
            kind="number",
            error=tr("This code is wrong or too old"),
        ),
        wide(tr("Confirm payment"), lambda: _by_code(hands, draft), "confirm_payment"),
        wide(tr("New code"), lambda: _again(hands, draft), "new_code", kind="text"),
    ]
    return shown(hands, tr("Code"), *parts)


def _hidden(number: str) -> str:
    """A telephone number of which only the end shows."""
    return f"••• {number[-4:]}"


def _facts(hands: BankActivity, draft: BankDraft) -> list[View]:
    tr, known = hands.tr, hands.ledger
    source = known.accounts[draft.source]
    parts = [
        text(dollars(draft.cents), "headline_large", "on_surface", "review_amount"),
        fact(tr("To"), draft.name, "review_name"),
        fact("IBAN", grouped(draft.iban), "review_iban"),
        fact(tr("From"), f"{hands.account_name(source)} {dollars(source.cents)}"),
    ]
    if draft.reference:
        parts.append(fact(tr("Reference"), draft.reference))
    if draft.period:
        parts.append(fact(tr("How often"), tr(PERIODS[draft.period])))
    return parts


def _ask_code(hands: BankActivity, draft: BankDraft) -> None:
    if not hands.reached():
        return
    send_code(hands.context, draft)
    hands.go("code")
    hands.context.focus(CODE)


def _again(hands: BankActivity, draft: BankDraft) -> None:
    if not hands.reached():
        return
    send_code(hands.context, draft)
    hands.set(wrong=())
    hands.context.toast(hands.tr("A new code is on its way"))


def _by_pin(hands: BankActivity, draft: BankDraft) -> None:
    if not hands.reached():
        return
    typed = hands.context.text(PIN)
    hands.context.set_text(PIN, "")
    if is_pin(hands, typed):
        _done(hands, draft)
    else:
        hands.set(wrong=refused(typed))


def _by_code(hands: BankActivity, draft: BankDraft) -> None:
    if not hands.reached():
        return
    typed = hands.context.text(CODE)
    if is_code(hands.context, typed):
        hands.context.set_text(CODE, "")
        _done(hands, draft)
    else:
        hands.set(wrong=(CODE,))


def _done(hands: BankActivity, draft: BankDraft) -> None:
    """Paid: the form and its reviews are closed behind it."""
    if not hands.reached():
        return
    if hands.ledger.accounts[draft.source].cents < draft.cents:
        hands.context.toast(hands.tr("The account does not cover this"))
        return
    number = pay(hands.context, draft)
    hands.context.focus("")
    hands.set(pages=(BankPage("done", number),), dialog="", wrong=())


def show_done(hands: BankActivity) -> Screen:
    """That it was paid."""
    tr, draft = hands.tr, hands.state.draft or BankDraft(0)
    sign = fixed(icon=Icon("check_circle", "success", size=72.0, filled=True), important=False)
    title = fixed("TextView", "done_title", Text(tr("Payment made"), style="headline_small"))
    words = fixed(
        "TextView",
        "done_text",
        Text(tr("{} to {}").format(dollars(draft.cents), draft.name), style="body_large"),
    )
    close = button(tr("Done"), hands.back, resource_id="done_button")
    box = View(
        box=Box(width=FILL, padding=(24.0, 120.0, 24.0, 24.0)),
        flow=Flow(gap=16.0, align="center"),
        important=False,
        children=(sign, title, words, close),
    )
    return Screen(page(scroll("done", (box,))), title=tr("Payment made"))
