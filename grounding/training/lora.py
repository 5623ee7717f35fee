"""LoRA (arXiv 2106.09685): small matrices beside frozen ones, trained in their place."""

from typing import Any

from torch import nn

from device.error import ConfigError

_TARGETS = r".*language_model.*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
"""Of the language half; the vision tower stays as it is."""


def add_lora(model: nn.Module, rank: int) -> None:
    """Put matrices of that rank beside the projections of a frozen model, in place.

    What is not frozen, as the embeddings of new tokens, stays so.

    Raises ConfigError where peft is not installed.
    """
    try:
        from peft import LoraConfig, inject_adapter_in_model  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise ConfigError("LoRA needs peft", "pip install 'tapwright[train]'") from missing
    free = [parameter for parameter in model.parameters() if parameter.requires_grad]
    config = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=_TARGETS)
    inject_adapter_in_model(config, model)
    for parameter in free:
        parameter.requires_grad_(True)


def merge_lora(model: nn.Module) -> None:
    """Add the matrices to what they stand beside, and take them away."""
    from peft.tuners.tuners_utils import BaseTunerLayer  # noqa: PLC0415

    for path, module in list(model.named_modules()):
        if isinstance(module, BaseTunerLayer):
            beside: Any = module
            beside.merge()
            parent, _, name = path.rpartition(".")
            setattr(model.get_submodule(parent), name, beside.get_base_layer())
    taken: Any = model
    if hasattr(taken, "peft_config"):
        del taken.peft_config
