"""The variables of a shell process; `readonly` fixes some of them."""

from collections.abc import Iterable, Mapping


class ReadOnly(Exception):
    """A variable that is fixed was to change; the shell ends with this message."""

    def __init__(self, name: str) -> None:
        super().__init__(f"read-only: {name}")


class Variables(dict[str, str]):
    """Name -> value; a name may be that of an array's element, see array.py."""

    __slots__ = ("fixed",)

    def __init__(
        self, values: Mapping[str, str] | Iterable[tuple[str, str]] = (), fixed: Iterable[str] = ()
    ) -> None:
        super().__init__(values)
        self.fixed: set[str] = set(fixed)

    def __setitem__(self, name: str, value: str) -> None:
        self._check(name)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self._check(name)
        super().__delitem__(name)

    def pop(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Unset one; what it was."""
        self._check(name)
        return super().pop(name, default)

    def copy(self) -> "Variables":
        """Those of a subshell."""
        return Variables(self, self.fixed)

    def restore(self, before: Mapping[str, str | None]) -> None:
        """Have some be again what they were (None: unset), when what had them for itself has ended."""
        for name, value in before.items():
            self.fixed.discard(name)
            if value is None:
                super().pop(name, None)
            else:
                super().__setitem__(name, value)

    def _check(self, name: str) -> None:
        if self.fixed and name.partition("[")[0] in self.fixed:
            raise ReadOnly(name)
