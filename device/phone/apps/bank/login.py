"""Signing in: a PIN of six digits, three attempts."""

from device.phone.apps.bank.ledger import bank
from device.phone.apps.bank.part import wide
from device.phone.apps.bank.state import PIN, BankActivity
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Input, Text
from device.phone.widget import Choice, alert, button, page, scroll, text_field

_ATTEMPTS = 3
BLANK = "blank"
"""In State.wrong: nothing was typed."""
_LOCKED_MS = 15 * 60_000


def show_login(hands: BankActivity) -> Screen:
    """The field for the PIN."""
    tr, context = hands.tr, hands.context
    sign = fixed(icon=Icon("account_balance", "primary", size=56.0), important=False)
    name = fixed("TextView", "bank_name", Text(tr("Oakway Bank"), style="headline_medium"))
    hello = fixed(
        "TextView",
        "greeting",
        Text(tr("Hello, {}").format(hands.ledger.owner.name), colour="on_surface_variant"),
    )
    head = View(
        box=Box(width=FILL, padding=(24.0, 48.0, 24.0, 24.0)),
        flow=Flow(gap=8.0, align="center"),
        important=False,
        children=(sign, name, hello),
    )
    if hands.state.signed:
        told = tr("You were signed out because nothing happened for 5 minutes.")
        head.children = (
            *head.children,
            fixed("TextView", "session_note", Text(told, style="body_medium", align="center")),
        )
    error = ""
    if "locked" in hands.state.wrong or _is_locked(hands):
        error = tr("Too many attempts. Try again in 15 minutes.")
    elif BLANK in hands.state.wrong:
        error = pin_error(hands)
    elif PIN in hands.state.wrong:
        error = tr("Wrong PIN, {} attempts left").format(_ATTEMPTS - hands.ledger.owner.failures)
    box = text_field(
        Input(PIN, tr("PIN"), kind="number", password=True, on_submit=lambda: sign_in(hands)),
        context.text(PIN),
        resource_id="pin",
        error=error,
    )
    act = wide(tr("Log in"), lambda: sign_in(hands), "login_button")
    forgot = button(
        tr("Forgot your PIN?"), lambda: hands.ask("forgot"), kind="text", resource_id="forgot_pin"
    )
    row = View(box=FULL_WIDTH, flow=Flow(align="center"), children=(forgot,), important=False)
    return Screen(
        page(scroll("login", (head, box, act, row))), overlay=_overlay(hands), title=tr("Oakway Bank")
    )


def _overlay(hands: BankActivity) -> Overlay | None:
    if hands.state.dialog != "forgot":
        return None
    tr = hands.tr
    words = tr("Come to a branch with your identity card. We never send a new PIN by phone or e-mail.")
    return alert(tr("Forgot your PIN?"), words, accept=Choice(tr("OK"), lambda: hands.set(dialog="")))


def _is_locked(hands: BankActivity) -> bool:
    return hands.context.clock.date_ms < hands.ledger.owner.locked_until_ms


def sign_in(hands: BankActivity) -> None:
    """With what is in the field."""
    if not hands.reached():
        return
    typed = hands.context.text(PIN)
    hands.context.set_text(PIN, "")
    if is_pin(hands, typed):
        hands.context.focus("")
        hands.set(signed=True, pages=(), dialog="", wrong=(), draft=None, tab=0)
    else:
        hands.set(signed=False, wrong=("locked",) if _is_locked(hands) else refused(typed))


def refused(typed: str, key: str = PIN) -> tuple[str, ...]:
    """What is wrong (State.wrong) after what was typed into a field for the PIN was not it."""
    return (key,) if typed else (key, BLANK)


def pin_error(hands: BankActivity) -> str:
    """What a field for the PIN says then."""
    return hands.tr("Enter your PIN") if BLANK in hands.state.wrong else hands.tr("Wrong PIN")


def is_pin(hands: BankActivity, typed: str) -> bool:
    """Whether it is the owner's; after three that are not, none is for a quarter of an hour.

    Nothing typed is no attempt.
    """
    owner, database = hands.ledger.owner, bank(hands.context)
    if not typed or _is_locked(hands):
        return False
    if typed == owner.pin:
        if owner.failures:
            database.run("UPDATE owner SET failures = 0")
        return True
    locked = owner.failures + 1 >= _ATTEMPTS
    until = hands.context.clock.date_ms + _LOCKED_MS if locked else 0
    database.run(
        "UPDATE owner SET failures = ?, locked_until_ms = ?", 0 if locked else owner.failures + 1, until
    )
    return False
