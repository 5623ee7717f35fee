"""The input: records of the files on the command line, or of stdin."""

from device.phone.file.filesystem import FileFault
from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.record import Source
from device.phone.shell.awk.scope import Scope
from device.phone.shell.awk.token import unescaped
from device.phone.shell.awk.value import Outside
from device.phone.shell.call import Call


class Feed:
    """Where the next record comes from."""

    def __init__(self, call: Call, scope: Scope, args: list[str]) -> None:
        """`args`: files and assignments, as they stand behind the program."""
        self._call, self._scope = call, scope
        self._args = args[::-1]
        self._named = False
        """Whether any argument was a file."""
        self._source: Source | None = None

    def next(self) -> str | None:
        """The next record, counted; None at the end. Raises AwkFault for a file that cannot be read."""
        self._scope.step()
        while self._source is not None or self._open_next():
            record = self._source.next(self._scope.words("RS")) if self._source is not None else None
            if record is not None:
                self._scope.add("NR")
                self._scope.add("FNR")
                return record
            self._source = None
        return None

    def skip_file(self) -> None:
        """Go on with the next file."""
        self._source = None

    def preset(self, name: str, value: str) -> None:
        """An assignment from the command line."""
        self._scope.set(name, Outside(unescaped(value)))

    def _open_next(self) -> bool:
        """Go on with the next file, or with stdin where there are none; False at the end."""
        while self._args:
            arg = self._args.pop()
            name, equals, value = arg.partition("=")
            if equals and name.isascii() and name.isidentifier():
                self.preset(name, value)
            elif arg:
                self._open(arg)
                return True
        if self._named:
            return False
        self._named = True
        self._source = Source(self._call.io.stdin)
        return True

    def _open(self, arg: str) -> None:
        self._named = True
        try:
            self._source = Source(self._call.open(arg))
        except FileFault as fault:
            raise AwkFault(f"can't open file {arg}: {fault.text}") from fault
        self._scope.set("FILENAME", "" if arg == "-" else arg)
        self._scope.set("FNR", 0.0)
