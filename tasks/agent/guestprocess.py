"""The process that a guest in Python plays in: it knows a goal, an address and the settings, and no more.

It is begun by tasks/agent/program.py, and says what came of it in the lines that any program would.
"""

import json
import os
import sys

from device.client import Device
from device.error import DeviceError
from device.link.transport.direct import DirectTransport
from models.error import ModelUnavailable
from tasks.agent.factory import SETTINGS, guest_of, settings_of_guest
from tasks.agent.guest import CannotBeDone, GaveUp


def main(name: str) -> None:
    """Play once. What the guest raises otherwise ends the process, with its traceback."""
    made = guest_of(name, settings_of_guest(os.environ))
    del os.environ[SETTINGS]
    try:
        with Device(DirectTransport.dial(os.environ["TAPWRIGHT_SERIAL"])) as device:
            answer = made.play(device, os.environ["TAPWRIGHT_GOAL"])
        _say("answer", json.dumps(answer))
    except CannotBeDone as found:
        _say("infeasible", str(found))
    except GaveUp as left:
        _say("unfinished", str(left))
    except ModelUnavailable as error:
        _say("broken", f"model {error}")
    except DeviceError as error:
        _say("broken", f"device {error}")


def _say(what: str, told: str) -> None:
    sys.stdout.write(f"\n{what}: {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
