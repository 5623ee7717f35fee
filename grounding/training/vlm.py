"""Train a vision model to point: `python -m grounding.training.vlm MODEL DATA RUN --method pointer|anchor`.

RUN gets the state, the log, a picture of the curve and, in `model/`, a checkpoint that `PointerGrounder` or
`AimaGrounder` loads. Cut short, the same command goes on where it was. Published settings: stage "head" (only
the head and the pointer's tokens, rate 1e-4, no words), then "all" (rate 5e-6, words 1); GUI-AIMA has only
the second.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import torch
from safetensors.torch import save_file

from device.error import ConfigError
from grounding.anchor.weight import weighting
from grounding.pointerhead import PREFIX, PointerHead, load_head
from grounding.profile import place_of, profile_of
from grounding.training.arm import ARMS
from grounding.training.curve import curve
from grounding.training.dataset import read
from grounding.training.loop import Schedule, train
from grounding.training.vlmtask import ByAnchor, ByHead, Supervision, VlmTask
from models.error import ModelUnavailable
from models.localvlm import LocalVLM, load_vlm

Method = Literal["pointer", "anchor"]
Stage = Literal["head", "all"]
TOKENS = ("<|recipient|>", "<|diff_marker|>", "<|pointer_start|>", "<|pointer_end|>", "<|pointer_pad|>")
"""What the answer is written with, in the order in which published checkpoints added them."""
_HEAD_FILE = "pointer_head.safetensors"


def with_tokens(vlm: LocalVLM) -> tuple[int, ...]:
    """Give a model the pointer's tokens where its vocabulary lacks them; the ids of those that are new."""
    new = [token for token in TOKENS if vlm.token(token) is None]
    if not new:
        return ()
    tokenizer = vlm.processor.tokenizer
    tokenizer.add_tokens(new, special_tokens=True)
    if vlm.model.get_input_embeddings().weight.shape[0] < len(tokenizer):
        vlm.model.resize_token_embeddings(len(tokenizer))
    return tuple(int(i) for i in tokenizer.convert_tokens_to_ids(new))


def head_of(vlm: LocalVLM) -> PointerHead:
    """The head that came with the checkpoint, or an untrained one."""
    try:
        return load_head(vlm)
    except ModelUnavailable:
        return PointerHead(vlm.layout.hidden).to(device=vlm.device, dtype=vlm.model.dtype)


def freeze(vlm: LocalVLM, new: Sequence[int]) -> None:
    """Keep all of the model as it is but the embeddings of new tokens."""
    for parameter in vlm.model.parameters():
        parameter.requires_grad_(False)
    if not new:
        return
    embeddings: torch.Tensor = vlm.model.get_input_embeddings().weight
    kept = torch.ones(embeddings.shape[0], 1, dtype=torch.bool, device=embeddings.device)
    kept[list(new)] = False
    embeddings.requires_grad_(True)
    embeddings.register_hook(lambda gradient: gradient.masked_fill(kept, 0))  # type: ignore[no-untyped-call]


def save(vlm: LocalVLM, head: PointerHead | None, folder: Path) -> None:
    """Write a checkpoint as the grounders load it; the head in a file of its own, named by the index."""
    vlm.model.save_pretrained(folder)
    vlm.processor.save_pretrained(folder)
    if head is None:
        return
    named = {PREFIX + name: tensor.contiguous() for name, tensor in head.state_dict().items()}
    save_file(named, folder / _HEAD_FILE, metadata={"format": "pt"})
    index = folder / "model.safetensors.index.json"
    known = json.loads(index.read_text(encoding="utf-8")) if index.is_file() else None
    places = known["weight_map"] if known else dict.fromkeys(vlm.model.state_dict(), "model.safetensors")
    merged = {"metadata": {}, "weight_map": {**places, **dict.fromkeys(named, _HEAD_FILE)}}
    index.write_text(json.dumps(merged), encoding="utf-8")


def tuned(
    model: str, data: Path, run: Path, method: Method, schedule: Schedule, *, arm: str = "v2p",
    weights: str = "query_1", stage: Stage = "all", batch: int = 1, words: float = 1.0, device: str = "auto",
) -> Path:  # fmt: skip
    """The folder of the trained checkpoint.

    Raises ConfigError and ModelUnavailable as the model, the data and the run make it necessary.
    """
    vlm = load_vlm(place_of(model), device=device)
    torch.manual_seed(schedule.seed)  # new tokens and an untrained head are drawn
    new = with_tokens(vlm)
    head = head_of(vlm) if method == "pointer" else None
    if stage == "head":
        if head is None:
            raise ConfigError("the anchor method has no head to train alone", "Leave out --stage head")
        freeze(vlm, new)
    how: Supervision = ByAnchor(weighting(weights)) if head is None else ByHead(head, ARMS[arm])
    profile = profile_of(model, method, vlm.checkpoint.model_type)
    task = VlmTask(vlm, profile, data, read(data, "train"), how, batch=batch, words=words, seed=schedule.seed)
    log = train(task, schedule, run)
    curve({arm if head is not None else weights: log}).save(run / "curve.png")
    if method == "anchor":
        _note(vlm, weights)
    save(vlm, head, run / "model")
    return run / "model"


def _note(vlm: LocalVLM, weights: str) -> None:
    """Leave word in the config of how the heads were weighted, where published configs have it."""
    config = vlm.model.config
    config.kl_query_weighting = "query_kl" in weights
    config.part_query_weighting = weights.endswith("_part")
    config.layer_wise_query_weighting = weights.startswith("layer_wise")
    count = weights.removeprefix("layer_wise_").removeprefix("query_").removesuffix("_part")
    config.query_topk = int(count) if count.isdigit() else None


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("model", help="folder, hub name or short name")
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--method", choices=("pointer", "anchor"), required=True)
    parser.add_argument("--arm", choices=sorted(ARMS), default="v2p", help="labels of the pointer method")
    parser.add_argument("--weights", default="query_1", help="of the heads, for the anchor method")
    parser.add_argument("--stage", choices=("head", "all"), default="all")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, default=5e-6)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--words", type=float, default=1.0, help="weight of the answer's words; 0: none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="auto")
    chosen = parser.parse_args(arguments)
    made = tuned(
        chosen.model, chosen.data, chosen.run, chosen.method,
        Schedule(chosen.steps, chosen.rate, decay=0.0, seed=chosen.seed),
        arm=chosen.arm, weights=chosen.weights, stage=chosen.stage, batch=chosen.batch, words=chosen.words,
        device=chosen.device,
    )  # fmt: skip
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
