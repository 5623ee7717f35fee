"""Many phones in one process: how much memory they take and how quickly they answer.

Claim: 20 phones, on each of which every app is used and photographed over its own port, take under 400 MB
together.
"""

import argparse
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.own_phone import own_phones
from device.link.wire.client import AdbConnection
from device.phone.apps import installed_apps
from device.phone.phone import Phone
from device.phone.server.detached import StartOptions

LIMIT_MB = 400.0
APPS = tuple(app.manifest.package for app in installed_apps() if app.manifest.main)
SHELLS = 50
FORKS = 100


def resident(pid: int) -> float:
    """Megabytes that a process holds."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(told.stdout) / 1024


def use(port: int) -> int:
    """What an agent does to a phone: open apps, look, touch, write, photograph. Shell commands run."""
    with AdbConnection.connect("127.0.0.1", port) as client:
        for package in APPS:
            client.shell(
                f"monkey -p {package} 1; uiautomator dump /sdcard/d.xml; input swipe 540 1700 540 900"
            )
            client.framebuffer()
            client.exec_out("screencap -p")
        client.push(b"x" * 100_000, "/sdcard/Download/file")
        for number in range(SHELLS):
            client.shell(f"settings put system screen_brightness {number}")
    return len(APPS) + SHELLS


def main() -> int:
    """Run, print; 1 when the claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    count: int = parser.parse_args().count
    began = time.perf_counter()
    with own_phones(StartOptions(count=count)) as phones:
        print(f"{count} phones in one process, up in {time.perf_counter() - began:.2f} s")
        print(f"memory: {resident(phones[0].pid):.0f} MB fresh", flush=True)
        began = time.perf_counter()
        with ThreadPoolExecutor(count) as pool:
            commands = sum(pool.map(use, [phone.port for phone in phones]))
        seconds = time.perf_counter() - began
        held = resident(phones[0].pid)
        print(f"memory: {held:.0f} MB after each was used and photographed {2 * len(APPS)} times")
        print(f"commands: {commands / seconds:,.0f}/s from {count} clients, the pictures counted in")
    phone = Phone()
    began = time.process_time()
    forks = [phone.fork() for _ in range(FORKS)]
    print(f"fork: {(time.process_time() - began) * 1000 / len(forks):.2f} ms")
    return 0 if count > 20 or held < LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
