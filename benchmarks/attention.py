"""Attention rows taken from a running model, against eager attention with `output_attentions`.

A small Qwen2.5-VL (4 layers, 4 heads on 2 key heads, 256 wide) sees pictures of 2,048, 4,096 and 8,192 visual
tokens. `mvp` takes one row of one layer, `aima` all query rows and the anchor's of every layer. Claims: at
8,192 tokens at least 5 times faster than eager; memory linear in the length (doubling it takes at most 2.5
times as much, where eager takes 4); at most 1.25 times a plain SDPA pass by the median of interleaved pairs.
Views of one size in a batch against one after another: reported. Times are those of computing on one thread.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

from grounding.anchor.place import Places
from grounding.anchor.reading import read_anchor
from grounding.anchor.weight import anchor_scores, weighting
from grounding.attention.forward import attention_rows, run_body

Run = Callable[[], object]
Inputs = dict[str, torch.Tensor]

GRIDS = {2048: (64, 32), 4096: (64, 64), 8192: (128, 64)}
NAMES = ("plain", "mvp", "aima", "eager")
QUERY = 40
IMAGE, START, ANCHOR = 490, 494, 495
PAIRS, ROUNDS = 9, 5
MOST_OVERHEAD, LEAST_GAIN, MOST_GROWTH = 1.25, 5.0, 2.5


def model() -> Qwen2_5_VLForConditionalGeneration:
    text = {
        "vocab_size": 500,
        "hidden_size": 256,
        "intermediate_size": 512,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "rope_parameters": {"rope_type": "default", "mrope_section": [8, 12, 12], "rope_theta": 1e6},
        "bos_token_id": None,
        "eos_token_id": 0,
    }
    vision = {"depth": 1, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2, "out_hidden_size": 256}
    torch.manual_seed(0)
    config = Qwen2_5_VLConfig(
        text_config=text,
        vision_config={**vision, "fullatt_block_indexes": []},
        image_token_id=IMAGE,
        video_token_id=491,
        vision_start_token_id=492,
        vision_end_token_id=493,
    )
    made = Qwen2_5_VLForConditionalGeneration(config)
    made.train(mode=False)
    return made


def fed(tokens: int, batch: int = 1) -> tuple[Inputs, Places]:
    """A picture of that many visual tokens, words, and a pointer, as often as the batch has it."""
    width, height = GRIDS[tokens]
    words = list(range(1, QUERY + 1))
    ids = torch.tensor([[7, 492, *[IMAGE] * tokens, *words, START, ANCHOR]] * batch)
    inputs = {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        "mm_token_type_ids": (ids == IMAGE).int(),
        "pixel_values": torch.rand(batch * tokens * 4, 3 * 2 * 14 * 14),
        "image_grid_thw": torch.tensor([[1, height * 2, width * 2]] * batch),
    }
    query = torch.arange(tokens + 2, tokens + 2 + QUERY)
    return inputs, Places(torch.arange(2, tokens + 2), query, torch.tensor([ids.shape[1] - 1]))


def runs(tokens: int) -> dict[str, Run]:
    made = model()
    inputs, place = fed(tokens)
    last = torch.tensor([[inputs["input_ids"].shape[1] - 1]])

    def plain() -> object:
        return run_body(made, inputs)

    def mvp() -> object:
        return attention_rows(made, inputs, (3,), last)[3][0, :, 0].max(dim=0)

    def aima() -> object:
        ((reading,),), _ = read_anchor(made, inputs, [place])
        return anchor_scores(reading, weighting("query_1"))

    def eager() -> object:
        made.set_attn_implementation("eager")
        found = made.model(**inputs, use_cache=False, output_attentions=True).attentions
        made.set_attn_implementation("sdpa")
        assert len(found) == 4
        return found[3][0, :, -1]

    return {"plain": plain, "mvp": mvp, "aima": aima, "eager": eager}


def seconds(run: Run) -> float:
    """Of computing: with one thread that is the time it takes, without what others on the machine take."""
    started = time.process_time()
    run()
    return time.process_time() - started


def ratio(one: Run, other: Run, pairs: int) -> float:
    """Median over pairs of the time of one by that of the other; which goes first alternates."""
    found = []
    for turn in range(pairs):
        if turn % 2:
            second = seconds(other)
            found.append(seconds(one) / second)
        else:
            found.append(seconds(one) / seconds(other))
    return statistics.median(found)


def gains(every: dict[str, Run], rounds: int) -> dict[str, float]:
    """By name how many times as long eager takes: the median over rounds of all, to and fro in turn."""
    found: dict[str, list[float]] = {name: [] for name in every if name != "eager"}
    for turn in range(rounds):
        taken = {name: seconds(every[name]) for name in (reversed(every) if turn % 2 else every)}
        for name, times in found.items():
            times.append(taken["eager"] / taken[name])
    return {name: statistics.median(times) for name, times in found.items()}


def peak(tokens: int, name: str) -> float:
    """MiB by which one pass raises this process's resident memory at its highest (Linux)."""
    run = runs(tokens)[name]
    Path("/proc/self/clear_refs").write_text("5")  # sets the high-water mark to what is used now
    before = _status("VmRSS")
    run()
    return (_status("VmHWM") - before) / 1024


