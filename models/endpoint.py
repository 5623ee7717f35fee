"""A model behind an OpenAI-compatible endpoint.

Importing openai is slow: models/build.py imports this file only when it is needed.
"""

import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

import httpx2 as httpx
import openai
from pydantic import JsonValue

from device.budget import REPLY_LENGTH
from device.link.loopback import LOOPBACK
from models import fault
from models.bounded import AnswerTooLong, bound
from models.build import split_address
from models.channel import ApiName, Channel, text_of
from models.completions import ChatCompletions
from models.deadline import OutOfTime, seconds_left, while_wanted
from models.dialect import Dialect, names_context, stated_context
from models.error import BadReply, ContextTooSmall, ModelUnavailable, Refused, WordsOnly
from models.known import Known
from models.message import Message
from models.price import Price
from models.profile import OPENAI_URL, profile_of
from models.reply import Completion, Reply, Usage
from models.responses import Responses
from models.retry import Failure, Retries
from models.structured import Shape, converse, shape_of
from models.wire import Api, Ending, Failed, NotAReply, WireReply

T = TypeVar("T")
_TOO_LARGE = 413
_MOST_THOUGHTS = 2_000
"""Characters of its thoughts that are kept."""
_NO_ROOM = 256
"""Tokens of a reply that was cut off though nobody limited it: the prompt left no room for a longer one."""


