"""Size of the core install, and how long `agent --help` takes, in a fresh environment.

Claims: core install under 350 MB (onnxruntime included, pip itself not counted); `agent --help` under 0.5 s.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def size_mb(folder: Path) -> float:
    """Megabytes (10^6) of all files, without pip and setuptools, which every environment starts with."""
    own = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return (
        sum(p.stat().st_size for p in files if p.relative_to(folder).parts[0].split("-")[0] not in own) / 1e6
    )


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "--quiet", ROOT], check=True)
        (site,) = (venv / "lib").glob("python*/site-packages")
        megabytes = size_mb(site)
        seconds = []
        for _ in range(12):
            started = time.perf_counter()
            subprocess.run([venv / "bin/agent", "--help"], check=True, capture_output=True)
            seconds.append(time.perf_counter() - started)
    median = statistics.median(seconds[1:])
    print(f"core install: {megabytes:.0f} MB (under 350)")
    print(f"agent --help: median {median:.2f} s of {len(seconds) - 1} (under 0.5), first {seconds[0]:.2f} s")
    return int(megabytes >= 350 or median >= 0.5)


if __name__ == "__main__":
    sys.exit(main())
