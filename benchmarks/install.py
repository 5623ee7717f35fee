"""Size of the core install, and how long `agent --help` takes, in a fresh environment.

Claims: core install under 350 MB (onnxruntime included, pip itself not counted); `agent --help` under 0.5 s.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]


OWN = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
"""What every environment starts with, and is not counted."""


def sizes_mb(folder: Path) -> dict[str, float]:
    """Return the megabytes (10^6 bytes) of each top-level package, largest first."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).parts[0].split("-")[0].removesuffix(".libs")
            sizes[name] += path.stat().st_size
    return {name: size / 1e6 for name, size in sizes.most_common() if name not in OWN}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "--quiet", ROOT], check=True)
        (site,) = (venv / "lib").glob("python*/site-packages")
        sizes = sizes_mb(site)
        seconds = []
        for _ in range(12):
            started = time.perf_counter()
            subprocess.run([venv / "bin/agent", "--help"], check=True, capture_output=True)
            seconds.append(time.perf_counter() - started)
    median = statistics.median(seconds[1:])
    megabytes = sum(sizes.values())
    print(f"core install on Python {sys.version.split()[0]}: {megabytes:.0f} MB (under 350)")
    print("largest: " + ", ".join(f"{name} {size:.0f}" for name, size in list(sizes.items())[:10]))
    print(f"agent --help: median {median:.2f} s of {len(seconds) - 1} (under 0.5), first {seconds[0]:.2f} s")
    return int(megabytes >= 350 or median >= 0.5)


if __name__ == "__main__":
    sys.exit(main())
