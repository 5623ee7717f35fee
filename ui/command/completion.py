"""`agent completion SHELL`, and what the Tab key offers for values: phones, presets, suites, runs."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from ui.terminal import say

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_AGENT_COMPLETE"
Offer = Callable[[click.Context], Iterable[str]]


@click.command(short_help="Print what makes the shell complete commands and values.")
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str | None) -> int:
    """Print a script that makes SHELL (that of $SHELL where it is not named) complete with the Tab key.

    \b
    bash, in ~/.bashrc:   eval "$(agent completion bash)"
    zsh, in ~/.zshrc:     eval "$(agent completion zsh)"
    fish:                 agent completion fish > ~/.config/fish/completions/agent.fish
    """  # noqa: D301 - click reads the \b
    name = shell or Path(os.environ.get("SHELL", "")).name
    found = get_completion_class(name) if name in SHELLS else None
    if found is None:
        raise click.UsageError(f"Name the shell: {', '.join(SHELLS)}")
    say(found(ctx.find_root().command, {}, "agent", _VARIABLE).source())
    return 0


class Known(click.ParamType[Any]):
    """A value as another type reads it, of which some are known and offered."""

    def __init__(self, inner: click.ParamType[Any], offer: Offer, *, listed: bool = False) -> None:
        """`listed` says that it may be several, parted by commas."""
        self.name = inner.name
        self._inner = inner
        self._offer = offer
        self._listed = listed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As the other type."""
        return self._inner.convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[Any]]:
        """What begins so; nothing where what is known cannot be had."""
        from device.error import ToldToPerson

        before, comma, begun = incomplete.rpartition(",") if self._listed else ("", "", incomplete)
        try:
            offered = list(self._offer(ctx))
        except ToldToPerson:
            return []
        return [CompletionItem(f"{before}{comma}{one}") for one in offered if one.startswith(begun)]


def teach(command: click.Command, path: str = "") -> None:
    """Have every parameter of a command, and of those below it, offer what is known for its name."""
    for param in command.params:
        offer = _OFFERS.get(f"{path} {param.name}".strip()) or _OFFERS.get(str(param.name))
        if offer is not None and not isinstance(param.type, click.Choice | click.types.BoolParamType):
            param.type = Known(param.type, offer, listed=param.name in _LISTED)
    for name, below in getattr(command, "commands", {}).items():
        teach(below, f"{path} {name}".strip())


# -- what is known -----------------------------------------------------------------------------------------
def _phones(_ctx: click.Context) -> Iterable[str]:
    """Those that run, and those of an adb server that runs; none is started to answer."""
    from agent.settings import EMBEDDED
    from device.link.discovery import attached, with_embedded
    from device.link.running import Registry
    from device.link.transport.server import answers
    from ui.app import load_settings, phones_folder

    server = load_settings().adb_server
    others = attached(server) if answers(server) else ()
    return (*(one.serial for one in with_embedded(others, Registry(phones_folder()))), EMBEDDED)


def _running(_ctx: click.Context) -> Iterable[str]:
    from device.link.running import Registry
    from ui.app import phones_folder

    return [one.serial for one in Registry(phones_folder()).all()]


def _presets(_ctx: click.Context) -> Iterable[str]:
    from agent.preset.preset import PRESETS

    return list(PRESETS)


def _agents(ctx: click.Context) -> Iterable[str]:
    return [*_presets(ctx), "gold", "noop", "random"]


def _suites(_ctx: click.Context) -> Iterable[str]:
    from tasks.suite import suite_names

    return suite_names()


def _tasks(ctx: click.Context) -> Iterable[str]:
    from tasks.suite import find_suite

    suite = ctx.params.get("suite")
    return list(find_suite(suite).templates) if suite else []


def _runs(ctx: click.Context) -> Iterable[str]:
    """The latest first."""
    from ui.app import load_settings

    runs = load_settings(config=ctx.params.get("config")).runs
    found = [path.parent.name for path in runs.glob("*/manifest.json")]
    return sorted(found, reverse=True)


def _classes(_ctx: click.Context) -> Iterable[str]:
    from agent.guard.allowance import SCREEN
    from agent.guard.wording import CLASSES

    return ["all", *CLASSES, SCREEN]


def _policies(ctx: click.Context) -> Iterable[str]:
    return ["ask", "deny", *(f"allow:{name}" for name in _classes(ctx))]


def _roles(_ctx: click.Context) -> Iterable[str]:
    from agent.preset.composition import ROLES

    return [f"{role}=" for role in ROLES]


def _models(_ctx: click.Context) -> Iterable[str]:
    return ["offline", "scripted:"]


def _grounders(_ctx: click.Context) -> Iterable[str]:
    """Those of the package, the checkpoints with a profile, and what may stand before a name or a folder."""
    from grounding.profile import profiles

    before = ["chat:", "aima:", "pointer:", "local:", "mvp:", "mvp-published:", "zoom:"]
    return ["tree", "ocr", "bundled", *(one.name for one in profiles() if one.hub), *before]


def _weather(_ctx: click.Context) -> Iterable[str]:
    from device.phone.weather.registry import KINDS

    return ["all", "list", *KINDS]


def _vendor(_ctx: click.Context) -> Iterable[str]:
    from device.phone.server.vendor import QUIRKS

    return ["list", *QUIRKS]


_OFFERS: dict[str, Offer] = {
    "device": _phones,
    "devices": _phones,
    "serial": _running,
    "serials": _running,
    "preset": _presets,
    "presets name": _presets,
    "bench run agent": _agents,
    "suite": _suites,
    "bench run tasks": _tasks,
    "run_name": _runs,
    "runs compare first": _runs,
    "runs compare second": _runs,
    "allow": _classes,
    "guard": _policies,
    "roles": _roles,
    "model": _models,
    "grounder": _grounders,
    "weather": _weather,
    "vendor": _vendor,
}
"""By a parameter's name, or that with the command before it."""
_LISTED = {"allow", "grounder", "vendor", "weather"}
