"""monkey: opens an app as a tap on its icon does."""

from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import LAUNCHER, MAIN, short_component
from device.phone.system.intent import Intent

_VALUED = frozenset({"-p", "-c", "-s", "--throttle", "--port", "-f", "--setup", "--profile-wait"})
_USAGE = "usage: monkey [-p ALLOWED_PACKAGE] [-c MAIN_CATEGORY] [-s SEED] [-v [-v] ...] COUNT\n"


def monkey(call: Call) -> int:
    """Open the app: the first event of a monkey, and the only one here."""
    given: dict[str, str] = {}
    loud, count = 0, 0
    queue = [arg for arg in call.args if arg][::-1]
    while queue:
        arg = queue.pop()
        if arg in _VALUED or arg.startswith("--pct-"):
            if not queue:
                return _wrong(call, f'Option "{arg}" requires an argument')
            given[arg] = queue.pop()
        elif arg.startswith("-c") and "." in arg:
            given["-c"] = arg[2:]
        elif arg.strip("v") == "-":
            loud += len(arg) - 1
        elif arg.isascii() and arg.isdigit():
            count = int(arg)
        elif not arg.startswith("--"):
            return _wrong(call, f"Unknown option: {arg}" if arg[0] == "-" else "Count is not a number")
    if not count:
        return _wrong(call, "Count not specified")
    if count > 1:
        return _wrong(call, "this phone's monkey opens an app and does no more: the count has to be 1")
    return _open(call, given.get("-p", ""), given.get("-c", LAUNCHER), loud=bool(loud))


def _wrong(call: Call, message: str) -> int:
    call.err(f"** Error: {message}")
    call.out(_USAGE)
    return 255


def _open(call: Call, package: str, category: str, *, loud: bool) -> int:
    """Open the app; without a package the first that can be opened."""
    packages = call.phone.packages
    names = [package] if package else [app.manifest.package for app in packages.launchable()]
    found = next((name for name in names if packages.main(name)), "")
    call.out("".join(f"  bash arg: {arg}\n" for arg in call.args))
    if loud:
        call.line(":Monkey: seed=0 count=1" + f"\n:AllowPackage: {package}" * bool(package))
        call.line(f":IncludeCategory: {LAUNCHER}\n:IncludeCategory: android.intent.category.MONKEY")
    if not found:
        call.line("** No activities found to run, monkey aborted.")
        return 252
    if loud:
        call.line(f":Switch: #Intent;action={MAIN};category={LAUNCHER};launchFlags=0x10200000;"
                  f"component={short_component(packages.main(found))};end")  # fmt: skip
    call.phone.start(Intent(MAIN, package=found, categories=(category,)))
    call.line("Events injected: 1")
    call.line("## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)")
    if loud:
        call.line("// Monkey finished")
    return 0


COMMANDS: dict[str, Command] = {"monkey": monkey}
