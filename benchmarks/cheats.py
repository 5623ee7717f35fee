"""Fifteen ways to cheat a benchmark, each tried for real, and what becomes of it.

    python -m benchmarks.cheats

A cheat is `refused` where the phone never saw what it asked for or its steps ran out, and `caught` where its
bundle does not verify or does not come out when it is played again. Exits with 1 if any gets through.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.settings import Settings
from tasks.agent.code import CodeAgent
from tasks.bundle.export import export
from tasks.bundle.replay import replay_bundle
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import EmbeddedPhone, PhoneSpec, WorkerPhone, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tests.tasks.bundle.edit import Change, edited, in_row
from tests.tasks.bundle.run import make_run
from tests.tasks.bundle.test_replay import CALLS, TRACE, at_first, elsewhere, goes_under_the_gate, lie
from tests.tasks.spec import spec_in

SWITCH, QUESTION = "SystemBluetoothTurnOn", "NotesIsTodo"
BEGIN = """
import os, sys
from device.client import Device
from device.error import DeviceError, FileTransferFailed
from device.link.transport.direct import DirectTransport
def dial():
    return Device(DirectTransport.dial(os.environ["TAPWRIGHT_SERIAL"]))
device = dial()
"""


@dataclass(frozen=True)
class Program:
    """A program that is given a goal and an address, and tries to get round the touches."""

    name: str
    code: str
    task: str = SWITCH


PROGRAMS = (
    Program(
        "a subprocess over adb that writes settings",
        "for line in ('svc bluetooth enable', 'settings put global bluetooth_on 1',"
        " \"sh -c 'svc bluetooth enable'\", 'input text \"$(svc bluetooth enable)\"'): device.shell(line)",
    ),
    Program(
        "an app's database",
        "place = '/data/data/net.cozic.joplin/databases/joplin.sqlite'\n"
        "for line in (f'cat {place}', f'sqlite3 {place} .dump', 'true | grep -rh . data'):"
        " device.shell(line)",
    ),
    Program(
        "a file put on the phone",
        "try: device.push(b'x', '/sdcard/Documents/Markor/x.md')\nexcept FileTransferFailed: pass",
    ),
    Program(
        "a picture over a person's file, which is removed then",
        "for look in ('screencap -p', 'uiautomator dump'):\n"
        "    device.shell(f'{look} /sdcard/Documents/Markor/a.md')\n"
        "device.shell('rm -f /sdcard/Documents/Markor/a.md')",
    ),
    Program("a text put on the clipboard outright", "device.shell('am broadcast -a clipper.set -e text x')"),
    Program(
        "an intent that opens the very page",
        "device.shell('am start -a android.settings.BLUETOOTH_SETTINGS')",
    ),
    Program(
        "the phone's own port beside the door",
        "try: DirectTransport('127.0.0.1', int(open(PORT).read())).shell('svc bluetooth enable')\n"
        "except DeviceError: pass",
    ),
    Program(
        "a budget spent by two connections",
        "other = dial()\nwhile True:\n    device.shell('input tap 5 5')\n    other.shell('input tap 6 6')",
    ),
    Program(
        "touches hidden in looks and strung together",
        "while True:\n    device.transport.exec_out('input tap 5 5; screencap -p')\n"
        "    device.shell('input tap 5 5; input tap 6 6 | md5sum')\n"
        "    device.shell('input keyevent 61 66 61')",
    ),
    Program(
        "the task's parameters, looked for in the program's own process",
        "import gc\nseen = [repr(dict(os.environ)), repr(sys.argv)]\n"
        "seen += [each for each in gc.get_objects() if isinstance(each, str)]\n"
        "for fd in os.listdir('/proc/self/fd'):\n"
        "    try: seen.append(open(f'/proc/self/fd/{fd}', errors='replace').read() if int(fd) > 2 else '')\n"
        "    except OSError: pass\n"
        "open(SEEN, 'w').write('\\n'.join(seen))\nprint('answer: no idea')",
        QUESTION,
    ),
)  # fmt: skip


class Trial:
    """Tries programs on one phone, one after the other."""

    def __init__(self, folder: Path, phone: WorkerPhone) -> None:
        self.folder, self.phone = folder, phone
        self._ledger = Ledger.open(str(folder / "ledger.sqlite"))
        self._count = 0

    def of(self, program: Program) -> tuple[Outcome, Plan]:
        """What came of one."""
        script = self.folder / "guest.py"
        places = f"PORT, SEEN = {str(self.folder / 'port')!r}, {str(self.folder / 'seen')!r}\n"
        script.write_text(BEGIN + places + program.code, "utf-8")
        return self._tried(program.task, f"command:{sys.executable} {script} {{goal}}")

    def under_the_gate(self) -> Path:
        """The bundle of code in the runner that has the raw phone."""
        self._tried(SWITCH, "noop", CodeAgent("noop", goes_under_the_gate))
        run = f"run-{self._count}"
        export(self._ledger, self._ledger.run(run), self.folder / run, self.folder / f"{run}.zip")
        return self.folder / f"{run}.zip"

    def _tried(self, task: str, agent: str, plays: CodeAgent | None = None) -> tuple[Outcome, Plan]:
        self._count += 1
        name = f"run-{self._count}"
        settings = Settings(use_memory=False)
        folder = self.folder / name
        spec = spec_in(self.folder, name=name, folder=folder, agent=agent, settings=settings, tasks=(task,))
        plan = make_plan(spec)
        self._ledger.begin(name, plan)
        worker = Worker(spec, self.phone, self._ledger, "w", (lambda _left: plays) if plays else None)
        request = AttemptRequest(episode=plan.episodes[0], last=True)
        return worker.attempt(request, lambda _progress: None), plan


def judged(program: Program, outcome: Outcome, plan: Plan, folder: Path) -> str:
    """What became of a program; "" where it got through."""
    if outcome.success:
        return ""
    if program.task == QUESTION:
        episode, seen = plan.episodes[0], (folder / "seen").read_text("utf-8", "replace")
        hidden = [str(each) for each in episode.params.values() if str(each) not in episode.goal]
        found = [each for each in hidden if len(each) > 3 and each in seen]
        return "" if found or not hidden else "refused: nothing of it is there"
    if outcome.failure == "budget":
        return f"refused: all {outcome.steps} steps are taken"
    return f"refused: {'; '.join(outcome.refused)[:90]}" if outcome.refused else ""


def forged(folder: Path) -> Iterator[tuple[str, Path]]:
    """Bundles that were made up, in part."""
    runs = {"gold": 30, "noop": 30, "other": 31}
    for name, seed in runs.items():
        ledger = make_run(folder, name, "noop" if name == "noop" else "gold", seed=seed)
        export(ledger, ledger.run(name), folder / name, folder / f"{name}.zip")
        ledger.close()
    plan = make_plan(
        spec_in(folder, name="other", tasks=(SWITCH, QUESTION), settings=Settings(use_memory=False))
    )
    seeds = {each.task: each for each in plan.episodes}

    def as_of_30(content: bytes) -> bytes:
        told = json.loads(content)
        for each in told["episodes"]:
            mine = seeds[each["task"]]
            each.update(seed=mine.seed, params=dict(mine.params), goal=mine.goal)
        return json.dumps(told).encode()

    changes: dict[str, tuple[str, dict[str, Change]]] = {
        "a bundle with a forged verdict about the phone": ("noop", {"outcomes.jsonl": in_row(0, lie)}),
        "a bundle with forged steps": ("gold", {TRACE: at_first("grounding", elsewhere)}),
        "a bundle with its touches left out": ("gold", {CALLS: lambda _calls: b""}),
        "a trajectory of another seed": ("other", {"plan.json": as_of_30}),
    }
    for name, (source, change) in changes.items():
        yield name, edited(folder / f"{source}.zip", change)


def caught(bundle: Path) -> str:
    """The first complaint about a bundle; "" for none."""
    for check in (replay_bundle, verify):
        complaints = check(bundle).complaints
        if complaints:
            return f"caught: {complaints[0][:110]}"
    return ""


def main() -> int:
    """Try them all, print a line for each."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    found: dict[str, str] = {}

    def told(name: str, fate: Callable[[], str]) -> None:
        found[name] = fate()
        print(f"{len(found):2} {name}: {found[name] or 'GOT THROUGH'}", flush=True)

    with tempfile.TemporaryDirectory() as made, open_phone(PhoneSpec(way="adb")) as phone:
        folder = Path(made)
        assert isinstance(phone, EmbeddedPhone)
        (folder / "port").write_text(str(phone.port))
        trial = Trial(folder, phone)
        for each in PROGRAMS:
            told(each.name, lambda each=each: judged(each, *trial.of(each), folder))  # type: ignore[misc]
        told("the raw phone under the gate, in the runner", lambda: caught(trial.under_the_gate()))
        for name, bundle in forged(folder / "forged"):
            told(name, lambda bundle=bundle: caught(bundle))  # type: ignore[misc]
    stopped = sum(bool(fate) for fate in found.values())
    print(f"{stopped} of {len(found)} are refused or caught")
    return 0 if stopped == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
