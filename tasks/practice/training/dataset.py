"""The data sets of an export, as TRL's trainers take them."""

from pathlib import Path
from typing import Any, Literal

from device.error import ConfigError

Part = Literal["sft", "preference", "step"]
INSTALL = "pip install 'tapwright[train,grounding]'"


def load(folder: Path, part: Part) -> Any:
    """A `datasets.Dataset` with its pictures at hand.

    Raises ConfigError where the folder holds no such set, or `datasets` is not installed.
    """
    try:
        import datasets  # noqa: PLC0415 - heavy, and of an extra
    except ModuleNotFoundError as missing:
        raise ConfigError(f"training needs {missing.name}", f"Install it: {INSTALL}") from missing
    path = folder / f"{part}.jsonl"
    if not path.is_file() or not path.stat().st_size:
        raise ConfigError(
            f"{folder} holds no {part}.jsonl with rows", "Make one: agent practice export RUN --to"
        )
    rows = datasets.load_dataset("json", data_files=str(path), split="train")

    def at_hand(row: dict[str, Any]) -> dict[str, Any]:
        return {"images": [str(folder / name) for name in row["images"]]}

    return rows.map(at_hand).cast_column("images", datasets.List(datasets.Image()))
