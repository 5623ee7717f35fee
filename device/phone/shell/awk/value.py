"""Values: numbers, texts, and texts from outside that count as numbers where they look like some."""

import math
import re

from device.phone.shell.awk.fault import AwkFault


class Outside(str):
    """A text that was read: compared as a number where it looks like one."""

    __slots__ = ()


UNSET = Outside("")
"""What a variable holds that was never set: nothing, and 0."""
Value = float | str
_LEADING = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_WHOLE = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_WRITTEN_OUT = 2.0**63
"""Whole numbers below are written with all their digits."""
_FORMAT = re.compile(r"%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?(?:hh|h|ll|l|j|z|t|q|L)?([a-zA-Z%])?")
_MAX_WIDTH = 10_000


def number(value: Value) -> float:
    """A value as a number: of a text the digits it begins with."""
    if isinstance(value, float):
        return value
    found = _LEADING.match(value)
    return float(found[1]) if found is not None else 0.0


def text(value: Value, form: str = "%.6g") -> str:
    """A value as text; `form` is for numbers that are not whole."""
    if not isinstance(value, float):
        return value
    if math.isfinite(value):
        if value == int(value) and abs(value) < _WRITTEN_OUT:
            return str(int(value))
        return formatted(form, [value])
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def truth(value: Value) -> bool:
    """Whether a value counts as true."""
    if isinstance(value, float):
        return value != 0.0
    if isinstance(value, Outside) and _WHOLE.fullmatch(value):
        return number(value) != 0.0
    return value != ""


def _is_number(value: Value) -> bool:
    if isinstance(value, float) or value is UNSET:
        return True
    return isinstance(value, Outside) and _WHOLE.fullmatch(value) is not None


def compare(left: Value, right: Value) -> int:
    """Below 0, 0 or above 0: as numbers where both are, else as texts."""
    if _is_number(left) and _is_number(right):
        first, second = number(left), number(right)
        return (first > second) - (first < second)
    one, two = text(left), text(right)
    return (one > two) - (one < two)


def whole(value: Value, least: int = -(2**53), most: int = 2**53) -> int:
    """A value as a whole number between bounds, its fraction cut off."""
    found = number(value)
    return least if math.isnan(found) else int(min(max(found, least), most))


def formatted(pattern: str, args: list[Value]) -> str:
    """What printf makes of a pattern. Raises AwkFault when it asks for more than it is given."""
    out: list[str] = []
    queue = list(args)
    at = 0
    for found in _FORMAT.finditer(pattern):
        out.append(pattern[at : found.start()])
        at = found.end()
        flags, width, precision, kind = found.groups()
        if kind == "%" or kind is None:
            out.append("%" if kind else found[0])
            continue
        wide = _size(width, queue)
        precise = None if precision is None else _size(precision or "0", queue)
        if wide < 0:
            flags, wide = flags + "-", -wide
        if not queue:
            raise AwkFault(f"not enough args in printf({pattern[:60]})")
        out.append(_one(kind, flags, wide, precise, queue.pop(0)))
    return "".join(out) + pattern[at:]


def _size(words: str | None, queue: list[Value]) -> int:
    if words == "*":
        return whole(queue.pop(0), -_MAX_WIDTH, _MAX_WIDTH) if queue else 0
    return min(_MAX_WIDTH, int(words[:6])) if words else 0


def _one(kind: str, flags: str, wide: int, precise: int | None, value: Value) -> str:
    if kind in "sc":
        shown = text(value)
        if kind == "c":
            shown = chr(whole(value, 0, 0x10FFFF)) if isinstance(value, float) else shown[:1]
        elif precise is not None:
            shown = shown[: max(0, precise)]
        return shown.ljust(wide) if "-" in flags else shown.rjust(wide)
    amount = number(value)
    if kind in "diouxX":
        if not math.isfinite(amount):
            return text(amount).rjust(wide)
        exact = int(amount)
        if kind in "ouxX" and exact < 0:
            exact += 2**64
        kind = "d" if kind in "diu" else kind
        shown = _numeric(kind, flags, wide, precise, exact)
    elif kind in "eEfFgG":
        shown = _numeric(kind, flags, wide, precise, amount)
    else:
        return f"%{kind}"
    return shown


def _numeric(kind: str, flags: str, wide: int, precise: int | None, amount: float) -> str:
    signs = "".join(flag for flag in "-+ 0#" if flag in flags)
    dot = "" if precise is None else f".{max(0, precise)}"
    return f"%{signs}{wide or ''}{dot}{kind}" % amount
