"""Run every benchmark script beside this file, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    here = Path(__file__).parent
    failed = []
    for script in sorted(here.glob("[a-z]*.py")):
        if "__main__" not in script.read_text("utf-8"):
            continue  # what several of them share
        print(f"\n== {script.stem}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{script.stem}"], check=False).returncode:
            failed.append(script.stem)
    if failed:
        print(f"\nnot held: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
