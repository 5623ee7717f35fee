"""Folders of answers made of others: shards put together."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from device.error import ConfigError
from grounding.evaluation.answer import ITEMS, MANIFEST, Answer, answers_in, tell_lacking


def merge(out: Path, shards: Sequence[Path]) -> int:
    """Put the answers of several folders into one, which is an evaluation like any; how many there are.

    Raises ConfigError for folders of different evaluations, and where `out` is there already.
    """
    for shard in shards:
        if not (shard / MANIFEST).is_file():
            raise ConfigError(
                f"{shard} holds no evaluation" if shard.is_dir() else f"there is no folder {shard}"
            )
    manifests = [(shard / MANIFEST).read_bytes() for shard in shards]
    for shard, manifest in zip(shards, manifests, strict=True):
        if manifest != manifests[0]:
            raise ConfigError(f"{shard} is not of the evaluation that {shards[0]} is of")
    found: dict[str, Answer] = {}
    for shard in shards:
        found |= answers_in(shard)
    write_answers(out, found.values(), manifests[0])
    tell_lacking(out, len(found))
    return len(found)


def write_answers(out: Path, answers: Iterable[Answer], manifest: bytes) -> None:
    """Make a folder of answers. Raises ConfigError where there is one, or none can be made."""
    text = "".join(json.dumps(asdict(answer), ensure_ascii=False) + "\n" for answer in answers)
    try:
        out.mkdir(parents=True)
        (out / ITEMS).write_text(text, "utf-8")
        (out / MANIFEST).write_bytes(manifest)
    except FileExistsError:
        raise ConfigError(f"{out} is there already", "Name a folder that is not") from None
    except OSError as error:
        raise ConfigError(f"cannot write to {out}: {error.strerror}") from None
