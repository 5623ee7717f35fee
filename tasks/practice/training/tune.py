"""Teach a vision model what practice recorded: LoRA adapters, by TRL's trainers.

`sft` clones what succeeded, `dpo` prefers a success's step to a failure's, `grpo` samples several replies for
a recorded screen and reinforces those that rules reward more than the rest of their group.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from device.error import ConfigError
from models.localprompt import IMAGE
from tasks.practice.training.dataset import INSTALL, Part, load
from tasks.practice.training.reward import rewards

Method = Literal["sft", "dpo", "grpo"]
PARTS: Mapping[Method, Part] = {"sft": "sft", "dpo": "preference", "grpo": "step"}
_TURNS = (
    "{% for turn in messages %}<|im_start|>{{ turn['role'] }}\n"
    "{% for part in turn['content'] %}{% if part['type'] == 'image' %}" + IMAGE + "{% else %}"
    "{{ part['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""Turns as the Qwen models have them, for a checkpoint that brings no template."""
_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj"]


@dataclass(frozen=True, slots=True)
class Tuning:
    """How it is trained. The defaults are small enough to end on a laptop."""

    steps: int = 100
    rate: float = 1e-4
    rank: int = 16
    batch: int = 2
    group: int = 4
    """Replies sampled for one screen (GRPO)."""
    longest: int = 256
    """Tokens of a sampled reply (GRPO)."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Tuned:
    """What a training came to, step by step."""

    losses: tuple[float, ...]
    rewards: tuple[float, ...]
    """Mean reward of the sampled replies; only of GRPO, whose loss says little."""


def tune(
    method: Method,
    data: Path,
    model: str,
    run: Path,
    tuning: Tuning | None = None,
    adapter: Path | None = None,
) -> Tuned:
    """Train; the adapter is in `run`, beside a log of its steps (`tuned.json`).

    `adapter` is one of an earlier training to begin with, as GRPO best does with what `sft` made. Cut short,
    the same command goes on from its last checkpoint. Raises ConfigError for data that can't be used and
    ModelUnavailable for a model that can't.
    """
    settings = tuning or Tuning()
    rows = load(data, PARTS[method])
    trainer = _TRAINERS[method](_loaded(model, adapter), rows, run, settings)
    trainer.train(resume_from_checkpoint=any(run.glob("checkpoint-*")) or None)
    trainer.save_model(str(run))
    history = trainer.state.log_history
    losses, earned = (
        tuple(float(entry[name]) for entry in history if name in entry) for name in ("loss", "reward")
    )
    (run / "tuned.json").write_text(json.dumps({"losses": losses, "rewards": earned}), encoding="utf-8")
    return Tuned(losses, earned)


def _loaded(name: str, adapter: Path | None) -> tuple[Any, Any]:
    """The model and its processor, from a folder or the cache; nothing is downloaded behind one's back."""
    try:
        import peft  # noqa: PLC0415 - heavy, and of an extra
        import trl  # noqa: F401, PLC0415

        from models.localvlm import load_vlm  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise ConfigError(f"training needs {missing.name}", f"Install it: {INSTALL}") from missing
    vlm = load_vlm(name)
    if not vlm.processor.chat_template:
        vlm.processor.chat_template = vlm.processor.tokenizer.chat_template = _TURNS
    model: Any = vlm.model
    if adapter is not None:
        if not (adapter / "adapter_config.json").is_file():
            raise ConfigError(f"{adapter} holds no adapter", "Make one: agent practice tune sft")
        model = peft.PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()
    return model.train(), vlm.processor


def _common(run: Path, tuning: Tuning) -> dict[str, Any]:
    return {
        "output_dir": str(run),
        "max_steps": tuning.steps,
        "learning_rate": tuning.rate,
        "per_device_train_batch_size": tuning.batch,
        "logging_steps": 1,
        "save_steps": max(1, tuning.steps // 4),
        "save_total_limit": 2,
        "seed": tuning.seed,
        "report_to": "none",
        "gradient_checkpointing": _accelerated(),
        "remove_unused_columns": False,
        "bf16": _accelerated(),
        "use_cpu": not _accelerated(),
    }


def _accelerated() -> bool:
    import torch  # noqa: PLC0415, TID251 - heavy; this is a training folder

    return torch.cuda.is_available()


def _adapter(tuning: Tuning) -> Any:
    import peft  # noqa: PLC0415

    return peft.LoraConfig(
        r=tuning.rank, lora_alpha=2 * tuning.rank, target_modules=_LAYERS, task_type="CAUSAL_LM"
    )


def _sft(loaded: tuple[Any, Any], rows: Any, run: Path, tuning: Tuning) -> Any:
    import trl  # noqa: PLC0415

    model, processor = loaded
    settings = trl.SFTConfig(**_common(run, tuning), max_length=None)
    return trl.SFTTrainer(
        model, settings, train_dataset=rows, processing_class=processor, peft_config=_adapter(tuning)
    )


def _dpo(loaded: tuple[Any, Any], rows: Any, run: Path, tuning: Tuning) -> Any:
    import trl  # noqa: PLC0415

    model, processor = loaded
    settings = trl.DPOConfig(**_common(run, tuning), max_length=None)
    return trl.DPOTrainer(
        model, args=settings, train_dataset=rows, processing_class=processor, peft_config=_adapter(tuning)
    )


def _grpo(loaded: tuple[Any, Any], rows: Any, run: Path, tuning: Tuning) -> Any:
    import trl  # noqa: PLC0415

    model, processor = loaded
    common = _common(run, tuning) | {"per_device_train_batch_size": tuning.group}
    settings = trl.GRPOConfig(
        **common, num_generations=tuning.group, max_completion_length=tuning.longest, temperature=1.0
    )
    return trl.GRPOTrainer(
        model, rewards, args=settings, train_dataset=rows, processing_class=processor,
        peft_config=_adapter(tuning),
    )  # fmt: skip


_TRAINERS: Mapping[Method, Callable[[tuple[Any, Any], Any, Path, Tuning], Any]] = {
    "sft": _sft, "dpo": _dpo, "grpo": _grpo,
}  # fmt: skip
