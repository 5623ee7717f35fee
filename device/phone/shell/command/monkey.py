"""monkey: opens an app as a tap on its icon does, and plays with it at random, by a seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import LAUNCHER, MAIN, short_component
from device.phone.system import keycode
from device.phone.system.intent import Intent

_MOST = 10_000
"""Events of one call: the phone does nothing else meanwhile."""
_KINDS: tuple[tuple[str, float], ...] = (
    ("touch", 15), ("motion", 10), ("pinchzoom", 2), ("trackball", 15), ("rotation", 0), ("permission", 0),
    ("nav", 25), ("majornav", 15), ("syskeys", 2), ("appswitch", 2), ("flip", 1), ("anyevent", 13),
)  # fmt: skip
"""Options --pct-NAME and their usual values."""
_NAVIGATION, _MAJOR, _SYSTEM = (19, 20, 21, 22), (82, 23), (keycode.HOME, keycode.BACK, 5, 6, 24, 25, 164)
_ANY = tuple(code for code in range(7, 77) if code != keycode.POWER)
_VALUED = frozenset({"-s", "--throttle", "--port", "-f", "--setup", "--profile-wait", "--device-sleep-time"})
_USAGE = """usage: monkey [-p ALLOWED_PACKAGE [-p ALLOWED_PACKAGE] ...]
              [-c MAIN_CATEGORY [-c MAIN_CATEGORY] ...]
              [--ignore-crashes] [--ignore-timeouts]
              [--ignore-security-exceptions]
              [--monitor-native-crashes] [--ignore-native-crashes]
              [--kill-process-after-error] [--hprof]
              [--match-description TEXT]
              [--pct-touch PERCENT] [--pct-motion PERCENT]
              [--pct-trackball PERCENT] [--pct-syskeys PERCENT]
              [--pct-nav PERCENT] [--pct-majornav PERCENT]
              [--pct-appswitch PERCENT] [--pct-flip PERCENT]
              [--pct-anyevent PERCENT] [--pct-pinchzoom PERCENT]
              [--pct-permission PERCENT]
              [--throttle MILLISEC] [--randomize-throttle]
              [-s SEED] [-v [-v] ...]
              COUNT
