"""The command `agent`.

Light at import: each command brings in what it needs when it runs, so that `agent --help` answers at once.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from typing import Any

import click

from device.error import DeviceError, ToldToModel, ToldToPerson
from ui.codepage import lenient_console
from ui.command.bench import bench
from ui.command.benchcalibrate import calibrate
from ui.command.benchexperiment import experiment
from ui.command.benchexport import export, verify
from ui.command.benchnew import check, new
from ui.command.benchpreflight import preflight
from ui.command.benchrank import rank
from ui.command.benchreport import report
from ui.command.benchshow import compare as bench_compare
from ui.command.benchshow import list_, show_run
from ui.command.chat import chat
from ui.command.compare import compare
from ui.command.completion import completion, teach
from ui.command.devices import devices
from ui.command.doctor import doctor
from ui.command.emulator import emulator
from ui.command.ground import ground
from ui.command.knowledge import knowledge
from ui.command.mcp import mcp
from ui.command.memory import memory
from ui.command.models import models
from ui.command.phone import phone
from ui.command.practice import practice
from ui.command.presets import presets
from ui.command.replay import replay
from ui.command.resume import resume
from ui.command.routine import routine
from ui.command.run import run
from ui.command.runs import runs
from ui.command.schedule import schedule
from ui.command.setup import setup
from ui.command.show import show
from ui.telemetry import silence_libraries
from ui.terminal import say, tell_bugs
from ui.termination import TERMINATED, TERMINATION

_ALLOCATIONS = 50_000
"""Things made beyond those let go before garbage is looked for."""


class Commands(click.Group):
    """A group whose failures are one line on stderr and an exit code."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run a command line and exit."""
        extra["standalone_mode"] = False
        _spare_collections()
        lenient_console()
        silence_libraries()
        tell_bugs()
        words = sys.argv[1:] if args is None else list(args)
        try:
            with TERMINATION.awaited():
                code = super().main(args, **extra)
        except ToldToPerson as error:
            code = _complain(str(error), error.exit_code)
        except ToldToModel as error:  # no model is at work: it is the person's to know
            code = _complain(str(error), DeviceError.exit_code)
        except click.exceptions.NoArgsIsHelpError as error:
            say(error.format_message(), err=True)
            code = error.exit_code
        except click.UsageError as error:
            code = _complain(_with_help(error, self._path(words)), error.exit_code)
        except click.ClickException as error:
            code = _complain(error.format_message(), error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            code = _complain("stopped", 1)
        sys.exit(TERMINATED if TERMINATION.heard else code if isinstance(code, int) else 0)

    def _path(self, words: Sequence[str]) -> str:
        """The command that is meant, as a person types it; click does not tell it with every failure."""
        path, command = "agent", self.commands
        for word in words:
            if word not in command:
                break
            path += f" {word}"
            command = getattr(command[word], "commands", {})
        return path


def _spare_collections() -> None:
    """Collect garbage seldom, as libraries make thousands of things that stay; and none of it at the end."""
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)


def _complain(message: str, code: int) -> int:
    say(f"error: {' '.join(message.split())}", err=True)
    return code


def _with_help(error: click.UsageError, command: str) -> str:
    message = error.format_message()
    sentence = message if message.endswith(("?", "?)")) else f"{message.rstrip('.')}."
    return f"{sentence} Try: {command} --help"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tapwright", prog_name="agent", message="%(prog)s (tapwright) %(version)s")
def main() -> None:
    """Command an Android phone in plain words, and have it proven that it was done.

    With no phone attached it drives the phone it carries inside; with no model it uses its own small policy.

    \b
    agent run "Turn on Bluetooth and set an alarm for 7:30"
    """  # noqa: D301 - click reads the \b


for _command in (
    experiment,
    list_,
    show_run,
    bench_compare,
    rank,
    calibrate,
    report,
    export,
    verify,
    new,
    check,
    preflight,
):
    bench.add_command(_command)
for _command in (
    run, chat, mcp, resume, show, compare, replay, routine, schedule, runs, devices, doctor, setup,
    emulator, phone, ground, memory, knowledge, presets, models, bench, practice, completion,
):  # fmt: skip
    main.add_command(_command)
teach(main)
