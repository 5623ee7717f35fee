"""A Qwen vision model run here by transformers: loading it whole or not at all, and what it is fed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
import transformers
from PIL import Image
from safetensors import SafetensorError, safe_open

from models.error import ModelUnavailable
from models.local import smart_resize
from models.localcheckpoint import Checkpoint, find_checkpoint

Inputs = dict[str, torch.Tensor]
"""What a forward pass takes, by the names transformers gives its arguments."""

MODEL_TYPES = ("qwen2_5_vl", "qwen3_vl", "qwen3_vl_moe")
"""The classes whose attention and picture tokens are known here."""

# What these return depends on the arguments in a way their annotations do not say.
# Loaded in part only: its classes, which take seconds, come with the first model.
_library: Any = transformers


@dataclass(frozen=True, slots=True)
class Layout:
    """What in the model's form matters to whoever reads it."""

    factor: int
    """Pixels along one visual token: patch side times merge."""
    layers: int
    """Decoder layers of the language model."""
    hidden: int
    """Width of its hidden states."""
    image_token: int
    """Id of the token that stands for a piece of a picture."""


class LocalVLM:
    """A loaded model with its processor. Holds no state of any picture."""

    def __init__(self, checkpoint: Checkpoint, model: Any, processor: Any) -> None:
        self.checkpoint = checkpoint
        self.model = model
        """The transformers model, in eval mode."""
        self.processor = processor
        config = model.config
        self.layout = Layout(
            factor=int(config.vision_config.patch_size) * int(config.vision_config.spatial_merge_size),
            layers=int(config.text_config.num_hidden_layers),
            hidden=int(config.text_config.hidden_size),
            image_token=int(config.image_token_id),
        )

    @property
    def device(self) -> torch.device:
        """Where its weights lie."""
        device: torch.device = self.model.device
        return device

    def token(self, text: str) -> int | None:
        """The id of a token of exactly this text; None where the vocabulary has none."""
        ids: list[int] = self.processor.tokenizer.encode(text, add_special_tokens=False)
        return ids[0] if len(ids) == 1 and ids[0] != self.processor.tokenizer.unk_token_id else None

    def resize(self, picture: Image.Image, min_pixels: int, max_pixels: int) -> Image.Image:
        """The picture at the size the model sees it: whole patches, area within limits, bicubic.

        Raises ValueError for a picture that is too long and thin (`smart_resize`).
        """
        height, width = smart_resize(
            picture.height, picture.width, self.layout.factor, min_pixels, max_pixels
        )
        return picture.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)

    def encode(self, texts: Sequence[str], pictures: Sequence[Image.Image]) -> Inputs:
        """Texts with one picture each, as tensors on the model's device; shorter ones are padded left.

        The pictures must have whole patches (`resize`).
        """
        encoded = self.processor(
            text=list(texts),
            images=list(pictures),
            padding=True,
            padding_side="left",
            images_kwargs={"do_resize": False},
            return_tensors="pt",
        )
        inputs: Inputs = {name: value.to(self.device) for name, value in encoded.items()}
        return inputs

    def decode(self, tokens: torch.Tensor) -> list[str]:
        """Texts of generated tokens (batch, length), special tokens left out."""
        texts: list[str] = self.processor.batch_decode(tokens, skip_special_tokens=True)
        return texts


def load_vlm(name: str, *, device: str = "auto", dtype: str = "auto") -> LocalVLM:
    """Load the checkpoint in a folder or, once downloaded, by its hub name.

    `device` is torch's name for one, or "auto" for the first of CUDA, Apple's, CPU; `dtype` torch's name
    ("bfloat16"), or "auto" for the one it was saved in. Only safetensors are read and no code that comes with
    a checkpoint is run.

    Raises ConfigError and ModelUnavailable as `find_checkpoint`, and ModelUnavailable for a class that is not
    known here, weights that are broken, or weights that lack a part.
    """
    checkpoint = find_checkpoint(name)
    if checkpoint.model_type not in MODEL_TYPES:
        raise ModelUnavailable(
            f"{name} is a {checkpoint.model_type}", f"What runs here is {', '.join(MODEL_TYPES)}"
        )
    try:
        model, report = _library.AutoModelForImageTextToText.from_pretrained(
            checkpoint.folder,
            dtype=dtype,
            attn_implementation="sdpa",
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
        processor = _library.AutoProcessor.from_pretrained(checkpoint.folder, local_files_only=True)
    except (OSError, SafetensorError, ValueError, KeyError, RuntimeError) as broken:
        raise ModelUnavailable(
            f"{name} cannot be loaded: {_first_line(broken)}", "Check or download it again"
        ) from broken
    _check_whole(name, report)
    model.to(_device(device)).eval()
    return LocalVLM(checkpoint, model, processor)


def tensors_under(checkpoint: Checkpoint, prefix: str) -> Inputs:
    """The checkpoint's tensors whose names begin with `prefix`, by the rest of their names, on the CPU."""
    found: Inputs = {}
    for path in checkpoint.weights:
        with safe_open(path, framework="pt") as file:
            for key in file.keys():  # noqa: SIM118 - the file is no mapping
                if key.startswith(prefix):
                    found[key.removeprefix(prefix)] = file.get_tensor(key)
    return found


def _check_whole(name: str, report: dict[str, Any]) -> None:
    wrong = sorted(str(key) for key in [*report["missing_keys"], *report["mismatched_keys"]])
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise ModelUnavailable(
            f"the weights of {name} lack {wrong[0]}{more}", "It would run on random numbers: fetch it again"
        )


def _device(wanted: str) -> torch.device:
    if wanted != "auto":
        return torch.device(wanted)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
