"""From what went wrong with a request to a Failure: who could help, and is it worth another try."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import httpx2 as httpx
import openai

from models.build import shown_url
from models.dialect import names_context, names_format, names_pictures
from models.retry import Failure, retry_after

_KEY_LIKE = re.compile(r"\b(?:sk|pk|gsk|xai|key)-[\w*.-]{6,}|\bAIza[\w-]{10,}|\bbearer\s+\S+", re.IGNORECASE)
_LONGEST_WORDS = 300
_ABSENT = 404
_SHORT_KEY = 12
"""Letters below which a key may be part of a common word: it is struck out only where it is named a key."""
_NO_CREDIT = ("insufficient_quota", "exceeded your current quota", "billing", "insufficient balance")


@dataclass(frozen=True)
class Endpoint:
    """Whom was asked, as far as it may be shown; the key is held only to be struck out."""

    model: str
    url: str
    key: str
    key_variable: str
    timeout: float

    def __repr__(self) -> str:
        return f"Endpoint({self.model!r}, {self.shown!r})"

    @property
    def shown(self) -> str:
        """The address without whatever secret it carries."""
        return shown_url(self.url)

    def clean(self, text: str) -> str:
        """Server's words as one short line without anything that looks like a key."""
        if len(self.key) >= _SHORT_KEY:
            text = text.replace(self.key, "***")
        elif self.key:
            text = re.sub(
                rf"(?i)(\b(?:key|bearer)\b.{{0,24}}?)(?<!\w){re.escape(self.key)}(?!\w)", r"\1***", text
            )
        text = " ".join(_KEY_LIKE.sub("***", text).split())
        return text if len(text) <= _LONGEST_WORDS else text[: _LONGEST_WORDS - 1] + "…"


def timed_out(endpoint: Endpoint) -> Failure:
    """No whole reply within the time allowed."""
    message = f"{endpoint.shown} gave no reply from {endpoint.model} within {endpoint.timeout:g} s"
    return Failure("timeout", message, "A larger --reply-timeout gives a slow model more time")


def unreachable(endpoint: Endpoint, error: Exception) -> Failure:
    """Nobody there, or the line broke."""
    cause = error.__cause__ or error
    message = (
        f"cannot reach the model at {endpoint.shown} ({endpoint.clean(str(cause)) or 'connection lost'})"
    )
    gone = isinstance(cause, httpx.ConnectError) or isinstance(error, httpx.ConnectError)
    kind: Literal["absent", "cut"] = "absent" if gone else "cut"
    return Failure(kind, message, "Is the server running, and is the base URL right?")


def not_spoken(endpoint: Endpoint, said: str, *, is_other_tried: bool = True) -> Failure:
    """Something answers there, but it is no model; or, unless `is_other_tried`, it lacks this API alone."""
    message = f"{endpoint.shown} does not answer as an OpenAI-compatible endpoint: {endpoint.clean(said)!r}"
    if not is_other_tried:
        return Failure("final", message, status=_ABSENT)
    return Failure("absent", message, "Is the base URL right? It usually ends in /v1")


def told_late(endpoint: Endpoint, words: str, status: int) -> Failure:
    """A failure that the body of a good answer tells of, with the status that it should have had."""
    return _by_status(status, endpoint.clean(words), {}, endpoint)


def sort(error: openai.OpenAIError, endpoint: Endpoint) -> Failure:
    """The failure behind an exception of the client library."""
    if isinstance(error, openai.APITimeoutError):
        return timed_out(endpoint)
    if isinstance(error, openai.APIConnectionError):
        return unreachable(endpoint, error)
    if isinstance(error, openai.APIStatusError):
        words = endpoint.clean(_words(error))
        return _by_status(error.status_code, words, error.response.headers, endpoint)
    return Failure("final", f"{endpoint.shown}: {endpoint.clean(str(error))}")


def _by_status(status: int, words: str, headers: Mapping[str, str], endpoint: Endpoint) -> Failure:
    at = endpoint.shown
    if status in (401, 403):
        message = (
            f"{at} refused the key (HTTP {status})" if endpoint.key else f"{at} wants a key (HTTP {status})"
        )
        return Failure("final", message, f"Check {endpoint.key_variable}", status=status)
    if status == 402 or (status == 429 and any(word in words.lower() for word in _NO_CREDIT)):
        return Failure("final", f"the account at {at} has no credit left: {words}", status=status)
    if status == 404:
        message = f"{at} has no model {endpoint.model!r} (HTTP 404: {words})"
        hint = "Check the model's name, and that the base URL is right (it usually ends in /v1)"
        return Failure("final", message, hint, status=status, words=words)
    if status == 429:
        message = f"{at} allows no more requests for now: {words}"
        return Failure("busy", message, "", retry_after(headers), status, words)
    message = f"{at} answered HTTP {status}: {words}"
    rejected = names_format(words) or names_pictures(words) or names_context(words)
    again = status in (408, 409) or (status >= 500 and status != 501 and not rejected)
    return Failure("server" if again else "final", message, "", retry_after(headers), status, words)


def _words(error: openai.APIStatusError) -> str:
    """The sentence of an error, and in brackets what it is about, where that says more."""
    said = _spoken(error.body)
    about = [str(each) for each in (error.param, error.code) if each and str(each) != str(error.status_code)]
    more = ", ".join(each for each in about if each not in said)
    return f"{said} ({more})" if more else said


def _spoken(body: object) -> str:
    """The sentence in an error body; servers put it at different depths."""
    while isinstance(body, dict):
        body = next((body[key] for key in ("message", "error", "detail", "msg") if body.get(key)), "")
    return body if isinstance(body, str) else str(body)
