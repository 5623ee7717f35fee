"""What `agent replay` and `agent routine run` share: values, and how a script is done again."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ui.command.option import Whole, run_options, weather_option

if TYPE_CHECKING:
    from agent.replay.script import Script
    from agent.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
ValuePair = tuple[str, str]


class Value(click.ParamType[ValuePair]):
    """`time=7:30`."""

    name = "value"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> ValuePair:
        """Whether there is such a value is checked where it is used."""
        name, sign, text = str(value).partition("=")
        if not sign or not name.strip() or not text.strip():
            self.fail(f"{value!r} is no NAME=VALUE, e.g. time=7:30", param, ctx)
        return name.strip(), text.strip()


def value_option(metavar: str, told: str) -> Callable[[F], F]:
    """`--value NAME=TEXT`, as often as wanted."""
    return click.option("--value", "values", type=Value(), multiple=True, metavar=metavar, help=told)


def replay_options(command: F) -> F:
    """Those of a run, without what a script says already."""
    options = (
        click.option("--alone", is_flag=True, help="End where the phone does not go along; nobody goes on."),
        run_options,
        click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to record in."),
        click.option("--seed", type=Whole(), metavar="N", help="Seed of the embedded phone."),
        click.option("--locale", metavar="TAG", help="Language of the embedded phone, as zh-CN."),
        click.option("--sample", is_flag=True, default=None, help="Let the embedded phone be one in use."),
        weather_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def follow_script(
    script_for: "Callable[[Settings], Script]",
    flags: Mapping[str, object],
    config: Path | None,
    *,
    alone: bool,
    as_json: bool,
) -> int:
    """Do a script again on the phone of the settings, and tell of it; the command's exit code."""
    from agent.build import prepare
    from ui.app import check_endpoint, load_settings
    from ui.connect import hold_phone
    from ui.live import follow, view_for

    view = view_for(as_json)
    with view.failures():
        settings = load_settings(flags, config=config)
        check_endpoint(flags, settings)
        script = script_for(settings)
        view.greet(script.goal)
        prepared = cache(partial(prepare, settings))
        own = [f"--{name}" for name in ("seed", "locale", "sample", "weather") if flags[name] is not None]
        with hold_phone(settings, own, prepared) as held:
            held.look_ahead()
            agent = prepared()(held.device)  # while the phone is looked at
            view.begin(script.goal, held.description, agent)
            begun = agent.replay(script, alone=alone, embedded=held.embedded)
            begun.keep_changes(held.changed)
            return follow(begun, view, accept_unverified=settings.accept_unverified)
