"""Shared files: texts by name."""

from tasks.servers.state import ServerState


class Files:
    """The tools of a folder that several people share."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    def list_files(self) -> list[str]:
        """List the names of all shared files."""
        return sorted(self._files())

    def read_file(self, name: str) -> str:
        """Return the text of a shared file."""
        files = self._files()
        if name not in files:
            raise ValueError(f"there is no file {name}; there are: {', '.join(sorted(files))}")
        return files[name]

    def write_file(self, name: str, text: str) -> str:
        """Write a shared file, in place of what it held."""
        self._state.write({"files": {**self._files(), name: text}})
        return "written"

    def delete_file(self, name: str) -> str:
        """Delete a shared file for good."""
        files = self._files()
        if name not in files:
            raise ValueError(f"there is no file {name}")
        self._state.write({"files": {other: text for other, text in files.items() if other != name}})
        return "deleted"

    def _files(self) -> dict[str, str]:
        files = self._state.read()["files"]
        return {name: str(text) for name, text in files.items()} if isinstance(files, dict) else {}
