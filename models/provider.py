"""Who serves models at an OpenAI-compatible address, and which models an address tells of."""

import json
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from device.link.loopback import LOOPBACK
from models.build import split_address
from models.error import ModelUnavailable
from models.profile import OPENAI_URL

_TIMEOUT = 10.0
_LONGEST = 4 * 1024 * 1024


class KeyRefused(ModelUnavailable):
    """The endpoint does not take the key."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One of them."""

    name: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What an endpoint tells of its models."""

    host: str
    names: tuple[str, ...]
    remark: str = ""
    """Why it tells of none; "" where it tells."""


@cache
def providers() -> tuple[Provider, ...]:
    """All that are known."""
    table = tomllib.loads(files("models").joinpath("provider.toml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Provider, ...]).validate_python(table["provider"])


def list_models(base_url: str, key: str) -> Listing:
    """The models at an address ("" = OpenAI). It costs nothing; many tell it to whoever asks, without a key.

    Raises KeyRefused, and ModelUnavailable where it can't be reached.
    """
    url, _ = split_address(base_url or OPENAI_URL)
    host = urlsplit(url).hostname or url
    request = urllib.request.Request(f"{url}/models")  # noqa: S310 - http or https, as `build_model` sees to
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    proxies = urllib.request.ProxyHandler({} if host in LOOPBACK else None)
    try:
        with urllib.request.build_opener(proxies).open(request, timeout=_TIMEOUT) as response:
            body = response.read(_LONGEST)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (401, 403):
            raise KeyRefused(f"{host} does not take the key ({error.code})", "Check OPENAI_API_KEY") from None
        return Listing(host, (), f"{host} answers, but does not tell its models ({error.code})")
    except OSError as error:
        reason = getattr(error, "reason", None) or error
        told = f"{host} cannot be reached ({reason})"
        raise ModelUnavailable(told, "Check --base-url, and that it runs") from error
    try:
        names = tuple(str(row["id"]) for row in json.loads(body)["data"])
    except (ValueError, KeyError, TypeError):
        return Listing(host, (), f"{host} answers, but with no list of models")
    return Listing(host, names)
