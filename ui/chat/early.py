"""The page as it was the last time: shown at once, while Gradio, which lays it out, is still loading.

What Gradio makes of the page is the same from start to start, so it is kept, by everything it is made from:
the versions and the page's own files. Nothing of a person is in it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path

from starlette.responses import FileResponse, Response

from device.atomicfile import write_whole
from ui.chat.asset import FOLDER

PAGE, THEME = "/", "/theme.css"
HERE = "http://127.0.0.1:1"
"""The address for which a page is made that is kept: Gradio writes it into the page."""
_PARTS = {"assets": "templates/frontend/assets", "static": "templates/frontend/static"}
_MADE_FROM = ("gradio", "tapwright")


@dataclass(frozen=True, slots=True)
class Early:
    """Answers from what was kept."""

    folder: Path
    """Where it is kept."""

    @property
    def knows(self) -> bool:
        """Whether the page itself was kept."""
        return self._file(PAGE).is_file()

    def answer(self, path: str, origin: str) -> Response | None:
        """What the page asks for; None where it is not known. `origin` is the address it is opened at."""
        if path in (PAGE, THEME):
            kept = self._kept(path)
            kind = "text/html" if path == PAGE else "text/css"
            return None if kept is None else Response(kept.replace(HERE, origin), media_type=kind)
        return _file(path)

    def keep(self, pages: Mapping[str, str]) -> None:
        """Keep these for the next start; older ones go. It is no harm where that can't be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self.folder.glob("page-*"):
                if not old.name.startswith(f"page-{_digest()}"):
                    old.unlink()
            for path, text in pages.items():
                write_whole(self._file(path), text.encode())
        except OSError:
            return

    def _kept(self, path: str) -> str | None:
        try:
            return self._file(path).read_text("utf-8")
        except OSError:
            return None

    def _file(self, path: str) -> Path:
        return self.folder / f"page-{_digest()}{path.replace('/', '-')}"


def _file(path: str) -> Response | None:
    """One of Gradio's own files, as it serves them itself."""
    part, _, name = path.lstrip("/").partition("/")
    found = find_spec("gradio")
    if part not in _PARTS or found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / _PARTS[part]
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return None
    kept = {"Cache-Control": "public, max-age=31536000, immutable"} if part == "assets" else {}
    return FileResponse(file, media_type=guess_type(name)[0], headers=kept)


def _digest() -> str:
    """Equal for pages that are made from the same."""
    hashed = hashlib.sha256()
    for name in _MADE_FROM:
        hashed.update(version(name).encode())
    here = Path(__file__).parent
    for file in sorted((*here.rglob("*.py"), FOLDER / "words.json", FOLDER / "page.css")):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:24]
