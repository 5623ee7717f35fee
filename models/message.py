"""What is said to a model: messages of text and pictures."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG, JPEG or WebP picture, held as bytes or left in its file until it is sent."""

    data: bytes | None = field(default=None, repr=False)
    path: Path | None = None

    def __post_init__(self) -> None:
        if (self.data is None) == (self.path is None):
            raise ValueError("an Image has either data or a path")

    def read(self) -> bytes:
        """The file's bytes."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        return self.path.read_bytes()


Part = str | Image


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The text parts, one below the other."""
        return "\n".join(part for part in self.parts if isinstance(part, str))


def system(*parts: Part) -> Message:
    """The standing orders."""
    return Message("system", parts)


def user(*parts: Part) -> Message:
    """What is asked."""
    return Message("user", parts)


def assistant(*parts: Part) -> Message:
    """What the model said earlier."""
    return Message("assistant", parts)


def media_type(data: bytes) -> str:
    """The picture's media type by its first bytes; ValueError for anything no model takes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise ValueError("neither PNG, JPEG nor WebP")
