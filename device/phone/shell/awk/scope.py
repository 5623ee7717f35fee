"""Variables and arrays: those of the program, and those of the function that runs."""

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.record import Record
from device.phone.shell.awk.value import UNSET, Value, text, whole
from device.phone.shell.stream import Budget

Array = dict[str, Value]
_ELEMENT = 128
"""Bytes that an element takes besides its text."""
_TURNS, _COST = 1_000, 200
"""So many steps of awk are paid for with so many of the shell's."""


class Scope:
    """What names stand for, and what may still be done."""

    def __init__(self, budget: Budget, environment: dict[str, str]) -> None:
        self.budget = budget
        self._left = _TURNS
        self.record = Record()
        self._globals: dict[str, Value | Array] = {
            "FS": " ", "OFS": " ", "ORS": "\n", "RS": "\n", "SUBSEP": "\x1c", "CONVFMT": "%.6g",
            "OFMT": "%.6g", "FILENAME": "", "NR": 0.0, "FNR": 0.0, "RSTART": 0.0, "RLENGTH": -1.0,
            "ENVIRON": dict(environment),
        }  # fmt: skip
        self.frame: dict[str, Value | Array] | None = None
        """Parameters of the function that runs."""

    def step(self) -> None:
        """A statement, a record or a turn of a loop. Raises Exhausted."""
        self._left -= 1
        if self._left < 0:
            self._left = _TURNS
            self.budget.step(_COST)

    def _where(self, name: str) -> dict[str, Value | Array]:
        return self.frame if self.frame is not None and name in self.frame else self._globals

    def get(self, name: str) -> Value:
        """A variable's value. Raises AwkFault for an array."""
        if name == "NF":
            return float(self.record.count)
        found = self._where(name).get(name, UNSET)
        if isinstance(found, dict):
            raise AwkFault(f"can't read value of {name}; it's an array name.")
        return found

    def words(self, name: str) -> str:
        """A variable's value as text."""
        return text(self.get(name))

    def set(self, name: str, value: Value) -> None:
        """Give a variable a value. Raises AwkFault for an array."""
        where = self._where(name)
        if isinstance(where.get(name), dict):
            raise AwkFault(f"can't assign to {name}; it's an array name.")
        self.keep(value)
        where[name] = value
        if name == "NF":
            self.record.resize(whole(value))
        elif name == "OFS":
            self.record.joint = text(value)

    def add(self, name: str) -> None:
        """One more in a counter of records."""
        where = self._globals
        count = where[name]
        where[name] = (count if isinstance(count, float) else float(whole(self.get(name)))) + 1.0

    def array(self, name: str) -> Array:
        """An array; a name that was never used becomes one. Raises AwkFault for a variable."""
        where = self._where(name)
        found = where.get(name, UNSET)
        if found is UNSET:
            found = where[name] = {}
        if not isinstance(found, dict):
            raise AwkFault(f"can't use {name} as array; it's a variable.")
        return found

    def whole_of(self, name: str, *, as_array: bool) -> Value | Array:
        """What a function is handed by a bare name."""
        found = self._where(name).get(name, UNSET)
        return self.array(name) if as_array or isinstance(found, dict) else self.get(name)

    def put(self, array: Array, key: str, value: Value) -> None:
        """Set an element."""
        if key not in array:
            self.budget.expansion(_ELEMENT + len(key))
        self.keep(value)
        array[key] = value

    def element(self, array: Array, key: str) -> Value:
        """An element, which is there from now on."""
        if key not in array:
            self.put(array, key, UNSET)
        return array[key]

    def keep(self, value: Value) -> None:
        """Account for a text that stays. Raises Exhausted."""
        if isinstance(value, str):
            self.budget.expansion(len(value))