def _status(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def peak_apart(tokens: int, name: str) -> float:
    """The same in a process of its own, so that no other run's memory is reused."""
    command = [sys.executable, "-m", "benchmarks.attention", name, str(tokens)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])


def speed() -> bool:
    held = True
    heads = ("mvp/plain", "aima/plain", "eager/plain", "eager/mvp", "eager/aima")
    print(
        f"{'tokens':>7} {heads[0]:>10} {heads[1]:>11} {heads[2]:>12} {heads[3]:>10} {heads[4]:>11}",
        flush=True,
    )
    for tokens in GRIDS:
        every = runs(tokens)
        for run in every.values():
            run()
        over = {name: ratio(every[name], every["plain"], PAIRS) for name in ("mvp", "aima")}
        gain = gains(every, ROUNDS)
        print(
            f"{tokens:>7} {over['mvp']:>10.2f} {over['aima']:>11.2f} {gain['plain']:>12.1f}"
            f" {gain['mvp']:>10.1f} {gain['aima']:>11.1f}",
            flush=True,
        )
        held &= max(over.values()) <= MOST_OVERHEAD
        held &= tokens < 8192 or min(gain["mvp"], gain["aima"]) >= LEAST_GAIN
    return held


def memory() -> bool:
    held = True
    print("\npeak memory of one pass, MiB")
    print(f"{'':>7} " + " ".join(f"{tokens:>8}" for tokens in GRIDS) + "   8k by 4k")
    for name in NAMES:
        used = [peak_apart(tokens, name) for tokens in GRIDS]
        growth = used[2] / used[1]
        print(f"{name:>7} " + " ".join(f"{each:>8.0f}" for each in used) + f" {growth:>10.2f}")
        held &= name == "eager" or growth <= MOST_GROWTH
    return held


def batches() -> None:
    made = model()
    print("\nfour views of 2,048 tokens: one after another, by a batch of four")
    four, place = fed(2048, 4)
    one, _ = fed(2048)
    together: Run = lambda: read_anchor(made, four, [place] * 4)  # noqa: E731
    apart: Run = lambda: [read_anchor(made, one, [place]) for _ in range(4)]  # noqa: E731
    print(f"{ratio(apart, together, 5):.2f} times as long")


@torch.inference_mode()
def main(arguments: list[str]) -> int:
    torch.set_num_threads(1)  # spinning threads measure the other users of a shared machine
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("name", nargs="?", choices=NAMES, help="print the memory of this pass alone, in MiB")
    parser.add_argument("tokens", nargs="?", type=int, choices=list(GRIDS), default=2048)
    args = parser.parse_args(arguments)
    if args.name:
        print(peak(args.tokens, args.name))
        return 0
    fast = speed()
    linear = memory() if sys.platform == "linux" else True
    batches()
    return int(not (fast and linear))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
