"""What a tab asks of its session: to begin, to hear, to stop; and what is done again."""

from device.error import ConfigError
from ui.chat.again import Again
from ui.chat.hand import may_touch
from ui.chat.wish import (
    Answer,
    CallRoutine,
    Change,
    ForgetRoutine,
    HandBack,
    Replay,
    Routines,
    SaveRoutine,
    Send,
    Slow,
    Steer,
    Trace,
)
from ui.service.session import Session

Steering = Send | Answer | Change | Steer | Slow | Trace | HandBack | Replay | CallRoutine

_SLOWLY = 1.5
"""Seconds for which slow motion shows what is about to be touched."""


def steer(session: Session, wish: Steering, again: Again) -> None:
    """Do it. Raises ToldToPerson where that can't be."""
    match wish:
        case Send(text=text):
            if session.standing().activity != "idle" or not again.call(session, text):
                session.send(text)
        case Answer(text=text, asked=asked, for_task=for_task):
            session.answer(text, asked, for_task=for_task)
        case Change(asked=asked, to=to, content=content):
            session.change(asked, to=to, content=content)
        case Slow(on=on):
            session.slow(_SLOWLY if on else 0)
        case Trace(on=on):
            session.traced = on
        case HandBack(note=note):
            session.hand_back(note)
        case Replay(run=run, alone=alone):
            again.replay(session, run, alone=alone)
        case CallRoutine(name=name):
            if not again.call(session, name):
                raise ConfigError(f"there is no routine {name}")
        case Steer(do=do):
            _STEERING[do](session)


_STEERING = {
    "pause": Session.pause,
    "go_on": Session.go_on,
    "stop": Session.stop,
    "take_over": Session.take_over,
    "retry": Session.retry,
}


def standing_told(session: Session) -> dict[str, object]:
    """How the session is, as the page shows it."""
    now = session.standing()
    return {
        "is": "standing",
        "activity": now.activity,
        "task": now.task,
        "asked": now.asked,
        "holding": now.holding,
        "mine": may_touch(now),
    }


def kept(again: Again, wish: Routines | SaveRoutine | ForgetRoutine) -> dict[str, object]:
    """The routines there are, after what is asked for was done."""
    match wish:
        case SaveRoutine(run=run, name=name, values=values):
            again.save(run, name, values)
        case ForgetRoutine(name=name):
            again.forget(name)
        case Routines():
            pass
    return again.routines()
