"""A run as tests begin it."""

from pathlib import Path

from agent.settings import Settings
from tasks.runner.phone import PhoneSpec
from tasks.runner.spec import RunSpec


def spec_in(out: Path = Path("unused"), **other: object) -> RunSpec:
    """Gold's run of `world` on one embedded phone, ledger and trajectories in a folder, but for `other`."""
    told: dict[str, object] = {
        "name": "one",
        "suite": "world",
        "agent": "gold",
        "ledger": str(out / "ledger.sqlite"),
        "folder": out / "one",
        "settings": Settings(use_memory=False),
        "phones": (PhoneSpec(),),
    }
    return RunSpec.model_validate({**told, **other})
