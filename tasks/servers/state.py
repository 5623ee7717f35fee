"""What a server holds: one JSON file, written whole at each change, so that no kill leaves half of it."""

import json
from pathlib import Path

from pydantic import JsonValue

from device.atomicfile import write_whole

Held = dict[str, JsonValue]


class ServerState:
    """The file of one server."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Held:
        """All of it."""
        held: Held = json.loads(self._path.read_text("utf-8"))
        return held

    def write(self, held: Held) -> None:
        """Put all of it in place of what was there."""
        write_whole(self._path, json.dumps(held, ensure_ascii=False).encode())

    def rows(self, name: str) -> list[Held]:
        """A list of records."""
        rows = self.read()[name]
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def add(self, name: str, row: Held) -> None:
        """One record more at the end of a list."""
        held = self.read()
        rows = held.setdefault(name, [])
        assert isinstance(rows, list)
        rows.append(row)
        self.write(held)


def matching(words: str, *texts: JsonValue) -> bool:
    """Whether each of the words stands somewhere in the texts, whatever the case."""
    whole = " ".join(map(str, texts)).casefold()
    return all(word in whole for word in words.casefold().split())
