"""A bundle changed by somebody: with a manifest that knows of it, or with the old one."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Change = Callable[[bytes], bytes | None]
"""The new content of a file; None takes it away."""


def edited(bundle: Path, changes: dict[str, Change], *, cover_up: bool = True) -> Path:
    """A copy with files changed; `cover_up` makes the manifest's hashes fit."""
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        content = change(files.pop(name, b""))
        if content is not None:
            files[name] = content
    if cover_up:
        manifest = json.loads(files.pop("manifest.json"))
        manifest["files"] = {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in files.items()
        }
        files["manifest.json"] = json.dumps(manifest).encode()
    out = bundle.with_name(f"edited-{bundle.name}")
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out


def in_row(number: int, change: Callable[[dict[str, Any]], None]) -> Change:
    """Change one line of JSON."""

    def done(content: bytes) -> bytes:
        lines = content.splitlines()
        row = json.loads(lines[number])
        change(row)
        lines[number] = json.dumps(row).encode()
        return b"\n".join(lines) + b"\n"

    return done


def without_row(number: int) -> Change:
    """Take one line away."""

    def done(content: bytes) -> bytes:
        lines = content.splitlines()
        del lines[number]
        return b"\n".join(lines) + b"\n"

    return done
