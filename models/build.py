"""From what the person wrote after `--model` to a model."""

from pathlib import Path
from urllib.parse import urlsplit

from device.error import ConfigError
from models.chat import ChatModel
from models.price import Price
from models.profile import OPENAI_URL
from models.scripted import ScriptedModel

SCRIPT_PREFIX = "scripted:"


def build_model(
    name: str,
    *,
    base_url: str = "",
    api_key: str = "",
    key_variable: str = "OPENAI_API_KEY",
    timeout: float = 120.0,
    max_retries: int = 4,
    temperature: float | None = 0.0,
    max_tokens: int | None = None,
    logprobs: bool = False,
    price: Price | None = None,
) -> ChatModel:
    """`scripted:FILE`, or a model's name at `base_url` ("" = OpenAI). Nothing is asked of it yet.

    ConfigError for what cannot work: no name, no key for OpenAI, an address that is none, a broken script.
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
    from models.retry import Retries  # noqa: PLC0415

    return OpenAIModel(
        name,
        base_url=base_url or OPENAI_URL,
        api_key=api_key,
        key_variable=key_variable,
        timeout=timeout,
        retries=Retries(max_retries),
        temperature=temperature,
        max_tokens=max_tokens,
        logprobs=logprobs,
        price=price,
    )


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{url!r} is no address of an endpoint", "It looks like http://127.0.0.1:8000/v1")
