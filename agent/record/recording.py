"""A brain of which every question and reply is kept."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from agent.brain.brain import Ask, Brain, Conversation
from agent.brain.scale import Scale
from agent.record.question import (
    FILE_NAME,
    AskedQuestion,
    asked_questions,
    kept_prompt,
    kept_question,
    kept_reply,
    line_of,
)
from agent.run.step import Earlier
from device.error import ConfigError
from device.screen import Observation
from models.error import BadReply
from models.hearing import hearing
from models.message import Message
from models.reply import Reply

T = TypeVar("T")


class RecordingBrain:
    """Has another brain think, and writes down what it was asked and what it said."""

    def __init__(self, brain: Brain, folder: Path, keys: tuple[str, ...] = ()) -> None:
        """`keys` are struck out of all that is written; a run that is resumed goes on with its record."""
        self._brain = brain
        self._keys = keys
        self._path = folder / FILE_NAME
        self._count = len(asked_questions(folder)) if self._path.exists() else 0

    @property
    def name(self) -> str:
        """The brain's."""
        return self._brain.name

    def understands(self, role: str) -> bool:
        """As the brain does."""
        return self._brain.understands(role)

    def speaker(self, role: str) -> str:
        """As the brain has it."""
        return self._brain.speaker(role)

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As the brain has it."""
        return self._brain.in_full(role, goal, earlier)

    def scale(self, role: str, observation: Observation) -> Scale:
        """As the brain counts."""
        return self._brain.scale(role, observation)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The brain's answer, once it is written down; so is one that could not be used.

        Raises ConfigError where it can't be written.
        """
        began = time.monotonic()
        with hearing() as heard:
            try:
                reply = self._brain.think(ask)
            except BadReply as error:
                if error.usage.calls:
                    self._keep(ask, error, heard, time.monotonic() - began)
                raise
        self._keep(ask, reply, heard, time.monotonic() - began)
        return reply

    def _keep(
        self, ask: Ask[T], said: Reply[T] | BadReply, heard: list[Sequence[Message]], seconds: float
    ) -> None:
        question = kept_question(ask, self._keys)
        assert isinstance(question.value, dict)
        value = None if isinstance(said, BadReply) else kept_reply(said.value, ask.reply, self._keys)
        self._count += 1
        row = AskedQuestion(
            number=self._count,
            kind=type(ask).__name__,
            role=ask.role,
            model=self._brain.speaker(ask.role),
            question=question.value,
            is_struck=question.hit,
            reply=value,
            raw=str(kept_reply(said.raw, str, self._keys)),
            prompt=kept_prompt(heard[-1], self._keys) if heard else (),
            thoughts="" if isinstance(said, BadReply) else str(kept_reply(said.thoughts, str, self._keys)),
            error=str(said) if isinstance(said, BadReply) else "",
            usage=said.usage,
            seconds=round(seconds, 3),
        )
        try:
            with self._path.open("ab") as file:
                file.write(line_of(row))
        except OSError as failure:
            raise ConfigError(f"cannot keep what is asked in {self._path}: {failure.strerror}") from failure
