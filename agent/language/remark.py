"""What the person says during a run, and the question of the run that it answers, as one text."""

import re

BY_HAND = "The owner used the phone by hand meanwhile"
"""How what is told after a take-over begins: what was done, not what is wanted."""
_LONGEST_QUESTION = 200
_ANSWER = re.compile(r'(?P<own>.*) \(to the question "(?P<asked>.*)"\)', re.DOTALL)
"""What `as_answer` makes of it."""


def as_answer(text: str, question: str) -> str:
    """What the person said, with the question that it answers."""
    short = " ".join(question.split()).replace('"', "'")
    asked = short if len(short) <= _LONGEST_QUESTION else short[: _LONGEST_QUESTION - 1] + "…"
    return f'{text} (to the question "{asked}")'


def own_words(said: str) -> str:
    """What the person said, without the question that it answers."""
    answer = _ANSWER.fullmatch(said)
    return answer["own"] if answer else said


def question_of(said: str) -> str:
    """The question that it answers; "" for none."""
    answer = _ANSWER.fullmatch(said)
    return answer["asked"] if answer else ""


def is_own_accord(said: str) -> bool:
    """Whether the person said it of the goal, and nobody had asked for it."""
    return own_words(said) == said and not said.startswith(BY_HAND)
