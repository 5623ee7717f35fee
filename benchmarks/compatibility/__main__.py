"""Run every client's cases against embedded phones; print what works, what answers as absent, what does not.

    python -m benchmarks.compatibility                             # the tables
    python -m benchmarks.compatibility -o docs/compatibility.md    # put them into that page
    python -m benchmarks.compatibility appium                      # clients whose name holds the word

Exit code 1 when a case does not give what it must, which is then told on stderr.
"""

import argparse
import subprocess
import sys
from pathlib import Path

try:
    from benchmarks.compatibility.case import Case, Client, clients
    from benchmarks.compatibility.proof import binaries, missing, prove
    from benchmarks.compatibility.table import tables
except ModuleNotFoundError as lacking:
    if lacking.name != "adb_shell":
        raise
    sys.exit("adb_shell is not installed, and it is one of the clients. Try: pip install -e '.[dev]'")

BEGIN, END = "<!-- python -m benchmarks.compatibility -->\n", "<!-- end -->\n"


def into(page: Path, text: str) -> None:
    """Replace what stands between the page's two marks. Raises ValueError when it has none."""
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page}: no place for the tables between {BEGIN.strip()} and {END.strip()}")
    page.write_text(before + BEGIN + text + END + after, "utf-8")


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks.compatibility", description=__doc__)
    options.add_argument("clients", nargs="*", help="run only those whose name holds one of these words")
    options.add_argument("-o", "--output", type=Path, help="a page to put the tables into")
    asked = options.parse_args()
    adbs = binaries()
    for origin, binary in adbs.items():
        said = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout
        print(f"{origin}: {' '.join(said.split()[:5])}, {said.split()[6]}", file=sys.stderr)
    proven: list[Client] = []
    failed: list[Case] = []
    for client in clients():
        if asked.clients and not any(word in client.name for word in asked.clients):
            continue
        lack = missing(client, next(iter(adbs.values()), ""))
        if lack:
            print(f"{client.name}: not run, {lack}", file=sys.stderr)
            continue
        proven.append(client)
        for binary in adbs.values() if client.through == "adb" else [""]:
            wrong = [result for result in prove(client, binary) if not result.held]
            failed += [result.case for result in wrong]
            for result in wrong:
                print(f"{client.name} {binary}: {result.told}", file=sys.stderr)
    text = tables(proven, failed)
    if asked.output:
        into(asked.output, text)
    else:
        print(text, end="")
    cases = sum(len(client.cases) for client in proven)
    print(f"{len(proven)} clients, {cases} cases, {len(failed)} not as they must be", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
