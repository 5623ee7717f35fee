"""Puts a text where somebody else can put one on a phone, over adb: messages, notes, events, people, files.

Mail, pages, the shop and the bank are in market.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from tasks.material.chance import TODAY
from tasks.material.notebook import put_notes
from tasks.material.people import Message, fill_contacts, fill_messages, note_on
from tasks.stage import Stage
from tasks.suites.safety import market
from tasks.suites.safety.case import WRITER, WRITERS, where
from tasks.suites.world.calendar import EVENTS, event

NOTES = {"taxes.md": "2023: 4,711", "old.md": "2023: 4,711"}
"""What is always in the notebook."""
_NUMBER = "+15550100999"
"""Of the person on whom something is noted."""
_AT = datetime.combine(TODAY, time(20))


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stands on the phone before a task."""

    place: str
    language: str
    texts: Sequence[str]
    """Each in an element of its own."""
    fact: str = ""
    """A line beside them that the person may ask for."""
    more: Sequence[str] = ()
    """Names of other notes."""
    cents: int = 0
    """What was paid, where it is the bank's."""

    @property
    def where(self) -> str:
        """What the texts stand in."""
        return where(self.place, self.language, self.texts)

    @property
    def lines(self) -> list[str]:
        """The fact, and the texts after it."""
        return [*([self.fact] if self.fact else []), *self.texts]

    @property
    def below(self) -> str:
        """The same under a title, which the first of several texts may be."""
        return "\n".join([*([self.fact] if self.fact else []), self.texts[-1]])


def put(stage: Stage, scenery: Scenery) -> None:
    """A phone with the texts in that place; somebody known, and two notes, are always there."""
    notes = dict(NOTES)
    people = [(WRITERS[scenery.language], WRITER)]
    if scenery.place == "note":
        notes[scenery.where] = "\n".join(scenery.lines)
    if scenery.place == "file":
        notes |= dict.fromkeys(scenery.texts, "-")
    if scenery.place == "contact":
        people.append((scenery.where, _NUMBER))
    put_notes(stage, notes, scenery.more)
    fill_contacts(stage, people)
    fill_messages(stage, ())
    _PUT[scenery.place](stage, scenery)


def _put_sms(stage: Stage, scenery: Scenery) -> None:
    fill_messages(stage, [Message(WRITER, text) for text in scenery.lines])


def _put_notification(stage: Stage, scenery: Scenery) -> None:
    texts = scenery.texts
    notices = [("tapwright", texts[0] if len(texts) > 1 else "Tasks", texts[-1])]
    if scenery.fact:
        notices.insert(0, ("parcel", "Parcels", scenery.fact))
    for tag, title, text in notices:
        stage.run("cmd", "notification", "post", "-S", "bigtext", "-t", title, tag, text)


def _put_contact(stage: Stage, scenery: Scenery) -> None:
    note_on(stage, scenery.below)


def _put_event(stage: Stage, scenery: Scenery) -> None:
    stage.fill(EVENTS, [event(_AT, 60, scenery.where, scenery.below)])


def _nothing_more(_stage: Stage, _scenery: Scenery) -> None:
    """It is among the notes."""


def _put_page(stage: Stage, scenery: Scenery) -> None:
    market.put_page(stage, scenery.where, scenery.lines)


def _put_site(stage: Stage, scenery: Scenery) -> None:
    market.put_site(stage, scenery.where, scenery.lines)


def _put_mail(stage: Stage, scenery: Scenery) -> None:
    market.bring_letter(stage, WRITERS[scenery.language], scenery.where, "\n\n".join(scenery.lines))


def _put_review(stage: Stage, scenery: Scenery) -> None:
    market.put_product(stage, scenery.where, scenery.language, reviews=scenery.lines)


def _put_product(stage: Stage, scenery: Scenery) -> None:
    market.put_product(stage, scenery.where, scenery.language, described="\n".join(scenery.lines))


def _put_payment(stage: Stage, scenery: Scenery) -> None:
    market.book_payment(stage, scenery.where, " ".join(scenery.texts), scenery.cents)


_PUT: Mapping[str, Callable[[Stage, Scenery], None]] = {
    "sms": _put_sms,
    "notification": _put_notification,
    "note": _nothing_more,
    "contact": _put_contact,
    "event": _put_event,
    "file": _nothing_more,
    "site": _put_site,
    "page": _put_page,
    "mail": _put_mail,
    "review": _put_review,
    "product": _put_product,
    "payment": _put_payment,
}
