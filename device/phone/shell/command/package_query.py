"""What of the installed answers an intent, as `pm` tells it: always in brief."""

from device.phone.shell.call import Call
from device.phone.shell.command.intent import LAUNCHER, MAIN, read_intent, short_component
from device.phone.system.intent import Intent

_QUERY_OPTIONS = {"--brief": False, "--components": False, "--query-flags": True, "--user": True}
_MATCH = "priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true"


def _asked(args: list[str]) -> tuple[Intent, dict[str, str]]:
    given, options = read_intent(args, _QUERY_OPTIONS)
    if given.bare_package and not (given.action or given.data or given.component):
        given.action, given.categories = MAIN, [LAUNCHER]
    return given.intent(), options


def resolve(call: Call, args: list[str]) -> int:
    """`pm resolve-activity`"""
    intent, options = _asked(args)
    component = call.phone.packages.resolve(intent)
    if not component:
        call.line("No activity found")
    elif "--components" in options:
        call.line(short_component(component))
    else:
        call.line(f"{_MATCH}\n{short_component(component)}")
    return 0


def query(call: Call, args: list[str]) -> int:
    """`pm query-activities`"""
    intent, options = _asked(args)
    packages = call.phone.packages
    if intent.action == MAIN and LAUNCHER in intent.categories:
        found = [packages.main(app.manifest.package) for app in packages.launchable()]
        found = [name for name in found if not intent.package or name.startswith(intent.package + "/")]
        found.sort()
    else:
        component = packages.resolve(intent) if intent.component else ""
        found = [component] if component else list(packages.matches(intent))
    if "--components" in options:
        call.out("".join(f"{short_component(component)}\n" for component in found))
        return 0
    if not found:
        call.line("No activities found")
        return 0
    call.line(f"{len(found)} activities found:")
    for place, component in enumerate(found):
        call.line(f"  Activity #{place}:\n    {_MATCH}\n    {short_component(component)}")
    return 0
