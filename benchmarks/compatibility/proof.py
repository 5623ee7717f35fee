"""Run every case of a client against a fresh phone and compare."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import adbutils

from benchmarks.compatibility.case import Case, Client, Word
from benchmarks.compatibility.driver import Driver, Reply, adb, has_uiautomator2, library
from device.phone.phone import Phone
from device.phone.server.host import serve


@dataclass(frozen=True)
class Result:
    """A case, and what came back."""

    case: Case
    reply: Reply

    @property
    def held(self) -> bool:
        """Whether that is what must come."""
        right = re.search(self.case.expect, self.reply.text, re.MULTILINE)
        return right is not None and self.reply.code == self.case.code

    @property
    def told(self) -> str:
        """For whoever has to mend it: what was sent, what must come, what came."""
        case, reply = self.case, self.reply
        return (
            f"{case.what}: {case.shown}\n  must give {case.code}, {case.expect!r}\n"
            f"  gave {reply.code}, {reply.text[:600]!r}"
        )


def binaries() -> dict[str, str]:
    """The adb binaries there are: "wheel", that of the adbutils wheel, and "system", what PATH finds."""
    wheel = Path(adbutils.__file__).parent / "binaries/adb"
    system = shutil.which("adb")
    found = {"wheel": str(wheel)} if wheel.exists() else {}
    return {**found, "system": system} if system else found


def missing(client: Client, binary: str = "") -> str:
    """What has to be installed before a client can be run; "" when nothing is."""
    if client.through == "uiautomator2" and not has_uiautomator2():
        return "pip install uiautomator2"
    if client.through == "adb" and not binary:
        return "apt-get install adb"
    return ""


def prove(client: Client, binary: str = "") -> list[Result]:
    """All of a client's cases, in order, on one phone; `binary` is the adb of those that call one."""
    with tempfile.TemporaryDirectory() as name, serve([Phone(seed=1)]) as server:
        folder, serial = _furnished(Path(name)), server.serials[0]
        places = {"folder": str(folder), "serial": serial, "port": str(server.ports[0])}
        opened: AbstractContextManager[Driver] = (
            adb(binary, serial, folder)
            if client.through == "adb"
            else library(client.through, serial, folder)
        )
        with opened as send:
            return [_one(send, case, places) for case in client.cases]


def _one(send: Callable[..., Reply], case: Case, places: dict[str, str]) -> Result:
    verb, *words = case.run
    reply = send(str(verb), *(_filled(word, places) for word in words))
    return Result(case, Reply(reply.text.replace("\r\n", "\n"), reply.code))


def _filled(word: Word, places: dict[str, str]) -> Word:
    if isinstance(word, str):
        for name, place in places.items():
            word = word.replace("{" + name + "}", place)
    return word


def _furnished(folder: Path) -> Path:
    """Files for clients to send: a note, something that is no app, a server in name, and a folder."""
    (folder / "note.txt").write_text("a note\n")
    (folder / "app.apk").write_bytes(b"PK\3\4" + bytes(100_000))
    with zipfile.ZipFile(folder / "u2.jar", "w") as jar:
        jar.writestr("classes.dex", "Lcom/wetest/uia2/Main;")
    (folder / "tree/deep").mkdir(parents=True)
    (folder / "tree/deep/leaf.txt").write_text("leaf\n")
    return folder
