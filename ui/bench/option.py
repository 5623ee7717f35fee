"""What `agent bench run` can be told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchOptions:
    """The options of `agent bench run`, as click gives them."""

    suite: str
    agent: str
    tasks: tuple[str, ...]
    model: str | None
    base_url: str | None
    grounder: str | None
    seed: int
    repetitions: int
    repeats: int
    workers: int | None
    devices: tuple[str, ...]
    executor: Literal["local", "ray"]
    address: str
    resource: str
    way: Literal["adb", "memory"]
    locale: str | None
    android: str | None
    weather: str | None
    tools: str | None
    max_cost: float | None
    timeout: float | None
    reply_timeout: float | None
    patience: float | None
    step_timeout: float
    episode_timeout: float
    verify_determinism: bool
    rules: str
    no_pictures: bool
    name: str | None
    out: Path
    ledger: str | None
    config: Path | None
    as_json: bool

    @property
    def settings(self) -> dict[str, object]:
        """Those that are settings of our agent's; None where the settings at hand are to say."""
        return {
            "model": self.model,
            "base_url": self.base_url,
            "grounder": self.grounder,
            "timeout": self.timeout,
            "reply_timeout": self.reply_timeout,
            "patience": self.patience,
            "android": self.android,
            "weather": self.weather,
            "tools": self.tools,
        }


def plain(out: Path, ledger: str | None, config: Path | None) -> BenchOptions:
    """The options of a run of which nothing is said yet."""
    return BenchOptions(
        suite="",
        agent="",
        tasks=(),
        model=None,
        base_url=None,
        grounder=None,
        seed=0,
        repetitions=1,
        repeats=1,
        workers=None,
        devices=(),
        executor="local",
        address="local",
        resource="",
        way="adb",
        locale=None,
        weather=None,
        android=None,
        tools=None,
        max_cost=None,
        timeout=None,
        reply_timeout=None,
        patience=None,
        step_timeout=600.0,
        episode_timeout=3600.0,
        verify_determinism=False,
        rules="",
        no_pictures=False,
        name=None,
        out=out,
        ledger=ledger,
        config=config,
        as_json=False,
    )
