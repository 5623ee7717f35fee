"""What the guard's labels in many languages cost: loading them once, and looking one label up.

Claims, in processor time: loading under 50 ms, a look-up of a text not seen before under 1 ms. Loading is
timed in fresh processes, of which the least counts. Prints how many labels each language has by class.
"""

import subprocess
import sys
import time

from agent.guard.lexicon import classes_of, labels

LOAD_MS, LOOK_UP_MS = 50.0, 1.0
_RUNS, _LOOK_UPS = 5, 2000
_LOADING = (
    "import time; from agent.guard.lexicon import classes_of; begun = time.process_time();"
    "classes_of('x'); print(1000 * (time.process_time() - begun))"
)


def loading_ms() -> float:
    """The least processor time of the first look-up in a process, in milliseconds."""
    command = [sys.executable, "-c", _LOADING]
    return min(float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(_RUNS))


def look_up_ms() -> float:
    """The mean processor time of a look-up, in milliseconds; each text is another."""
    classes_of("")
    begun = time.process_time()
    for number in range(_LOOK_UPS):
        classes_of(f"Etwas anderes löschen {number}")
    return 1000 * (time.process_time() - begun) / _LOOK_UPS


def main() -> int:
    known = labels()
    groups = tuple(known["en"])
    print("language  " + "  ".join(groups))
    for language, by_group in known.items():
        print(f"{language:8}  " + "  ".join(f"{len(by_group[group]):{len(group)}}" for group in groups))
    loading, look_up = loading_ms(), look_up_ms()
    print(f"\n{len(known)} languages; loading {loading:.0f} ms, a look-up {look_up:.3f} ms")
    return int(loading >= LOAD_MS or look_up >= LOOK_UP_MS)


if __name__ == "__main__":
    sys.exit(main())
