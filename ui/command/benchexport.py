"""`agent bench export` and `verify`: a run to publish, and whether one that was published holds."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.bench import ledger_option, out_option
from ui.command.option import json_option
from ui.terminal import say

if TYPE_CHECKING:
    from tasks.bundle.export import Pictures
    from tasks.bundle.replay import Replayed
    from tasks.bundle.verify import Verified
    from tasks.ledger.ledger import Ledger, RunRow

_FIGURES = "summary."
"""How a complaint about a figure begins."""
_SHOWN = 10
"""Verdicts that a terminal is told of one by one."""


@click.command()
@click.argument("run")
@click.option(
    "-o",
    "--output",
    "bundle",
    type=click.Path(path_type=Path),
    help="The file to write; RUN.zip by default.",
)
@click.option(
    "--pictures",
    type=click.Choice(["png", "webp", "none"]),
    default="png",
    show_default=True,
    help="The screens as they were taken, much smaller, or none.",
)
@click.option("--csv", "kind", flag_value="csv", help="Tables instead: RUN-tries.csv and RUN-steps.csv.")
@click.option("--parquet", "kind", flag_value="parquet", help="The same as Parquet.")
@out_option
@ledger_option
def export(
    run: str, bundle: Path | None, pictures: "Pictures", kind: str | None, out: Path, ledger: str | None
) -> None:
    """Write RUN as a bundle to publish: plan, rows, traces and screens, with a hash of each.

    With --csv or --parquet it is two tables for your own figures, a row for each try and one for each step;
    `--output` gives their folder.

    Keys, paths and names of this computer and serials of phones are left out. What stands on the screens and
    in the goals is published as it is. Publish the SHA-256 that is printed elsewhere than the bundle: by it
    others see that they have the bundle you wrote.
    """
    from tasks.bundle.export import export as write
    from ui.command.benchshow import opened_ledger

    opened = opened_ledger(out, ledger)
    if kind is not None:
        _tables(opened, opened.run(run), kind, bundle or Path())
        return
    path = bundle or Path(f"{run}.zip")
    manifest = write(opened, opened.run(run), out / run, path, pictures=pictures)
    say(f"{path}: {len(manifest.files)} files, {path.stat().st_size / 1e6:.1f} MB")
    say(f"sha256 {_digest(path)}")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--replay",
    "replays",
    is_flag=True,
    help="Play every try again on a fresh phone, and judge what comes of it.",
)
@json_option
def verify(bundle: Path, replays: bool, as_json: bool) -> int:
    """Recompute the score of BUNDLE from its traces and rows, and say what does not match.

    By itself this sees whether a bundle is of one piece, not whether it is true: what was read off the phone
    is taken as told, and a bundle made up as a whole can match itself. With --replay the touches of every try
    are made once more on a fresh phone with the same seed, each screen is compared, and the state is judged
    again; what cannot be proved so is told, as how a run ended and what it answered: that is the agent's own
    word, and each verdict that hangs on it is named. Compare the SHA-256 with the published one.

    Exits with 0 when all of it matches, 1 when anything does not, 2 for a file that is no bundle or refused.
    """
    from tasks.bundle.verify import verify as check
    from ui.bench.figures import to_json

    found = check(bundle)
    again = _again(bundle, found.plan.suite) if replays else None
    complaints = [*found.complaints, *(again.complaints if again else ())]
    if as_json:
        told = to_json(found.run, found.summary)
        say(
            json.dumps(
                {
                    **told,
                    "traces": found.traces,
                    "sha256": _digest(bundle),
                    "complaints": complaints,
                    **(_of_replay(again) if again else {}),
                }
            )
        )
        return 1 if complaints else 0
    _tell(found, complaints, again)
    say(f"sha256 {_digest(bundle)}  (is it the one that was published?)")
    return 1 if complaints else 0


def _tell(found: "Verified", complaints: Sequence[str], again: "Replayed | None") -> None:
    """What holds and what does not; the score is told of a bundle that holds alone."""
    from ui.words import clean

    figures = [line for line in complaints if line.startswith(_FIGURES)]
    for complaint in complaints:
        if complaint not in figures[1:]:
            say(f"✗ {clean(complaint, 400)}")
    if figures[1:]:
        say(f"✗ and {len(figures) - 1} more figures of the summary (--json tells them)")
    run, summary = clean(found.run), found.summary
    if complaints:
        say(f"{run}: its score is not verified: {len(complaints)} things do not match")
    else:
        say(f"{run}: {summary.succeeded} of {summary.done} succeeded: {summary.success}")
        say(
            f"it matches itself: figures follow from rows, rows from clauses and {found.traces} traces, "
            f"every file is the manifest's{'' if again else '; what was read off the phone is taken as told'}"
        )
    if summary.done < summary.planned:
        say(f"{summary.planned - summary.done} of the {summary.planned} planned have no outcome")
    if again is None:
        return
    say(f"played again on a fresh phone: {again.tries} tries")
    for line in again.unproved:
        say(f"not proved: {clean(line, 400)}")
    for line in again.hanging[:_SHOWN]:
        say(f"  hangs on the agent's own word: {clean(line, 200)}")
    if again.hanging[_SHOWN:]:
        say(f"  and {len(again.hanging) - _SHOWN} more (--json tells them)")


def _of_replay(again: "Replayed") -> dict[str, object]:
    """What came of playing it again, for a program."""
    return {"replayed": again.tries, "unproved": list(again.unproved), "hanging": list(again.hanging)}


def _again(bundle: Path, suite: str) -> "Replayed":
    """What comes of playing it again; a suite of one's own lies in the folder at hand."""
    from tasks.bundle.replay import replay_bundle
    from tasks.plugin import is_own, look_in

    if is_own(suite):
        look_in(Path.cwd())
    return replay_bundle(bundle)


def _tables(ledger: "Ledger", row: "RunRow", kind: str, folder: Path) -> None:
    """Write both tables, and say where."""
    from tasks.frame import step_rows, try_rows, write_csv, write_parquet

    write = write_csv if kind == "csv" else write_parquet
    for name, rows in (("tries", try_rows(ledger, row)), ("steps", step_rows(ledger, row))):
        path = folder / f"{row.name}-{name}.{kind}"
        write(rows, path)
        say(f"{path}: {len(rows)} rows")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