"""


class _Wrong(Exception):
    """The arguments do not fit: what is said of it."""


@dataclass(slots=True)
class _Plan:
    """The arguments."""

    packages: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict)
    """Per cent by kind of event, those given."""
    seed: int = 0
    throttle_ms: int = 0
    loud: int = 0
    count: int = 0


def _plan(args: list[str]) -> _Plan:
    plan = _Plan()
    queue = [arg for arg in args if arg][::-1]
    while queue:
        arg = queue.pop()
        if arg in ("-p", "-c") or arg in _VALUED or arg.startswith("--pct-"):
            if not queue:
                raise _Wrong(f'** Error: Option "{arg}" requires an argument')
            _option(plan, arg, queue.pop())
        elif arg.startswith("-c") and "." in arg:
            plan.categories.append(arg[2:])
        elif arg.strip("v") == "-":
            plan.loud += len(arg) - 1
        elif arg.isascii() and arg.isdigit():
            plan.count = int(arg)
        elif not arg.startswith("--"):
            raise _Wrong(
                f"** Error: Unknown option: {arg}" if arg[0] == "-" else "** Error: Count is not a number"
            )
    if not plan.count:
        raise _Wrong("** Error: Count not specified" if plan.packages else "")
    if sum(plan.shares.values()) > 100:
        raise _Wrong("** Event weights > 100%")
    return plan


def _option(plan: _Plan, name: str, value: str) -> None:
    if name == "-p":
        plan.packages.append(value)
        return
    if name == "-c":
        plan.categories.append(value)
        return
    if name not in ("-s", "--throttle") and not name.startswith("--pct-"):
        return
    try:
        number = float(value)
    except ValueError:
        raise _Wrong(f'** Error: For input string: "{value}"') from None
    if name == "-s":
        plan.seed = int(number)
    elif name == "--throttle":
        plan.throttle_ms = max(0, int(number))
    elif name.removeprefix("--pct-") in dict(_KINDS):
        plan.shares[name.removeprefix("--pct-")] = number
    else:
        raise _Wrong(f"** Error: Unknown option: {name}")


def monkey(call: Call) -> int:
    """Open the app (the first event), then do as many more things as are asked for."""
    try:
        plan = _plan(call.args)
    except _Wrong as wrong:
        if str(wrong):
            call.err(str(wrong))
        call.out(_USAGE)
        return 255
    if plan.count > _MOST:
        call.err(f"** Error: this phone does at most {_MOST} events at a time")
        return 255
    return _Monkey(call, plan).play()


class _Monkey:
    """One run."""

    def __init__(self, call: Call, plan: _Plan) -> None:
        self.call, self.plan = call, plan
        self.phone = call.phone
        self.random = Random(plan.seed)
        apps = [app.manifest.package for app in call.phone.packages.launchable()]
        self.able = [name for name in plan.packages or apps if call.phone.packages.main(name)]
        given = plan.shares
        left = max(0.0, 100 - sum(given.values()))
        usual = sum(share for kind, share in _KINDS if kind not in given)
        self.shares = [
            given[kind] if kind in given else share * left / usual if usual else 0.0 for kind, share in _KINDS
        ]

    def play(self) -> int:
        """All of it; the exit code."""
        say = self.call.line
        for arg in self.call.args:
            say(f"  bash arg: {arg}")
        if self.plan.loud:
            say(f":Monkey: seed={self.plan.seed} count={self.plan.count}")
            for name in self.plan.packages:
                say(f":AllowPackage: {name}")
            say(f":IncludeCategory: {LAUNCHER}\n:IncludeCategory: android.intent.category.MONKEY")
        if not self.able:
            say("** No activities found to run, monkey aborted.")
            return 252
        if self.plan.loud:
            say("// Event percentages:")
            for place, share in enumerate(self.shares):
                say(f"//   {place}: {share}%")
        self._open(self.random.choice(self.able) if len(self.able) > 1 else self.able[0])
        for _ in range(self.plan.count - 1):
            self._event()
            self.phone.clock.advance(self.plan.throttle_ms)
        say(f"Events injected: {self.plan.count}")
        if self.plan.loud:
            say(
                ":Sending rotation degree=0, persist=false\n"
                ":Dropped: keys=0 pointers=0 trackballs=0 flips=0 rotations=0"
            )
        say("## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)")
        if self.plan.loud:
            say("// Monkey finished")
        return 0

    def _open(self, package: str) -> None:
        component = short_component(self.phone.packages.main(package))
        if self.plan.loud:
            self.call.line(
                f":Switch: #Intent;action={MAIN};category={LAUNCHER};launchFlags=0x10200000;"
                f"component={component};end"
            )
        self.phone.start(Intent(MAIN, package=package, categories=tuple(self.plan.categories) or (LAUNCHER,)))

    def _event(self) -> None:
        """One thing; the monkey comes back when it has left the apps that it may play with."""
        kind = self.random.choices([name for name, _ in _KINDS], self.shares)[0]
        actions: dict[str, Callable[[], None]] = {
            "touch": self._touch, "motion": self._motion, "pinchzoom": self._motion,
            "appswitch": self._switch,
            "nav": lambda: self._key(_NAVIGATION), "majornav": lambda: self._key(_MAJOR),
            "syskeys": lambda: self._key(_SYSTEM), "anyevent": lambda: self._key(_ANY),
        }  # fmt: skip
        actions.get(kind, self._nothing)()
        if self.plan.packages and self.phone.front.package not in self.plan.packages:
            self._switch()

    def _point(self) -> tuple[int, int]:
        wide, high = self.phone.size
        return self.random.randrange(wide), self.random.randrange(high)

    def _told(self, text: str) -> None:
        if self.plan.loud > 1:
            self.call.line(text)

    def _touch(self) -> None:
        x, y = self._point()
        self._told(
            f":Sending Touch (ACTION_DOWN): 0:({x}.0,{y}.0)\n:Sending Touch (ACTION_UP): 0:({x}.0,{y}.0)"
        )
        self.phone.touch.tap(x, y)

    def _motion(self) -> None:
        (x1, y1), (x2, y2) = self._point(), self._point()
        self._told(
            f":Sending Touch (ACTION_DOWN): 0:({x1}.0,{y1}.0)\n:Sending Touch (ACTION_UP): 0:({x2}.0,{y2}.0)"
        )
        self.phone.touch.swipe(x1, y1, x2, y2)

    def _key(self, codes: tuple[int, ...]) -> None:
        code = self.random.choice(codes)
        name = keycode.name_of(code)
        self._told(
            f":Sending Key (ACTION_DOWN): {code}    // {name}\n:Sending Key (ACTION_UP): {code}    // {name}"
        )
        self.phone.touch.key(code)

    def _switch(self) -> None:
        self._open(self.random.choice(self.able))

    def _nothing(self) -> None:
        self._told(":Sending Trackball (ACTION_MOVE): 0:(0.0,0.0)")
        self.phone.touch.key(0)


COMMANDS: dict[str, Command] = {"monkey": monkey}
