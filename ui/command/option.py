"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import click

from ui.terminal import say

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
R = TypeVar("R")

ALL = "all"


class ClassNames(click.ParamType[frozenset[str]]):
    """`--yes=send,delete`: names of classes, parted by commas."""

    name = "classes"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Whether there are such classes is checked where they are used."""
        if isinstance(value, frozenset):
            return value
        return frozenset(part.strip() for part in str(value).split(",") if part.strip())


class RoleModelName(click.ParamType[tuple[str, dict[str, str]]]):
    """`reflect=gpt-5-mini`: a role and the model it is given."""

    name = "role and model"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, dict[str, str]]:
        """Whether there is such a role is checked where it is used."""
        role, sign, model = str(value).partition("=")
        if not sign or not role.strip() or not model.strip():
            self.fail(f"{value!r} is no ROLE=NAME, e.g. reflect=gpt-5-mini", param, ctx)
        return role.strip(), {"model": model.strip()}


class Whole(click.ParamType[int]):
    """`--max-steps 20`."""

    name = "whole number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Whether it is in range is checked where it is used."""
        try:
            return int(str(value))
        except ValueError:
            self.fail(f"{value!r} is no whole number", param, ctx)


class Number(click.ParamType[float]):
    """`--timeout 2.5`."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Whether it is in range is checked where it is used."""
        try:
            return float(str(value))
        except ValueError:
            self.fail(f"{value!r} is no number", param, ctx)


class AppNames(ClassNames):
    """`--app "Clock,Settings"`: names of apps, parted by commas."""

    name = "apps"


class RunCommand(click.Command):
    """A command with `--yes`, whose value, if any, comes with `=` only: never the goal that follows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `--yes` alone as `--yes=all`."""
        end = args.index("--") if "--" in args else len(args)
        spelt = [f"--yes={ALL}" if word == "--yes" else word for word in args[:end]]
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, spelt + args[end:])
        if ctx.resilient_parsing:  # the Tab key: the line is not finished yet
            return left
        for before, word in pairwise(args):
            if word in left and before == "--yes":
                ctx.fail(f"The classes of --yes come with =, as --yes={word}")
        if left:
            name = next(param.name for param in self.params if isinstance(param, click.Argument))
            words = " ".join((str(ctx.params[name]), *left))
            ctx.fail(f'Put the {name.partition("_")[0]} in quotes: "{words}"')
        return left


def collected(kind: Callable[..., T]) -> Callable[[Callable[[T], R]], Callable[..., R]]:
    """Hand a command all of its options as one object: `kind` is a frozen dataclass with a field for each."""

    def decorate(command: Callable[[T], R]) -> Callable[..., R]:
        @wraps(command)
        def called(**options: object) -> R:
            return command(kind(**options))

        return called

    return decorate


def config_option(command: F) -> F:
    """`--config FILE`."""
    return click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file (TOML)."
    )(command)


def android_option(command: F) -> F:
    """`--android 13|16`."""
    return click.option(
        "--android",
        type=click.Choice(["13", "16"]),
        help="Android of the embedded phone; on 16 its apps have functions.",
    )(command)


def tools_option(command: F) -> F:
    """`--tools NAMES`."""
    return click.option(
        "--tools",
        type=AppNames(),
        metavar="NAMES",
        help="Let the model call these beside touching: android, or MCP servers of your settings.",
    )(command)


def weather_option(command: F) -> F:
    """`--weather KINDS`, or `--weather list`."""
    return click.option(
        "--weather",
        metavar="KINDS|list",
        is_eager=True,
        callback=_read_weather,
        help="Trouble the embedded phone makes, as slow,popups:0.8 or all; `list` tells the kinds.",
    )(command)


def _read_weather(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Print the kinds and leave, or see that there are such kinds."""
    if value is None:
        return None
    from device.error import ConfigError
    from device.phone.weather.forecast import checked_weather, kinds_told

    if value == "list":
        say(kinds_told())
        ctx.exit()
    try:
        checked_weather(value)
    except ConfigError as error:
        raise ConfigError(f"--weather: {error}") from None
    return value


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="End with a line of JSON.")(command)


def run_options(command: F) -> F:
    """What `run` and `resume` have in common."""
    options = [
        click.option("--device", metavar="SERIAL", help="Phone to use: a serial, HOST:PORT, or `embedded`."),
        click.option(
            "--helper",
            flag_value="uiautomator2",
            default=None,
            type=str,
            help="Have a server on the phone look and touch, several times as fast; its price: docs/fast.md.",
        ),
        click.option(
            "--stream",
            flag_value="scrcpy",
            default=None,
            type=str,
            help="Have pictures of the phone as a stream, by the scrcpy that is installed: docs/fast.md.",
        ),
        click.option("--model", metavar="NAME", help="Model; `offline`, or `scripted:FILE`."),
        click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model."),
        click.option(
            "--grounder", metavar="NAME", help="Finds what UI tree and OCR do not: see docs/grounding.md."
        ),
        click.option("--preset", metavar="NAME", help="Which roles take part: see `agent presets`."),
        click.option(
            "--calls",
            metavar="needed|all",
            help="Whether a preset's roles speak only where they can change something, or as published.",
        ),
        click.option(
            "--role-model",
            "roles",
            type=RoleModelName(),
            multiple=True,
            callback=lambda _ctx, _param, value: dict(value) or None,
            metavar="ROLE=NAME",
            help="Model of one role (--role-model reflect=NAME); may be given several times.",
        ),
        click.option("--max-steps", type=Whole(), metavar="N", help="Give up after so many steps."),
        click.option("--timeout", type=Number(), metavar="SECONDS", help="Give up after so long."),
        click.option(
            "--reply-timeout",
            type=Number(),
            metavar="SECONDS",
            help="Ask a model again that has not replied for so long.",
        ),
        click.option(
            "--patience",
            type=Number(),
            metavar="SECONDS",
            help="Wait so long in all for a model that is busy or down.",
        ),
        click.option(
            "--yes",
            "allow",
            type=ClassNames(),
            metavar="[=CLASSES]",
            help="Allow sensitive actions without asking: all, or classes by name (--yes=send,delete).",
        ),
        click.option(
            "--guard",
            metavar="POLICY",
            help="What becomes of what is held: ask (the default), deny, allow:CLASSES, allow:all.",
        ),
        click.option(
            "--app",
            "apps",
            type=AppNames(),
            metavar="NAMES",
            help="Touch these apps only, by name or package, parted by commas.",
        ),
        tools_option,
        click.option(
            "--private-apps",
            type=AppNames(),
            metavar="NAMES",
            help="Do not look at these apps, by name or package: you go on there by hand.",
        ),
        click.option("--max-tokens", type=Whole(), metavar="N", help="Give up after so many tokens."),
        click.option("--max-cost", type=Number(), metavar="DOLLARS", help="Give up after so much money."),
        click.option(
            "--accept-unverified",
            is_flag=True,
            default=None,
            help="Exit with 0 also if a run ends unverified: held for done without evidence for all of it.",
        ),
        click.option(
            "--no-memory",
            "use_memory",
            flag_value=False,
            default=None,
            type=bool,
            help="Neither go by what is remembered nor add to it.",
        ),
        config_option,
        json_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command
