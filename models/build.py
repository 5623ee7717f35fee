"""From what the person wrote after `--model` to a model."""

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from device.error import ConfigError
from models.channel import ApiName, Channel
from models.chat import ChatModel
from models.known import Known
from models.price import Price
from models.profile import OPENAI_URL
from models.scripted import ScriptedModel

SCRIPT_PREFIX = "scripted:"
_PATHS: dict[str, ApiName] = {"/chat/completions": "completions", "/responses": "responses"}


def build_model(
    name: str,
    *,
    base_url: str = "",
    api_key: str = "",
    key_variable: str = "OPENAI_API_KEY",
    timeout: float = 120.0,
    patience: float | None = None,
    temperature: float | None = 0.0,
    max_tokens: int | None = None,
    logprobs: bool = False,
    price: Price | None = None,
    known: Known | None = None,
    channel: Channel | None = None,
) -> ChatModel:
    """`scripted:FILE`, or a model's name at `base_url` ("" = OpenAI). Nothing is asked of it yet.

    ConfigError for what cannot work: no name, no key for OpenAI, an address that is none, a broken script.
    `known` is what was learned of it before, `channel` how typed answers are asked for (None = as is known).
    `patience` is how many seconds are waited for one reply while the endpoint is busy or down.
    `key_variable` is the name that messages give as the place to look for a wrong key.
    """
    name = name.strip()
    if name.startswith(SCRIPT_PREFIX):
        return ScriptedModel.from_file(Path(name.removeprefix(SCRIPT_PREFIX)))
    if not name:
        raise ConfigError("the model has no name", "Give one with --model")
    if not base_url and not api_key:
        raise ConfigError(
            f"no key for {name}", f"Set {key_variable}, or name a local endpoint with --base-url"
        )
    if base_url:
        _check_url(base_url)
    if not api_key.isascii() or any(letter.isspace() for letter in api_key):
        raise ConfigError("the key has blanks or letters that no key has", f"Check {key_variable}")

    from models.endpoint import OpenAIModel  # noqa: PLC0415
    from models.retry import PATIENCE, Retries  # noqa: PLC0415

    return OpenAIModel(
        name,
        base_url=base_url or OPENAI_URL,
        api_key=api_key,
        key_variable=key_variable,
        timeout=timeout,
        retries=Retries(PATIENCE if patience is None else patience),
        temperature=temperature,
        max_tokens=max_tokens,
        logprobs=logprobs,
        price=price,
        known=known,
        channel=channel,
    )


def chained(name: str) -> tuple[str, ...]:
    """The models of a chain such as `a,b`, each of which takes over from the one before it."""
    if name.startswith(SCRIPT_PREFIX):
        return (name,)
    return tuple(part.strip() for part in name.split(","))


def shown_url(url: str) -> str:
    """An address without whatever secret it carries."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def split_address(url: str) -> tuple[str, ApiName | None]:
    """The address of an endpoint without the path of an API, and the API that was named by it."""
    url = url.rstrip("/")
    for path, api in _PATHS.items():
        if url.endswith(path):
            return url.removesuffix(path), api
    return url, None


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{url!r} is no address of an endpoint", "It looks like http://127.0.0.1:8000/v1")
