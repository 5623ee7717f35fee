"""The model that somebody's own agent may ask, where the run names one that has an address."""

from dataclasses import dataclass

from agent.settings import Settings
from models.build import SCRIPT_PREFIX
from models.profile import OPENAI_URL
from models.proxy import Upstream


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model, at one place."""

    model: str
    upstream: Upstream
    most: float | None = None
    """US dollars that one attempt may cost; None = any."""


def endpoint_of(settings: Settings, cost_left: float | None = None) -> Endpoint | None:
    """The model of the settings; None for none, the offline policy and a script."""
    model = settings.model.strip()
    if model in ("", "offline") or model.startswith(SCRIPT_PREFIX):
        return None
    url, key = settings.endpoint_of(model)
    prices = {name: place.price for name, place in settings.models.items() if place.price is not None}
    limits = [each for each in (settings.max_cost, cost_left) if each is not None]
    return Endpoint(model, Upstream(url or OPENAI_URL, key, prices), min(limits, default=None))
