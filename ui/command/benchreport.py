"""`agent bench report`: a run as a page for the browser."""

from pathlib import Path

import click

from ui.command.bench import ledger_option, out_option
from ui.terminal import say


@click.command()
@click.argument("run")
@click.option(
    "--against",
    metavar="OTHER",
    help="Another run of the same tasks, told beside it as `compare RUN OTHER` has it.",
)
@click.option(
    "-o",
    "--output",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; OUT/RUN/report.html by default.",
)
@click.option("--folder", "beside", is_flag=True, help="A folder with the pictures beside the page.")
@out_option
@ledger_option
def report(
    run: str, against: str | None, page: Path | None, beside: bool, out: Path, ledger: str | None
) -> None:
    """Write RUN as one HTML file: figures, intervals, and every step with its screen.

    The file asks for nothing else and can be sent to anybody. A run with more than 25 MB of pictures becomes
    a folder.
    """
    from ui.command.benchshow import opened_ledger
    from ui.output import Terminal
    from ui.report.gather import gather, side_by_side
    from ui.report.page import write

    opened = opened_ledger(out, ledger)
    names = [run, *([against] if against else [])]
    with Terminal(stderr=True).status("reading the run and its pictures"):
        told = [gather(opened, name, out / name) for name in names]
        matter = side_by_side(told[0], told[1] if against else None)
        written = write(matter, page or out / run / "report.html", beside=beside)
    if written.beside and not beside:
        say(f"its {written.pictures} pictures are too many for one file and lie beside the page", err=True)
    say(str(written.path))
