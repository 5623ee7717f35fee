"""Shell patterns: * ? [...], against strings and against the file system."""

import re
from functools import lru_cache

from device.phone.file.filesystem import FileSystem
from device.phone.shell.bracket import read_bracket

MAGIC = re.compile(r"[*?\[]")
Fragments = list[tuple[str, bool]]
"""Pieces of a word; True = quoted, so that * is just a star."""


def is_pattern(fragments: Fragments) -> bool:
    """Whether some unquoted piece has a wildcard."""
    return any(not quoted and MAGIC.search(text) for text, quoted in fragments)


def escaped(fragments: Fragments) -> str:
    """The pattern with a backslash before what is quoted."""
    return "".join(re.sub(r"([*?\[\]\\!-])", r"\\\1", text) if quoted else text for text, quoted in fragments)


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression for a whole string."""
    return re.compile(regex(pattern), re.DOTALL)


def regex(pattern: str) -> str:
    """The same as text. Each star gives back nothing, so that no pattern takes more than square time."""
    segments: list[str] = [""]
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "\\":
            segments[-1] += re.escape(pattern[at : at + 1] or "\\")
            at += 1
        elif char == "*":
            segments.append("")
        elif char == "?":
            segments[-1] += "."
        elif char == "[":
            piece, at = read_bracket(pattern, at - 1, escapes=True) or (r"\[", at)
            segments[-1] += piece
        else:
            segments[-1] += re.escape(char)
    if len(segments) == 1:
        return segments[0]
    first, *between, last = segments
    return first + "".join(f"(?>.*?{segment})" for segment in between if segment) + ".*" + last


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits."""
    return compiled(pattern).fullmatch(text) is not None


def glob(files: FileSystem, cwd: str, pattern: str) -> list[str]:
    """Paths that fit, sorted; names that start with a dot only where the pattern does."""
    absolute = pattern.startswith("/")
    found = ["/" if absolute else ""]
    parts = [part for part in pattern.split("/") if part]
    for depth, part in enumerate(parts):
        last = depth == len(parts) - 1
        must_be_folder = not last or pattern.endswith("/")
        found = [
            path
            for before in found
            for path in _step(files, cwd, before, part)
            if not must_be_folder or files.is_dir(_absolute(cwd, path))
        ]
        if not last or pattern.endswith("/"):
            found = [path + "/" for path in found]
    return sorted(found)


def _step(files: FileSystem, cwd: str, before: str, part: str) -> list[str]:
    if not MAGIC.search(part):
        path = before + re.sub(r"\\(.)", r"\1", part)
        return [path] if files.exists(_absolute(cwd, path)) else []
    folder = _absolute(cwd, before)
    if not files.is_dir(folder):
        return []
    fits = compiled(part)
    return [
        before + name
        for name in files.list(folder)
        if fits.fullmatch(name) and (part.startswith(".") or not name.startswith("."))
    ]


def _absolute(cwd: str, path: str) -> str:
    return path if path.startswith("/") else f"{cwd.rstrip('/')}/{path}"
