"""awk, as people use it over adb: see the package awk for the language."""

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.interpreter import Interpreter
from device.phone.shell.awk.parser import parse
from device.phone.shell.awk.token import unescaped
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import decode


def awk(call: Call) -> int:
    """Patterns and actions over records: -F separator, -v name=value, -f file of the program."""
    options = call.options("+F:v:f:", {"version": "V"})
    rest = list(options.rest)
    try:
        if "f" in options:
            text = "\n".join(decode(call.read(path)) for path in options.values["f"])
        elif rest:
            text = rest.pop(0)
        else:
            raise UsageFault("no program")
        run = Interpreter(call, parse(text), rest)
        if "F" in options:
            separator = options.value("F")
            run.scope.set("FS", "\t" if separator == "t" else unescaped(separator))
        for setting in options.values.get("v", []):
            name, equals, value = setting.partition("=")
            if not equals or not (name.isascii() and name.isidentifier()):
                raise AwkFault(f"invalid -v argument: {setting[:60]}")
            run.feed.preset(name, value)
        return run.run()
    except (AwkFault, UsageFault) as fault:
        return call.complain(str(fault), 2)


COMMANDS: dict[str, Command] = {
    "awk": awk,
}  # fmt: skip
