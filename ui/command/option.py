"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

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


class RunCommand(click.Command):
    """A command with `--yes`, whose value, if any, comes with `=` only: never the goal that follows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `--yes` alone as `--yes=all`."""
        end = args.index("--") if "--" in args else len(args)
        spelt = [f"--yes={ALL}" if word == "--yes" else word for word in args[:end]]
        return super().parse_args(ctx, spelt + args[end:])


def config_option(command: F) -> F:
    """`--config FILE`."""
    return click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file (TOML)."
    )(command)


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="End with a line of JSON.")(command)


def run_options(command: F) -> F:
    """What `run` and `resume` have in common."""
    options = [
        click.option("--device", metavar="SERIAL", help="Phone to use: a serial, or HOST:PORT."),
        click.option("--model", metavar="NAME", help="Model; `offline`, or `scripted:FILE`."),
        click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint of the model."),
        click.option(
            "--grounder", metavar="NAME", help="Finds what UI tree and OCR do not: see docs/grounding.md."
        ),
        click.option("--preset", metavar="NAME", help="Which roles take part."),
        click.option("--max-steps", type=int, metavar="N", help="Give up after so many steps."),
        click.option("--timeout", type=float, metavar="SECONDS", help="Give up after so long."),
        click.option(
            "--yes",
            "allow",
            type=ClassNames(),
            metavar="[=CLASSES]",
            help="Allow sensitive actions without asking: all, or classes by name (--yes=send,delete).",
        ),
        config_option,
        json_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command
