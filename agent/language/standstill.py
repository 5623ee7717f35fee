"""What is said in the middle of a run and asks only that it stands still, or goes on."""

import re

from agent.language.wish import GAP

_MOMENT = r"(?:moment|minute|second|sec)"
_PAUSE = re.compile(
    rf"{GAP}(?:(?:please|no|oh|ok(?:ay)?|请|不){GAP})?"
    rf"(?:wait|pause|hold (?:on|it)|hang on|(?:just )?(?:a|one) {_MOMENT}"
    r"|等等|(?:请)?(?:先|稍)?等(?:一?下|一会儿?|会儿?)?|暂停(?:一下)?|先?停一下|慢着)"
    rf"(?:(?: (?:here|there|now|a {_MOMENT}|for me))?{GAP}(?:please)?|吧){GAP}",
    re.I,
)
_RESUME = re.compile(
    rf"{GAP}(?:(?:please|now|ok(?:ay)?|yes|好的?|请){GAP})?"
    r"(?:go (?:on|ahead)|continue|resume|carry on|keep going|继续|接着做)"
    rf"(?: (?:now|please)|吧)?{GAP}(?:please)?{GAP}",
    re.I,
)

_STOP = re.compile(
    rf"{GAP}(?:(?:please|no|oh|ok(?:ay)?|请){GAP})?"
    r"(?:(?:stop|abort|quit)(?: (?:it|that|everything|the task))?|停(?:下|止)?|停下来|中止)"
    rf"(?:(?: now)?{GAP}(?:please)?|吧){GAP}",
    re.I,
)


def pauses(said: str) -> bool:
    """Whether it asks for no more than that the run stands still."""
    return _PAUSE.fullmatch(said) is not None


def steers(said: str) -> bool:
    """Whether it means nothing but the course of a run: that it ends, stands still or goes on."""
    return _STOP.fullmatch(said) is not None or pauses(said) or resumes(said)


def resumes(said: str) -> bool:
    """Whether, said to a run that stands still, it asks for no more than that it goes on."""
    return _RESUME.fullmatch(said) is not None
