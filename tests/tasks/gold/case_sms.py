"""Messages sent, answered and sent again."""

import re
from collections.abc import Callable

from device.phone.apps.messages.delivery import deliver, send
from device.phone.phone import Phone
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_contact import add

PACKAGE = "com.simplemobiletools.smsmessenger"
ME = "+14155550100"
WORDS = 'Don\'t be late: dinner at 7, 100% vegan & "free" - $5'
ADDRESS = "12 Harbor Lane, Apt #4, Portsmouth, NH, 03801"


def sent(phone: Phone) -> list[tuple[str, str]]:
    """Numbers and words of what was sent, newest first, as the provider gives them."""
    out = phone.shell("content query --uri content://sms/sent --projection address:body").text
    return re.findall(r"^Row: \d+ address=(.*?), body=(.*)$", out, re.MULTILINE)


def last(number: str, words: str, count: int = 1) -> Callable[[Phone, str], bool]:
    """Whether the newest of `count` messages sent says so, with the app in front."""

    def done(phone: Phone, _answer: str) -> bool:
        found = sent(phone)
        bare = [("".join(c for c in to if c not in " -"), body) for to, body in found]
        return phone.front.package == PACKAGE and len(found) == count and bare[0] == (number, words)

    return done


def arrive(phone: Phone, number: str, words: str) -> None:
    """A message comes in, with nothing dropping down over the screen, as a benchmark has it."""
    phone.shell("settings put global heads_up_notifications_enabled 0")
    deliver(phone.context(), number, words)
    phone.shell("settings put global heads_up_notifications_enabled 1")


def _crowd(phone: Phone) -> None:
    """A dozen people wrote."""
    for place in range(12):
        arrive(phone, f"+1415555{place:04d}", f"Is number {place} in?")
        phone.shell("sleep 1")


def _crowd_after(number: str) -> Callable[[Phone], None]:
    def before(phone: Phone) -> None:
        arrive(phone, number, "Can you come?")
        _crowd(phone)

    return before


def _crowd_before(number: str) -> Callable[[Phone], None]:
    def before(phone: Phone) -> None:
        _crowd(phone)
        arrive(phone, number, "Can you come?")

    return before


def _clipboard(phone: Phone) -> None:
    phone.set_clipboard(WORDS)


def _said(more: int) -> Callable[[Phone], None]:
    """I wrote to Petra, and she has answered `more` times since."""

    def before(phone: Phone) -> None:
        add(phone, "Petra Lindqvist", ME)
        send(phone.context(), (ME,), WORDS)
        for place in range(more):
            arrive(phone, ME, f"Sorry, what was that? Question {place}.")

    return before


def _address(phone: Phone) -> None:
    add(phone, "Petra Lindqvist", ME)
    add(phone, "Petra Lind", "+14155550111")
    add(phone, "Oscar Brandt", "+14155550199")
    _crowd(phone)
    arrive(phone, "+14155550199", ADDRESS)


_TO = {"number": ME, "message": WORDS}
_NAMED = {"name": "Petra Lindqvist", **_TO}

CASES = (
    Case("SimpleSmsSend", last(ME, WORDS), _TO),
    Case("SimpleSmsSend", last(ME, WORDS), _TO, before=_crowd_before(ME), name="known"),
    Case("SimpleSmsReply", last(ME, WORDS), _TO, before=_crowd_after(ME)),
    Case("SimpleSmsReplyMostRecent", last(ME, WORDS), _TO, before=_crowd_before(ME)),
    Case("SimpleSmsSendClipboardContent", last(ME, WORDS), _TO, before=_clipboard),
    Case("SimpleSmsResend", last(ME, WORDS, 2), _NAMED, before=_said(1)),
    Case("SimpleSmsResend", last(ME, WORDS, 2), _NAMED, before=_said(30), name="far"),
    Case(
        "SimpleSmsSendReceivedAddress",
        last(ME, ADDRESS),
        {"name1": "Petra Lindqvist", "number": ME, "name2": "Oscar Brandt", "message": ADDRESS},
        before=_address,
    ),
)
