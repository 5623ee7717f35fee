"""A phone as AndroidWorld's tasks and agents know one: its AsyncEnv, on a Device."""

import re
from collections.abc import Callable
from functools import cached_property

from device.client import Device
from device.error import DeviceError
from tasks.androidworld import deed
from tasks.androidworld.deed import JSONAction
from tasks.androidworld.line import AdbLine
from tasks.androidworld.package import Controller, make_controller
from tasks.androidworld.state import State, state_of

_SIZE = re.compile(r"(Physical|Override) size: (\d+)x(\d+)")
_SEEN_TASK = re.compile(r"visible=true.*?topActivity=ComponentInfo\{([^}]+)\}")


class Environment:
    """One phone, over whatever way it is reached: UI tree and picture by adb, no helper on the phone."""

    def __init__(self, device: Device, person: Callable[[str], str] | None = None) -> None:
        """`person` answers what an agent asks."""
        self.device = device
        self.interaction_cache = ""
        """What the agent answered last."""
        self._person = person

    @cached_property
    def controller(self) -> Controller:
        """AndroidWorld's own, for its own code. Raises ConfigError where it is not installed."""
        return make_controller(lambda failed: AdbLine(self.device, failed))

    # -- looking -------------------------------------------------------------------------------------
    def reset(self, go_home: bool = False) -> State:
        """Begin anew, from the home screen if wanted."""
        if go_home:
            self.device.home()
        self.interaction_cache = ""
        return self.get_state(wait_to_stabilize=go_home)

    def get_state(self, wait_to_stabilize: bool = False) -> State:
        """What is on the screen, once it stands still if wanted."""
        if wait_to_stabilize:
            self.device.settle()
        return state_of(self.device.observe())

    @property
    def foreground_activity_name(self) -> str:
        """PACKAGE/CLASS of what is in front, whatever hangs down over it; "" for nothing."""
        found = _SEEN_TASK.search(self.device.shell("am stack list").text)
        return found[1] if found else ""

    @property
    def device_screen_size(self) -> tuple[int, int]:
        """(width, height) in pixels, held upright."""
        said = self.device.shell(["wm", "size"]).text
        sizes = {kind: (int(width), int(height)) for kind, width, height in _SIZE.findall(said)}
        if not sizes:
            raise DeviceError(f"the phone does not say how large its screen is: {said.strip()!r}")
        return sizes.get("Override") or sizes["Physical"]

    @property
    def logical_screen_size(self) -> tuple[int, int]:
        """(width, height) in pixels, as it is turned now."""
        return self.device.front().size or self.device_screen_size

    @property
    def orientation(self) -> int:
        """Quarter turns, as Android's rotation 0-3."""
        return self.device.front().rotation or 0

    @property
    def physical_frame_boundary(self) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels, held upright."""
        return (0, 0, *self.device_screen_size)

    # -- doing ---------------------------------------------------------------------------------------
    def execute_action(self, action: JSONAction) -> None:
        """Do one of its actions; an answer is kept, a status does nothing.

        Raises ValueError for what is no action, ActionRejected when the phone would not.
        """
        if action.action_type == "answer":
            self.interaction_cache = action.text or ""
            self.display_message(self.interaction_cache, header="Agent answered:")
        deed.do(action, self.device)

    def ask_question(self, question: str, timeout_seconds: float = -1.0) -> str | None:
        """What the person says; None where there is nobody. However long it takes is waited for."""
        return self._person(question) if self._person else None

    def display_message(self, message: str, header: str = "") -> None:
        """Tell an overlay on the phone, where one listens; without any this does nothing."""
        extras = ("--es", "task_type_string", header, "--es", "goal_string", message)
        self.device.shell(["am", "broadcast", "-a", "com.example.ACTION_UPDATE_OVERLAY", *extras])

    def hide_automation_ui(self) -> None:
        """Take the pointer's coordinates off the screen."""
        self.device.shell(["settings", "put", "system", "pointer_location", "0"])

    def close(self) -> None:
        """Give the phone back."""
        self.device.close()
