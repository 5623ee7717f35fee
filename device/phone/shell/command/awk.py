"""The one awk program everyone writes: an optional /pattern/ and { print of fields and strings }."""

import re

from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.reading import all_read, lines_of
from device.phone.shell.command.regex import Expression
from device.phone.shell.output import ESCAPES

_AWK = re.compile(r"\s*(/(?:[^/\\]|\\.)*/)?\s*(?:\{\s*print\b\s*([^{}]*?);?\s*\})?\s*", re.DOTALL)
_AWK_ITEM = re.compile(r"""\s*(?:\$(NF|\d{1,6})|\$\((NF)-(\d+)\)|"((?:[^"\\]|\\.)*)"|(NR|NF)|(,))""")


def awk(call: Call) -> int:
    """The one awk program everyone writes: an optional /pattern/ and { print of fields and strings }."""
    options = call.options("+F:v:")
    if not options.rest:
        raise UsageFault("no program")
    program = _AWK.fullmatch(options.rest[0])
    if program is None or not program[0].strip():
        return call.complain(
            f"this phone's awk knows only /pattern/ {{ print ... }}: {options.rest[0][:80]}", 2
        )
    pattern = Expression(program[1][1:-1]) if program[1] else None
    separator = ESCAPES.decoded(options.value("F"))[0]
    for number, line in enumerate(lines_of(call, options.rest[1:])):
        if pattern is None or pattern.search(line):
            fields = line.split(separator) if separator.strip() else line.split()
            call.line(_awk_print(program[2] or "", line, fields, number + 1))
    return all_read(call, options.rest[1:])


def _awk_print(items: str, line: str, fields: list[str], number: int) -> str:
    if not items.strip():
        return line
    out = ""
    at = 0
    while at < len(items):
        found = _AWK_ITEM.match(items, at)
        if found is None:
            break
        at = found.end()
        field, near, less, text, name, _comma = found.groups()
        if field is not None or near is not None:
            place = len(fields) if field == "NF" else len(fields) - int(less) if near else int(field)
            out += line if place == 0 else fields[place - 1] if 0 < place <= len(fields) else ""
        elif text is not None:
            out += ESCAPES.decoded(text)[0]
        else:
            out += " " if name is None else str(number if name == "NR" else len(fields))
    return out


COMMANDS: dict[str, Command] = {
    "awk": awk,
}  # fmt: skip