class OpenAIModel:
    """Asks patiently, by whichever API and in whichever dialect the server turns out to speak."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str = OPENAI_URL,
        api_key: str = "",
        key_variable: str = "OPENAI_API_KEY",
        timeout: float = 120.0,
        retries: Retries | None = None,
        temperature: float | None = 0.0,
        max_tokens: int | None = None,
        logprobs: bool = False,
        price: Price | None = None,
        known: Known | None = None,
        channel: Channel | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`known` is what was learned of the model before; `channel` None goes by that or its profile."""
        url, named_api = split_address(base_url)
        self._endpoint = fault.Endpoint(model, url, api_key, key_variable, timeout)
        self._retries = retries or Retries()
        self._has_answered = False
        self._is_limited = max_tokens is not None
        here = urlsplit(url).hostname in LOOPBACK
        profile = profile_of(model)
        # A server on this computer lends itself any name; what it costs is on no list.
        self._price = price or (None if here else profile.price_of(model))
        self._clock = clock
        asked = _parameters(temperature, max_tokens, logprobs and profile.logprobs)
        self._known = known or Known(model)
        self._dialect = Dialect(
            _apis(named_api or self._known.api, profile.api),
            asked,
            channel=channel or self._known.channel or profile.channel,
            learned=self._known.takes,
            learned_api=self._known.speaks,
        )
        # A proxy named in the environment is never meant for a server on this computer.
        http = openai.DefaultHttpxClient(
            trust_env=not here, event_hooks={"response": [lambda response: bound(response, timeout)]}
        )
        self._client = openai.OpenAI(
            api_key=api_key or "none",
            base_url=url,
            max_retries=0,
            timeout=timeout,
            http_client=http,
            default_headers={"Accept-Encoding": "gzip, deflate"},
        )
        # An agent is dropped without a word once its run is over, and with it its connections are closed.
        self._let_go = weakref.finalize(self, self._client.close)

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._endpoint.model

    def __repr__(self) -> str:
        return f"OpenAIModel({self.name!r}, base_url={self._endpoint.shown!r})"

    def close(self) -> None:
        """Let go of the connections."""
        self._let_go()

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """Ask, and have the answer in the type `reply`; see ChatModel."""
        del role
        shape = shape_of(reply)
        try:
            return converse(lambda said: self._complete(said, shape), messages, shape)
        except WordsOnly as error:
            error.channel = self._dialect.other_channel
            raise

    def _complete(self, messages: Sequence[Message], shape: Shape[T]) -> Completion:
        """One round: send, and where something is rejected, send again without it."""
        while True:
            result = while_wanted(
                lambda: self._retries.run(lambda: self._send(messages, shape), known=self._has_answered)
            )
            if isinstance(result, WireReply):
                self._has_answered = True
                self._dialect.answered()
                return self._judged(result, shape)
            if result is None or not seconds_left():
                raise OutOfTime(
                    f"{self._endpoint.shown} gave no reply from {self.name} in the time there was"
                )
            if result.status == _TOO_LARGE or names_context(result.words):
                raise ContextTooSmall(result.message, self.name, stated=stated_context(result.words))
            if not self._dialect.learn(result, shape):  # ends: there is only so much to give up
                raise ModelUnavailable(result.message, result.hint)

    def _send(self, messages: Sequence[Message], shape: Shape[T]) -> WireReply | Failure:
        """One request. No exception of the client library leaves it: those hold the request with the key."""
        api = self._dialect.api
        request = api.written(self._dialect.request(self.name, messages, shape))
        began, allowed = self._clock(), min(self._endpoint.timeout, seconds_left())
        if not allowed:
            return fault.timed_out(self._endpoint)
        try:
            with api.sender(self._client)(**request, timeout=allowed) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    # A server that keeps the line alive with blanks never trips the time-out of one read.
                    if self._clock() - began > allowed:
                        return fault.timed_out(self._endpoint)
            return api.read(bytes(body))
        except NotAReply as error:
            return fault.not_spoken(self._endpoint, str(error), is_other_tried=self._dialect.is_certain)
        except Failed as error:
            return fault.told_late(self._endpoint, str(error), error.status)
        except AnswerTooLong as error:
            raise BadReply(f"the server sent {error}") from None
        except httpx.TimeoutException:
            return fault.timed_out(self._endpoint)
        except httpx.HTTPError as error:
            return fault.unreachable(self._endpoint, error)
        except openai.OpenAIError as error:
            return fault.sort(error, self._endpoint)

    def _judged(self, reply: WireReply, shape: Shape[T]) -> Completion:
        """The completion, or BadReply when its end says that it is none."""
        usage = self._priced(reply.usage)
        problem = ""
        is_cut = reply.ending is Ending.CUT
        if reply.refusal or reply.ending is Ending.WITHHELD:
            words = self._endpoint.clean(reply.refusal) or "the server's content filter withheld the reply"
            raise Refused(words, raw=reply.text[:REPLY_LENGTH], usage=usage)
        if is_cut and not self._is_limited and 0 < usage.completion_tokens < _NO_ROOM:
            told = f"{usage.prompt_tokens} tokens of question leave no room for a reply"
            raise ContextTooSmall(f"{self._endpoint.shown}: {told}", self.name)
        if is_cut:
            problem = f"the reply was cut off at its longest length ({usage.completion_tokens} tokens)"
        text = text_of(shape, reply.text, reply.calls) if reply.calls else reply.text
        if not problem and len(text) > REPLY_LENGTH:
            problem = f"the reply has more than {REPLY_LENGTH:,} characters"
        if problem:
            raise BadReply(problem, raw=text[:REPLY_LENGTH], usage=usage)
        self._dialect.heard(text, shape, called=bool(reply.calls))
        return Completion(text, usage, reply.logprobs, reply.thoughts[:_MOST_THOUGHTS])

    def _priced(self, usage: Usage) -> Usage:
        """The server's own bill wins over the list."""
        if usage.cost is not None or self._price is None:
            return usage
        return replace(usage, cost=self._price.of(usage))


def _apis(known: ApiName | None, usual: ApiName) -> tuple[Api, ...]:
    """The API that is known to be there, else the usual one of the model before the one of every server."""
    if (known or usual) == "completions":
        return (ChatCompletions(),)
    return (Responses(),) if known else (Responses(), ChatCompletions())


def _parameters(temperature: float | None, max_tokens: int | None, logprobs: bool) -> dict[str, JsonValue]:
    sent: dict[str, JsonValue] = {}
    if temperature is not None:
        sent["temperature"] = temperature
    if max_tokens is not None:
        sent["max_tokens"] = max_tokens
    if logprobs:
        sent["logprobs"] = True
    return sent
