"""Where the weights of a model lie on this computer; nothing is ever downloaded from here.

A checkpoint is a folder as transformers writes it: config.json, safetensors, tokenizer and image processor.
It is named by the folder, or by its name on the Hugging Face hub once it lies in that hub's cache.
"""

import json
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from device.error import ConfigError
from models.error import ModelUnavailable

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_INDEX = "model.safetensors.index.json"
_SINGLE = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that holds a whole model."""

    name: str
    """As the person named it."""
    folder: Path
    weights: tuple[Path, ...]
    """Its safetensors files."""
    model_type: str
    """What its config.json says it is, e.g. `qwen2_5_vl`."""


def require_torch() -> None:
    """Raise ModelUnavailable, with the command that installs them, where torch or transformers is missing."""
    missing = [name for name in ("torch", "torchvision", "transformers") if find_spec(name) is None]
    if missing:
        raise ModelUnavailable(
            f"models run here need {', '.join(missing)}", "Install: pip install 'tapwright[grounding]'"
        )


def find_checkpoint(name: str) -> Checkpoint:
    """The checkpoint in the folder `name`, or the downloaded one of that name on the hub (`owner/model`).

    Raises ConfigError for what can be neither, ModelUnavailable for what is not (wholly) here; the hint names
    the command that fetches it.
    """
    folder = Path(name).expanduser()
    if name.strip() and folder.is_dir():
        return _read(name, folder, "Copy the checkpoint again")
    if not _HUB_NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} is neither a folder with a model nor a name on the hub", "It looks like owner/model"
        )
    hint = f"Download it: hf download {name}"
    cached = _in_hub_cache(name)
    if cached is None:
        raise ModelUnavailable(f"the weights of {name} are not on this computer", hint)
    return _read(name, cached, hint)


def _in_hub_cache(name: str) -> Path | None:
    if find_spec("huggingface_hub") is None:
        require_torch()
        return None
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except LocalEntryNotFoundError:
        return None


def _read(name: str, folder: Path, hint: str) -> Checkpoint:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        model_type = config["model_type"]
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise ModelUnavailable(f"{name} holds no readable config.json", hint) from broken
    weights = _weight_files(name, folder, hint)
    absent = [path.name for path in weights if not path.is_file()]
    if absent:
        more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
        raise ModelUnavailable(f"{name} lacks {absent[0]}{more}", hint)
    return Checkpoint(name, folder, weights, str(model_type))


def _weight_files(name: str, folder: Path, hint: str) -> tuple[Path, ...]:
    index = folder / _INDEX
    if not index.is_file():
        return (folder / _SINGLE,)
    try:
        named = json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()
    except (ValueError, KeyError, AttributeError) as broken:
        raise ModelUnavailable(f"{name} has a broken {_INDEX}", hint) from broken
    # A file name with a path in it would lead out of the folder.
    return tuple(folder / Path(file).name for file in sorted(set(named)))
