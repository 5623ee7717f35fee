"""Reads what is asked of the camera, the clipboard and the notifications."""

import re

from agent.language.ask_saying import free_text
from agent.language.errand import ClearNotices, CopyText, Errand, Shoot
from agent.language.number import find_duration
from agent.language.phrasing import match, piece
from agent.language.saying import is_quoted

_SELFIE = re.compile(r"\bselfie\b|自拍", re.IGNORECASE)
_CAMERA = re.compile(r"\b(?:with|using) (?:the |my )?(?:camera|phone)(?: app)?\b|用相机", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:of|for|lasting|long|that lasts)\b|的|长", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:the|this|that|my|it)\b", re.IGNORECASE)
_USUAL_SECONDS = 3
_MOST_SECONDS = 600


def read_gadget(text: str) -> list[Errand] | None:
    """Whatever the words ask of these; None when they ask for something else."""
    if match(text, "notices_gone") is not None:
        return [ClearNotices()]
    return _shot(text) or _copied(text)


def _shot(text: str) -> list[Errand] | None:
    front = bool(piece("front").search(text) or _SELFIE.search(text))
    bare = _spaced(_CAMERA.sub("", piece("front").sub("", text)))
    if match(bare, "photo") is not None:
        return [Shoot(None, front)]
    length = find_duration(bare)
    if match(_spaced(_LENGTH.sub(" ", length[1] if length else bare)), "video") is None:
        return None
    seconds = length[0] if length else _USUAL_SECONDS
    return [Shoot(seconds, front)] if 1 <= seconds <= _MOST_SECONDS else None


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" -")


def _copied(text: str) -> list[Errand] | None:
    found = match(text, "copy")
    body = free_text(found["text"]) if found else None
    if found is None or body is None or (_ELSEWHERE.match(body) and not is_quoted(found["text"])):
        return None
    return [CopyText(body)]
