"""What asking a model has taught about it, kept across runs in one small file, by endpoint and model.

Nothing of what was asked or answered is kept: how long a question may be, and the slips of its form.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from device.atomicfile import write_whole
from models.channel import ApiName, Channel
from models.message import Image, Message

FILE_NAME = "models.json"
_LETTERS_PER_TOKEN = 3.5
_PICTURE = 1_200
"""Tokens that a picture is taken for."""
_FRESH = 7 * 24 * 3600.0
"""Seconds for which a limit holds: its server may be started anew with a larger context."""


@dataclass
class Lesson:
    """What one model at one endpoint taught."""

    room: int | None = None
    """Tokens, as `length` estimates them, of the shortest question that was too long; None for none."""
    met_at: float = 0.0
    """When the limit was met, in seconds since the epoch."""
    stated: int | None = None
    """Tokens of the context, as the server stated them then; None where it did not."""
    channel: Channel | None = None
    """The way in which its endpoint takes typed answers; None where the first try was right."""
    channel_met_at: float = 0.0
    """When that turned out."""
    api: ApiName | None = None
    """The API that its endpoint has; None where the first try was right."""
    api_met_at: float = 0.0
    """When that turned out."""
    replies: int = 0
    """Replies read in full since the first one with a slip."""
    slips: dict[str, int] = field(default_factory=dict)
    """How often each slip of form was passed over."""


_FILE = TypeAdapter(dict[str, Lesson])


class Known:
    """The lesson of one model at one endpoint; without a file it lasts as long as the process."""

    def __init__(self, model: str, url: str = "", path: Path | None = None) -> None:
        self._key = f"{model} {url}".strip()
        self._path = path
        self._lesson = read_lessons(path).get(self._key, Lesson()) if path is not None else Lesson()
        self._is_limit_old = self._room is not None
        """Whether the limit is an earlier run's, and was not tried in this one."""

    def fits(self, messages: Sequence[Message]) -> bool:
        """Whether a question of this length may be asked.

        The first one beyond a limit of an earlier run may: its server may have a larger context by now.
        """
        if self._room is None or length(messages) < self._room:
            return True
        is_tried, self._is_limit_old = self._is_limit_old, False
        return is_tried

    def too_long(self, messages: Sequence[Message], stated: int | None = None) -> None:
        """Keep that these were too long, for a context of so many tokens where the server states it."""
        lesson, self._is_limit_old = self._lesson, False
        old = self._room if lesson.stated == stated else None
        limits = (length(messages), stated, old)
        lesson.room, lesson.stated, lesson.met_at = min(filter(None, limits)), stated, time.time()
        self._save()

    def answered(self, messages: Sequence[Message]) -> None:
        """Lift the limit where these, which are beyond it, were answered."""
        if self._lesson.room is not None and length(messages) >= self._lesson.room:
            self._lesson.room = self._lesson.stated = None
            self._save()

    @property
    def _room(self) -> int | None:
        return self._lesson.room if time.time() - self._lesson.met_at < _FRESH else None

    @property
    def channel(self) -> Channel | None:
        """The channel that its endpoint turned out to take; None where nothing better is known."""
        return self._lesson.channel if time.time() - self._lesson.channel_met_at < _FRESH else None

    def takes(self, channel: Channel) -> None:
        """Keep that its endpoint takes this channel."""
        self._lesson.channel, self._lesson.channel_met_at = channel, time.time()
        self._save()

    @property
    def api(self) -> ApiName | None:
        """The API that its endpoint turned out to have; None where nothing better is known."""
        return self._lesson.api if time.time() - self._lesson.api_met_at < _FRESH else None

    def speaks(self, api: ApiName) -> None:
        """Keep that its endpoint has this API, and not the one that was tried first."""
        self._lesson.api, self._lesson.api_met_at = api, time.time()
        self._save()

    def slipped(self, slips: Sequence[str]) -> None:
        """Count what was passed over in one reply."""
        if not slips and not self._lesson.slips:
            return
        self._lesson.replies += 1
        for slip in slips:
            self._lesson.slips[slip] = self._lesson.slips.get(slip, 0) + 1
        self._save()

    def _save(self) -> None:
        """Put it beside the lessons of other models. Where that can't be, the run goes on without."""
        if self._path is None:
            return
        lessons = read_lessons(self._path) | {self._key: self._lesson}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, _FILE.dump_json(lessons, indent=1), mode=0o600)
        except OSError:
            self._path = None


def read_lessons(path: Path) -> dict[str, Lesson]:
    """The lessons of every model, by `MODEL URL`; none where the file is missing or broken."""
    try:
        return _FILE.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}


def forget_lessons(path: Path, model: str) -> tuple[str, ...]:
    """Forget what a model taught; the endpoints at which it did. Raises OSError where that can't be kept."""
    lessons = read_lessons(path)
    kept = {key: lesson for key, lesson in lessons.items() if key.partition(" ")[0] != model}
    if len(kept) < len(lessons):
        write_whole(path, _FILE.dump_json(kept, indent=1), mode=0o600)
    return tuple(key.partition(" ")[2] for key in lessons if key not in kept)


def length(messages: Sequence[Message]) -> int:
    """Tokens that messages take, roughly; only ever compared with other such estimates."""
    letters = sum(len(message.text) for message in messages)
    pictures = sum(isinstance(part, Image) for message in messages for part in message.parts)
    return int(letters / _LETTERS_PER_TOKEN) + _PICTURE * pictures
