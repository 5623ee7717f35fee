"""Demonstrations of all templates that are demonstrated, made once and kept in a folder."""

import pickle
from collections.abc import Callable
from pathlib import Path

from agent.offline.training.sample import Demonstration
from device.atomicfile import write_whole
from tasks.practice.phone import PracticePhone
from tasks.practice.record import demonstrate
from tasks.practice.split import Split

ENGLISH, CHINESE = 28, 8
"""Demonstrations of a template, by the language of goal and phone."""
_CHINESE_FROM = 5_000
"""Seeds of the Chinese ones."""
_TOO_LONG = 700
"""Steps of one template beyond which no more of it is made."""


def demonstrations(
    split: Split,
    folder: Path,
    told: Callable[[str], None],
    english: int = ENGLISH,
    chinese: int = CHINESE,
) -> list[Demonstration]:
    """Those of every demonstrated template; what lies in the folder already is not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    phones = {"": PracticePhone(), "zh-CN": PracticePhone("zh-CN")}
    demos: list[Demonstration] = []
    for template in split.templates("demonstrated"):
        kept = folder / f"{template.name}.pickle"
        if not kept.exists():
            own: list[Demonstration] = []
            for locale, first, count in (("", 0, english), ("zh-CN", _CHINESE_FROM, chinese)):
                for seed in range(first, first + count):
                    if sum(len(demo.deals) for demo in own) > _TOO_LONG:
                        break
                    made = demonstrate(phones[locale], template, seed, locale).demo
                    if made is not None and len(made.deals) <= template.facts.budget:
                        own.append(made)
            write_whole(kept, pickle.dumps(own))
            told(f"{template.name}: {len(own)} demonstrations")
        demos += pickle.loads(kept.read_bytes())  # noqa: S301 - written by ourselves
    return demos
