"""A vision model that knows nothing yet: `python -m grounding.training.blank FOLDER`.

Of the very classes that released checkpoints are of, as small as wanted, with random weights, a tokenizer of
single bytes and a processor. What trains it (`grounding.training.vlm`) and what runs it take it for any other
checkpoint. It serves to try the two methods on a machine without an accelerator.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from grounding.training.vlm import TOKENS

# Their annotations do not say what they take.
_library: Any = transformers
Family = Literal["qwen2_5_vl", "qwen3_vl"]
SPECIAL = (
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>",
    "<|image_pad|>", "<|video_pad|>", *TOKENS,
)  # fmt: skip
_SIDE = {"qwen2_5_vl": 14, "qwen3_vl": 16}
"""Pixels along a patch, before two by two are merged."""


@dataclass(frozen=True, slots=True)
class Form:
    """How large it is."""

    hidden: int = 128
    layers: int = 4
    heads: int = 4
    vision: int = 64
    """Width of the vision tower."""
    spread: float = 0.02
    """Standard deviation of the weights."""
    tied: bool = False
    """Whether the embeddings also give the words."""


def tokenizer(special: Sequence[str] = SPECIAL) -> Any:
    """Bytes and special tokens, nothing learned: every character of ASCII is a token of its own."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(alphabet)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    return _library.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<|endoftext|>",  # noqa: S106
        eos_token="<|im_end|>",  # noqa: S106
        additional_special_tokens=list(special),
    )


def processor(family: Family) -> Any:
    """What makes tensors of texts and pictures for it."""
    words, side = tokenizer(), _SIDE[family]
    pictures = _library.Qwen2VLImageProcessor(patch_size=side, merge_size=2)
    if family == "qwen3_vl":
        videos = _library.Qwen3VLVideoProcessor(patch_size=side, merge_size=2)
        return _library.Qwen3VLProcessor(pictures, words, videos)
    videos = _library.Qwen2VLVideoProcessor(patch_size=side, merge_size=2)
    return _library.Qwen2_5_VLProcessor(pictures, words, videos)


def config(family: Family, form: Form) -> Any:
    """The config of a model of that form."""
    words = tokenizer()
    # mRoPE turns half the width of a head, shared out to time, rows and columns.
    wide = form.hidden // form.heads if family == "qwen2_5_vl" else 24
    third = wide // 2 // 3
    text: dict[str, Any] = {
        "vocab_size": len(words),
        "hidden_size": form.hidden,
        "intermediate_size": form.hidden * 3 // 2,
        "num_hidden_layers": form.layers,
        "num_attention_heads": form.heads,
        "num_key_value_heads": max(1, form.heads // 2),
        "initializer_range": form.spread,
        "rope_parameters": {
            "rope_type": "default",
            "mrope_section": [wide // 2 - 2 * third, third, third],
            "rope_theta": 1e4,
        },
        "eos_token_id": words.convert_tokens_to_ids("<|im_end|>"),
        "pad_token_id": words.pad_token_id,
        "bos_token_id": None,
    }
    vision: dict[str, Any] = {
        "depth": 2,
        "hidden_size": form.vision,
        "intermediate_size": 2 * form.vision,
        "num_heads": 2,
        "out_hidden_size": form.hidden,
        "initializer_range": form.spread,
    }
    ids = {
        f"{name}_token_id": words.convert_tokens_to_ids(f"<|{token}|>")
        for name, token in (
            ("image", "image_pad"), ("video", "video_pad"),
            ("vision_start", "vision_start"), ("vision_end", "vision_end"),
        )
    }  # fmt: skip
    if family == "qwen3_vl":
        text["head_dim"] = wide
        vision |= {"patch_size": 16, "num_position_embeddings": 64, "deepstack_visual_indexes": [0, 1]}
        kind = _library.Qwen3VLConfig
    else:
        vision["fullatt_block_indexes"] = [1]
        kind = _library.Qwen2_5_VLConfig
    return kind(text_config=text, vision_config=vision, tie_word_embeddings=form.tied, **ids)


def build(family: Family, form: Form, seed: int = 0) -> Any:
    """A random model of that form, on the CPU in float32, in eval mode."""
    torch.manual_seed(seed)
    kinds = {
        "qwen2_5_vl": _library.Qwen2_5_VLForConditionalGeneration,
        "qwen3_vl": _library.Qwen3VLForConditionalGeneration,
    }
    return kinds[family](config(family, form)).eval()


def save(model: Any, family: Family, folder: Path) -> Path:
    """Write it as transformers writes checkpoints; the folder."""
    model.save_pretrained(folder)
    processor(family).save_pretrained(folder)
    return folder


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--family", choices=sorted(_SIDE), default="qwen2_5_vl")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    model = build(chosen.family, Form(hidden=chosen.hidden, layers=chosen.layers), chosen.seed)
    save(model, chosen.family, chosen.folder)
    count = sum(parameter.numel() for parameter in model.parameters())
    sys.stdout.write(f"{count:,} random numbers in {chosen.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
