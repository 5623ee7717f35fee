"""The doctor's check of the model: whether its endpoint answers and knows it. Nothing is asked that costs."""

from agent.settings import Settings
from device.error import ConfigError, nearest
from device.state.checkup import Finding
from models.build import SCRIPT_PREFIX, build_model, chained
from models.error import ModelUnavailable
from models.provider import list_models


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
    try:
        listing = list_models(base_url, key)
    except ModelUnavailable as error:
        return Finding("model", "bad", str(error.args[0]), error.hint)
    if listing.remark:
        return Finding("model", "note", listing.remark, f"Whether it has {name} shows with the first run")
    if name in listing.names or not listing.names:
        return Finding("model", "ok", f"{name} at {listing.host}")
    return Finding("model", "bad", f"{listing.host} has no model {name}", nearest(name, listing.names))
