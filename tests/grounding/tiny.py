"""Tiny random models of the classes that are run for real, with tokenizer and processor, saved to disk."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from PIL import Image  # noqa: E402
from tokenizers import Tokenizer, decoders, models, pre_tokenizers  # noqa: E402

from grounding.profile import profile_of  # noqa: E402
from models.localprompt import asked  # noqa: E402
from models.localvlm import LocalVLM, load_vlm  # noqa: E402

torch.set_num_threads(1)

Family = Literal["qwen2_5_vl", "qwen3_vl"]
FAMILIES: tuple[Family, ...] = ("qwen2_5_vl", "qwen3_vl")
FACTOR = {"qwen2_5_vl": 28, "qwen3_vl": 32}
SPECIAL = (
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>",
    "<|image_pad|>", "<|video_pad|>",
    "<|recipient|>", "<|diff_marker|>", "<|pointer_start|>", "<|pointer_end|>", "<|pointer_pad|>",
)  # fmt: skip
HIDDEN, LAYERS = 64, 4


def tokenizer() -> Any:
    """Bytes and special tokens, nothing learned: every character of ASCII is a token of its own."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(alphabet)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<|endoftext|>",
        eos_token="<|im_end|>",
        additional_special_tokens=list(SPECIAL),
    )


def processor(family: Family) -> Any:
    words = tokenizer()
    side = FACTOR[family] // 2
    pictures = transformers.Qwen2VLImageProcessor(patch_size=side, merge_size=2)
    if family == "qwen3_vl":
        videos = transformers.Qwen3VLVideoProcessor(patch_size=side, merge_size=2)
        return transformers.Qwen3VLProcessor(pictures, words, videos)
    videos = transformers.Qwen2VLVideoProcessor(patch_size=side, merge_size=2)
    return transformers.Qwen2_5_VLProcessor(pictures, words, videos)


def config(family: Family, *, layers: int = LAYERS, tied: bool = False) -> Any:
    words = tokenizer()
    text = {
        "vocab_size": len(words),
        "hidden_size": HIDDEN,
        "intermediate_size": 96,
        "num_hidden_layers": layers,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "initializer_range": 0.2,
        "rope_parameters": {"rope_type": "default", "mrope_section": [2, 3, 3], "rope_theta": 1e4},
        "eos_token_id": words.convert_tokens_to_ids("<|im_end|>"),
        "pad_token_id": words.pad_token_id,
        "bos_token_id": None,
    }
    vision = {"depth": 2, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2}
    vision |= {"out_hidden_size": HIDDEN, "initializer_range": 0.2}
    ids = {
        f"{name}_token_id": words.convert_tokens_to_ids(f"<|{token}|>")
        for name, token in (
            ("image", "image_pad"), ("video", "video_pad"),
            ("vision_start", "vision_start"), ("vision_end", "vision_end"),
        )
    }  # fmt: skip
    if family == "qwen3_vl":
        text |= {"head_dim": 24}
        text["rope_parameters"] = {**text["rope_parameters"], "mrope_section": [6, 3, 3]}
        vision |= {"patch_size": 16, "num_position_embeddings": 64, "deepstack_visual_indexes": [0, 1]}
        return transformers.Qwen3VLConfig(
            text_config=text, vision_config=vision, tie_word_embeddings=tied, **ids
        )
    vision |= {"fullatt_block_indexes": [1]}
    return transformers.Qwen2_5_VLConfig(
        text_config=text, vision_config=vision, tie_word_embeddings=tied, **ids
    )


def build(family: Family, seed: int = 0, *, layers: int = LAYERS, tied: bool = False) -> Any:
    """A random model of the class, on the CPU in float32."""
    torch.manual_seed(seed)
    kinds = {
        "qwen2_5_vl": transformers.Qwen2_5_VLForConditionalGeneration,
        "qwen3_vl": transformers.Qwen3VLForConditionalGeneration,
    }
    return kinds[family](config(family, layers=layers, tied=tied)).eval()


@cache
def _room() -> Path:
    room = Path(tempfile.mkdtemp(prefix="tiny-models-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room


def save(model: Any, family: Family, name: str) -> Path:
    folder = _room() / name
    model.save_pretrained(folder)
    processor(family).save_pretrained(folder)
    return folder


@cache
def folder(family: Family, seed: int = 0) -> Path:
    return save(build(family, seed), family, f"{family}-{seed}")


@cache
def vlm(family: Family, seed: int = 0) -> LocalVLM:
    return load_vlm(str(folder(family, seed)), device="cpu")


def picture(width: int = 168, height: int = 112, seed: int = 0) -> Image.Image:
    """Coarse coloured noise: something to attend to."""
    generator = torch.Generator().manual_seed(seed)
    coarse = torch.randint(0, 256, (6, 8, 3), generator=generator, dtype=torch.uint8)
    return Image.fromarray(coarse.numpy()).resize((width, height), Image.Resampling.NEAREST)


ANSWER = "(84,56)"


def chat_inputs(vlm: LocalVLM, *pictures: Image.Image, words: str = "Wi-Fi", end: str = "") -> Any:
    """Pictures of one size, each asked for a point as the local chat grounder asks."""
    profile = profile_of("tiny", "chat", vlm.checkpoint.model_type)
    seen = [vlm.resize(each, profile.min_pixels, profile.max_pixels) for each in pictures]
    system = profile.asked.system.format(width=seen[0].width, height=seen[0].height)
    return vlm.encode([asked(system, words) + end] * len(seen), seen)


@cache
def answering(family: Family) -> LocalVLM:
    """A model trained, for a moment, to answer every picture with ANSWER."""
    model = build(family, 1)
    saved = save(model, family, f"{family}-answering")
    loaded = load_vlm(str(saved), device="cpu")
    answer = loaded.processor.tokenizer.encode(ANSWER + "<|im_end|>")
    optimiser = torch.optim.AdamW(loaded.model.parameters(), lr=3e-3)
    for step in range(60):
        size = ((168, 112), (336, 224), (224, 168))[step % 3]
        inputs = chat_inputs(
            loaded, picture(*size, seed=step), words=f"thing {step}", end=ANSWER + "<|im_end|>"
        )
        labels = torch.full_like(inputs["input_ids"], -100)
        labels[0, -len(answer) :] = inputs["input_ids"][0, -len(answer) :]
        loss = loaded.model(**inputs, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    loaded.model.eval()
    return loaded
