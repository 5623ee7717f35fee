"""AndroidWorld's own agents as they enter the bench: `--agent tasks.androidworld.entry:t3a --model NAME`.

Their code is not touched. Their wrappers have OpenAI's address and a model fixed; asked for here, both are
those of the run, by way of whatever counts its calls.
"""

from importlib import import_module
from typing import Any

from agent.settings import Settings
from tasks.agent.guest import Guest
from tasks.androidworld.environment import Environment
from tasks.androidworld.guest import TheirAgent, their_guest
from tasks.androidworld.package import adopt, part

_OPENAI = "https://api.openai.com/v1"
_NAMES = {"t3a": "T3A", "m3a": "M3A", "seeact": "SeeAct"}


def t3a(settings: Settings) -> Guest:
    """T3A: the screen as text. Raises ConfigError where AndroidWorld is not installed."""
    return _guest("t3a", settings)


def m3a(settings: Settings) -> Guest:
    """M3A: the screen as text and as pictures with marks. Raises ConfigError as `t3a`."""
    return _guest("m3a", settings)


def seeact(settings: Settings) -> Guest:
    """SeeAct: what to do first, then where. Raises ConfigError as `t3a`."""
    return _guest("seeact", settings)


def made(name: str, settings: Settings, env: Environment) -> TheirAgent:
    """One of their agents on a phone, asking the model of the settings. Raises ConfigError as `t3a`."""
    adopt("env.interface", "AsyncEnv", Environment)
    kind = getattr(part(f"agents.{name}"), _NAMES[name])
    _route(settings)
    asked = () if name == "seeact" else (part("agents.infer").Gpt4Wrapper(settings.model),)
    agent: TheirAgent = kind(env, *asked)
    return agent


def _guest(name: str, settings: Settings) -> Guest:
    part(f"agents.{name}")  # what is missing is told before the first try
    return their_guest(name, lambda env: made(name, settings, env), model=settings.model)


def _route(settings: Settings) -> None:
    """Have what is asked of OpenAI's address be asked of the run's endpoint, and of its model."""
    if not settings.base_url:
        return
    requests: Any = import_module("requests")  # theirs, not ours
    ask, base_url, model = requests.post, settings.base_url, settings.model

    def post(url: str, *args: Any, **more: Any) -> Any:
        if url.startswith(_OPENAI):
            url = base_url + url.removeprefix(_OPENAI)
            if isinstance(more.get("json"), dict):
                more["json"] = {**more["json"], "model": model}
        return ask(url, *args, **more)

    requests.post = post
