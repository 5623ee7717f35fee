"""Arrays of the shell. Element 0 of `a` is the variable `a`, element 3 the variable `a[3]`."""

import re
from collections.abc import MutableMapping, Sequence

_INDEX = re.compile(r"[1-9]\d{0,18}|-[1-9]\d{0,18}", re.ASCII)
Variables = MutableMapping[str, str]


def element(name: str, index: int) -> str:
    """The variable that an element is."""
    return f"{name}[{index}]" if index else name


def indexes(variables: Variables, name: str) -> list[int]:
    """Of the elements that are set, in order."""
    start = f"{name}["
    places = (key[len(start) : -1] for key in variables if key.startswith(start))
    found = [int(place) for place in places if _INDEX.fullmatch(place)]
    return sorted([*found, 0] if name in variables else found)


def values(variables: Variables, name: str) -> list[str]:
    """Of the elements, in order."""
    return [variables[element(name, index)] for index in indexes(variables, name)]


def forget(variables: Variables, name: str) -> None:
    """Unset all of it; a name may be that of an element."""
    for index in indexes(variables, name):
        del variables[element(name, index)]


def fill(variables: Variables, name: str, new: Sequence[str], *, append: bool) -> None:
    """Set all of it, or add to it."""
    before = indexes(variables, name)
    if not append:
        forget(variables, name)
        before = []
    for place, value in enumerate(new, before[-1] + 1 if before else 0):
        variables[element(name, place)] = value
