"""Paying: what is meant, what it takes to prove that one means it, and doing it."""

from dataclasses import dataclass

from device.phone.apps.bank.ledger import bank, book, ledger, save_payee
from device.phone.apps.bank.schema import PACKAGE
from device.phone.apps.dollar import dollars
from device.phone.apps.messages.delivery import deliver
from device.phone.system.context import Context

SENDER = "OAKWAY"
"""Whom the code comes from."""
BY_PIN = 50_000
"""Up to so many cents the PIN is enough for somebody who is known."""
CODE_MS = 5 * 60_000
"""How long a code can be used, by the phone's date."""
_DAY_MS = 86_400_000
PERIODS = {"week": 7 * _DAY_MS, "month": 30 * _DAY_MS, "year": 365 * _DAY_MS}
_MOST_DUE = 24
"""Payments of one standing order that are made at once when the date jumps."""
_MINE = "transfer"


@dataclass(frozen=True, slots=True)
class BankDraft:
    """A payment before it is made."""

    source: int
    """The account it is taken from."""
    kind: str = "payee"
    """own, payee, new, or bill"""
    target: int = 0
    """The own account, or the bill."""
    name: str = ""
    iban: str = ""
    cents: int = 0
    reference: str = ""
    keep: bool = False
    """The payee is to be kept."""
    period: str = ""
    """week, month, year: it is to be paid again and again from now on; "" = once."""

    @property
    def proof(self) -> str:
        """What is asked for: none between own accounts, pin for those known and small sums, else code."""
        if self.kind == "own":
            return "none"
        return (
            "pin" if self.kind in ("payee", "bill") and self.cents <= BY_PIN and not self.period else "code"
        )


def send_code(context: Context, draft: BankDraft) -> None:
    """A new code by text message; earlier ones are void."""
    digits = f"{context.rng.randrange(1_000_000):06d}"
    bank(context).run("UPDATE code SET used = 1")
    bank(context).run("INSERT INTO code (digits, sent_ms) VALUES (?, ?)", digits, context.clock.date_ms)
    words = context.translate(
        "Oakway Bank: {code} is your code to pay {amount} to {name}. Never tell it to anybody.",
        PACKAGE,
    )
    deliver(context, SENDER, words.format(code=digits, amount=dollars(draft.cents), name=draft.name))


def is_code(context: Context, typed: str) -> bool:
    """Whether it is the latest code, still new."""
    since = context.clock.date_ms - CODE_MS
    found = bank(context).value(
        "SELECT digits FROM code WHERE used = 0 AND sent_ms >= ? ORDER BY id DESC", since
    )
    return found is not None and typed.strip() == found


def pay(context: Context, draft: BankDraft) -> int:
    """Make the payment; the id of its row in `transfer`."""
    database = bank(context)
    number = database.run(
        "INSERT INTO transfer (account_id, name, iban, cents, reference, made_ms, proof) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(
            draft.source,
            draft.name,
            draft.iban,
            draft.cents,
            draft.reference,
            context.clock.date_ms,
            draft.proof,
        ),
    )
    book(context, draft.source, draft.name, draft.iban, draft.reference, -draft.cents, _category(draft))
    if draft.kind == "own":
        known = ledger(context)
        source = known.accounts[draft.source]
        book(context, draft.target, known.owner.name, source.iban, draft.reference, draft.cents, _MINE)
    if draft.kind == "bill":
        database.run("UPDATE bill SET paid_ms = ? WHERE id = ?", context.clock.date_ms, draft.target)
    if draft.keep:
        save_payee(context, draft.name, draft.iban)
    if draft.period:
        database.run(
            "INSERT INTO standing_order (account_id, name, iban, cents, reference, period, next_ms) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(draft.source, draft.name, draft.iban, draft.cents, draft.reference, draft.period),
            context.clock.date_ms + PERIODS[draft.period],
        )
    database.run("UPDATE code SET used = 1 WHERE used = 0")
    return number


def _category(draft: BankDraft) -> str:
    return "bill" if draft.kind == "bill" else _MINE


def pay_due(context: Context, now_ms: int) -> None:
    """Standing orders whose day has come; one that the account does not cover waits."""
    for order in ledger(context).orders:
        due = order.next_ms
        for _ in range(_MOST_DUE):
            account = ledger(context).accounts.get(order.account)
            if due > now_ms or account is None or account.cents < order.cents:
                break
            book(context, order.account, order.name, order.iban, order.reference, -order.cents)
            due += PERIODS[order.period]
        if due != order.next_ms:
            bank(context).run("UPDATE standing_order SET next_ms = ? WHERE id = ?", due, order.id)
