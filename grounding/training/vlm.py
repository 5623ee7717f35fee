"""Train a vision model to point: `python -m grounding.training.vlm MODEL DATA RUN --method pointer|anchor`.

Several devices: `torchrun --nproc-per-node N -m grounding.training.vlm ...`, or `accelerate launch`.

RUN gets states, the log, a picture of the curve and, in `model/`, a checkpoint that `PointerGrounder` or
`AimaGrounder` loads. Cut short, the same command goes on where it was. Published settings: stage "head" (only
the head and the pointer's tokens, rate 1e-4, no words), then "all" (rate 5e-6, words 1); GUI-AIMA has only
the second.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from safetensors.torch import save_file

from device.error import ConfigError, ToldToPerson
from grounding.anchor.weight import weighting
from grounding.attention.hooked import checkpoint
from grounding.noted import note
from grounding.pointerhead import PREFIX, PointerHead, load_head
from grounding.profile import place_of, profile_of
from grounding.training.arm import ARMS
from grounding.training.curve import curve
from grounding.training.loop import Schedule, train
from grounding.training.lora import add_lora, merge_lora
from grounding.training.peers import ALONE, Peers, join, local_device
from grounding.training.sample import Sample, samples
from grounding.training.vlmtask import Batches, ByAnchor, ByHead, Supervision, VlmTask
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


@dataclass(frozen=True, slots=True)
class Tuning:
    """What is trained, and by what."""

    method: Method
    arm: str = "v2p"
    """Labels of the pointer method."""
    weights: str = "query_1"
    """Of the heads, for the anchor method."""
    stage: Stage = "all"
    lora: int = 0
    """Rank of the matrices beside frozen ones; 0: the weights themselves are trained."""
    checkpointing: bool = False
    """Keep nothing of a layer but its input, and run it again on the way back."""


def tuned(
    model: str, data: Sequence[Sample], run: Path, tuning: Tuning, schedule: Schedule, batches: Batches, *,
    device: str = "auto", peers: Peers = ALONE,
) -> Path:  # fmt: skip
    """The folder of the trained checkpoint.

    Raises ConfigError and ModelUnavailable as the model, the data and the run make it necessary.
    """
    vlm = load_vlm(place_of(model), device=local_device(device))
    torch.manual_seed(schedule.seed)  # new tokens and an untrained head are drawn
    head = _prepared(vlm, tuning)
    how: Supervision = ByAnchor(weighting(tuning.weights)) if head is None else ByHead(head, ARMS[tuning.arm])
    profile = profile_of(model, tuning.method, vlm.checkpoint.model_type)
    task = VlmTask(vlm, profile, data, how, batches)
    log = train(task, schedule, run, peers=peers)
    if peers.rank == 0:
        curve({tuning.arm if head is not None else tuning.weights: log}).save(run / "curve.png")
        if tuning.lora:
            merge_lora(vlm.model)
        if head is None:
            _note(vlm, tuning.weights)
        rank = {"rank": "max" if ARMS[tuning.arm].suppress else "mean"} if head is not None else {}
        note(vlm, {"method": tuning.method, "trained_with": tuning.arm if rank else tuning.weights, **rank})
        save(vlm, head, run / "model")
    peers.wait()
    return run / "model"


def _prepared(vlm: LocalVLM, tuning: Tuning) -> PointerHead | None:
    """Tokens, head, what is frozen and what is kept of a layer; the head, where the method has one."""
    new = with_tokens(vlm)
    head = head_of(vlm) if tuning.method == "pointer" else None
    if tuning.stage == "head" and head is None:
        raise ConfigError("the anchor method has no head to train alone", "Leave out --stage head")
    if tuning.stage == "head" or tuning.lora:
        freeze(vlm, new)
    if tuning.lora:
        add_lora(vlm.model, tuning.lora)
    if tuning.checkpointing:
        checkpoint(vlm.model)
    return head


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
    chosen = _parser().parse_args(arguments)
    try:
        made = _run(chosen, join())
    except ToldToPerson as told:
        sys.stderr.write(f"{told}\n")
        return told.exit_code
    sys.stdout.write(f"{made}\n")
    return 0


def _run(chosen: argparse.Namespace, peers: Peers) -> Path:
    data = samples(chosen.data, chosen.images, chosen.seed)
    a_step = chosen.batch * chosen.accumulate * peers.count
    schedule = Schedule(
        chosen.steps or math.ceil(chosen.epochs * len(data) / a_step), chosen.rate,
        decay=0.0, seed=chosen.seed, together=chosen.accumulate * peers.count,
        keep_every=chosen.keep_every, keep_last=chosen.keep_last,
    )  # fmt: skip
    tuning = Tuning(
        chosen.method, chosen.arm, chosen.weights, chosen.stage, chosen.lora, chosen.checkpointing
    )
    batches = Batches(chosen.batch, chosen.words, chosen.seed, chosen.workers, peers.count)
    return tuned(chosen.model, data, chosen.run, tuning, schedule, batches, device=chosen.device, peers=peers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("model", help="folder, hub name or short name")
    parser.add_argument("data", type=Path, help="folder of screens, or the seeds' .json, .jsonl or .yaml")
    parser.add_argument("run", type=Path)
    parser.add_argument("--images", type=Path, help="where the pictures are, if not beside the data")
    parser.add_argument("--method", choices=("pointer", "anchor"), required=True)
    parser.add_argument("--arm", choices=sorted(ARMS), default="v2p", help="labels of the pointer method")
    parser.add_argument("--weights", default="query_1", help="of the heads, for the anchor method")
    parser.add_argument("--stage", choices=("head", "all"), default="all")
    parser.add_argument("--lora", type=int, default=0, metavar="RANK", help="train small matrices instead")
    how_long = parser.add_mutually_exclusive_group(required=True)
    how_long.add_argument("--steps", type=int, default=0)
    how_long.add_argument("--epochs", type=float, default=0.0, help="times through the data")
    parser.add_argument("--rate", type=float, default=5e-6)
    parser.add_argument("--batch", type=int, default=1, help="samples that go through the model together")
    parser.add_argument("--accumulate", type=int, default=1, help="batches of a step, in each process")
    parser.add_argument("--checkpointing", action="store_true", help="less memory, a third more time")
    parser.add_argument("--workers", type=int, default=0, help="threads that read pictures ahead")
    parser.add_argument("--words", type=float, default=1.0, help="weight of the answer's words; 0: none")
    parser.add_argument("--keep-every", type=int, default=500, help="steps between states on disk")
    parser.add_argument("--keep-last", type=int, default=2, help="how many states stay there")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="auto")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
