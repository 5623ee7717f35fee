"""Programs that nobody here wrote drive the phone: all that they send gives what it must.

The cases are those of `benchmarks/compatibility/client/`, one file a program; the tables of
docs/compatibility.md are printed from them by `python -m benchmarks.compatibility`.
"""

from pathlib import Path

import adbutils
import pytest
from adb_shell.adb_device import AdbDeviceTcp
from adbutils.sync import Sync

from benchmarks.compatibility.__main__ import BEGIN, END
from benchmarks.compatibility.case import Case, Client, clients
from benchmarks.compatibility.driver import Reply
from benchmarks.compatibility.proof import Result, binaries, missing, prove
from benchmarks.compatibility.table import tables

CLIENTS = {client.name: client for client in clients()}
PAGE = Path(__file__).parents[4] / "docs/compatibility.md"


@pytest.mark.parametrize("origin", ["wheel", "system"])
@pytest.mark.parametrize("name", [name for name, client in CLIENTS.items() if client.through == "adb"])
def test_what_calls_the_adb_binary(name: str, origin: str) -> None:
    held(CLIENTS[name], binaries().get(origin, ""))


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # adbutils leaves sockets to the collector
@pytest.mark.parametrize("name", [name for name, client in CLIENTS.items() if client.through != "adb"])
def test_what_stands_on_a_library(name: str) -> None:
    held(CLIENTS[name])


def held(client: Client, binary: str = "") -> None:
    lack = missing(client, binary)
    if lack:
        pytest.skip(f"needs {client.through}: {lack}")
    wrong = [result.told for result in prove(client, binary) if not result.held]
    assert not wrong, "\n".join(wrong)


def public(kind: type, prefix: str = "") -> set[str]:
    return {prefix + name for name in dir(kind) if not name.startswith("_")}


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        (
            "adbutils",
            public(adbutils.AdbDevice) | public(adbutils.AdbClient, "client.") | public(Sync, "sync."),
        ),
        ("adb-shell", public(AdbDeviceTcp)),
    ],
)
def test_every_method_of_a_library_is_accounted_for(name: str, offered: set[str]) -> None:
    """Used by a case, or left out with a reason."""
    client = CLIENTS[name]
    whole = {verb.partition(".")[0] for verb in client.verbs}  # a part is used where its methods are
    assert offered - client.verbs - whole - client.left.keys() == set()
    assert client.left.keys() <= offered - client.verbs


def test_the_page_holds_the_tables_of_the_cases() -> None:
    """The page is written by the run; whoever changes a case runs it again."""
    shown = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == tables(list(CLIENTS.values()))


@pytest.mark.parametrize("reply", [Reply("no"), Reply("yes", 1)])
def test_another_answer_or_exit_code_is_told(reply: Reply) -> None:
    case = Case("a question", ("shell", "ask"), "^yes$", 0, "works", "")
    result = Result(case, reply)
    assert Result(case, Reply("yes\n")).held
    assert not result.held
    assert "must give 0, '^yes$'" in result.told
    client = Client("asker", "adb", (case,), {})
    assert "| a question | `ask` | FAILED |" in tables([client], [case])
