"""The doctor's check of the model: whether its endpoint answers and knows it. Nothing is asked that costs."""

import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from agent.settings import Settings
from device.error import ConfigError, nearest
from device.link.loopback import LOOPBACK
from device.state.checkup import Finding
from models.build import SCRIPT_PREFIX, build_model, chained, split_address
from models.profile import OPENAI_URL

_TIMEOUT = 10.0
_LONGEST = 4 * 1024 * 1024
_KEY_HINT = "Check OPENAI_API_KEY"


def check_model(settings: Settings) -> Finding:
    """Ask the endpoint which models it has."""
    findings = [_checked(name, settings) for name in chained(settings.model)]
    return next((found for found in findings if found.state != "ok"), findings[0])


def _checked(name: str, settings: Settings) -> Finding:
    if name in ("", "offline"):
        return Finding("model", "ok", "the bundled offline policy; no endpoint is asked")
    try:
        base_url, key = settings.endpoint_of(name)
        build_model(name, base_url=base_url, api_key=key)
    except ConfigError as error:
        return Finding("model", "bad", str(error.args[0]), error.hint)
    if name.startswith(SCRIPT_PREFIX):
        return Finding("model", "ok", f"replies from {name.removeprefix(SCRIPT_PREFIX)}")
    return _asked(name, base_url, key)


def _asked(name: str, base_url: str, key: str) -> Finding:
    url, _ = split_address(base_url or OPENAI_URL)
    shown = urlsplit(url).hostname or url
    request = urllib.request.Request(f"{url}/models")  # noqa: S310 - http or https, as build_model saw
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    here = urllib.request.ProxyHandler({}) if shown in LOOPBACK else urllib.request.ProxyHandler()
    try:
        with urllib.request.build_opener(here).open(request, timeout=_TIMEOUT) as response:
            body = response.read(_LONGEST)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (401, 403):
            return Finding("model", "bad", f"{shown} does not take the key ({error.code})", _KEY_HINT)
        text = f"{shown} answers, but does not tell its models ({error.code})"
        return Finding("model", "note", text, f"Whether it has {name} shows with the first run")
    except OSError as error:
        reason = getattr(error, "reason", None) or error
        return Finding(
            "model", "bad", f"{shown} cannot be reached ({reason})", "Check --base-url, and that it runs"
        )
    return _known(name, shown, body)


def _known(name: str, shown: str, body: bytes) -> Finding:
    try:
        names = [str(row["id"]) for row in json.loads(body)["data"]]
    except (ValueError, KeyError, TypeError):
        return Finding(
            "model", "note", f"{shown} answers, but with no list of models", "It may still have it"
        )
    if name in names or not names:
        return Finding("model", "ok", f"{name} at {shown}")
    return Finding("model", "bad", f"{shown} has no model {name}", nearest(name, names))
