"""The tables of docs/compatibility.md, from the cases and what came of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.compatibility.case import Case, Client

_NAMES = {"works": "works", "absent": "answers as absent", "no": "does not work"}
_LONGEST = 96


def tables(proven: Sequence[Client], failed: Iterable[Case] = ()) -> str:
    """A summary of all clients and a table of each; a case that failed is told to have done so."""
    bad = list(failed)
    lines = [
        "| client | speaks through | works | answers as absent | does not work |",
        "|---|---|---|---|---|",
    ]
    for client in proven:
        count = Counter("failed" if case in bad else case.outcome for case in client.cases)
        counts = " | ".join(str(count[outcome]) for outcome in _NAMES)
        lines.append(f"| {client.name} | {client.through} | {counts} |")
    for client in proven:
        lines += ["", f"### {client.name}", "", *_rows(client, bad)]
    return "\n".join(lines) + "\n"


def _rows(client: Client, failed: list[Case]) -> Iterator[str]:
    yield "| what | sent | outcome |"
    yield "|---|---|---|"
    for case in client.cases:
        outcome = "FAILED" if case in failed else _NAMES[case.outcome]
        yield f"| {case.what} | `{_cell(case.shown)}` | {outcome}{case.why and ': ' + case.why} |"
    if client.left:
        yield ""
        yield "Not run: " + "; ".join(f"`{verb}` ({why})" for verb, why in client.left.items()) + "."


def _cell(text: str) -> str:
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return short.replace("|", "\\|").replace("\n", " ")
