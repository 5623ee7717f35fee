"""A process that makes runs: one request a line on standard input, one reply a line on standard output.

It runs the code of whichever commit its PYTHONPATH holds; these files of the bench are all that it brings.
"""

import json
import sys
from dataclasses import asdict

from benchmarks.fallible.attempt import Case, attempt, survey
from benchmarks.fallible.server import Endpoint


def main() -> int:
    out = sys.stdout
    sys.stdout = sys.stderr
    with Endpoint() as endpoint:
        for line in sys.stdin:
            asked = json.loads(line)
            case = Case(**asked["case"])
            value = survey(case) if asked["what"] == "survey" else asdict(attempt(endpoint, case))
            out.write(json.dumps(value, ensure_ascii=False) + "\n")
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
