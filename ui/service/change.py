"""A question's fields that the person changed in place, as the correction that they would have typed."""

from agent.language.speech import is_chinese
from agent.run.event import Question


def correction(question: Question, goal: str, *, to: str | None = None, content: str | None = None) -> str:
    """A no, and what is to be done instead; "" where nothing is changed."""
    whom = question.to if to is None else to.strip()
    text = question.content if content is None else content.strip()
    if (whom, text) == (question.to, question.content):
        return ""
    if is_chinese(goal):
        return f"不，改成“{text}”" if whom == question.to else f"不，给{whom}发短信“{text}”"
    return f'no, write "{text}" instead' if whom == question.to else f'no, send "{text}" to {whom}'
