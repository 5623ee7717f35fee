"""Goals handed out to phones: each phone works on one at a time."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Unpack

from agent.build import Agent, prepare
from agent.part import Parts
from agent.run.event import Ended
from agent.run.status import Cause
from agent.settings import EMBEDDED, Settings
from device.error import ConfigError, DeviceError, ToldToPerson


def map(
    goals: Iterable[str],
    phones: Sequence[str] = (EMBEDDED,),
    settings: Settings | None = None,
    *,
    state: Path | None = None,
    **parts: Unpack[Parts],
) -> list[Ended]:
    """Have the goals reached on the phones, whichever is free; how each ended, in the order of the goals.

    `embedded` may be named several times: each is a phone of its own. Questions are refused. A phone that
    can't be had, or is lost, works no further, and the others do; what none could do ends with status
    `error`. `parts` are those of `Agent.on`; the phones share them, and ask them from threads of their own.
    Raises ConfigError for settings and parts that cannot be.
    """
    for what, given in (("goals", goals), ("phones", phones)):
        if isinstance(given, str):
            raise ConfigError(f"{what} is one text, {given!r}", "Put it into a list")
    chosen = settings or Settings()
    prepare(chosen, **parts)
    asked = list(goals)
    waiting: SimpleQueue[int] = SimpleQueue()
    for number in range(len(asked)):
        waiting.put(number)
    ended: dict[int, Ended] = {}
    missing: list[ToldToPerson] = []

    def work(phone: str) -> None:
        try:
            with Agent.on(phone, chosen, state=state, **parts) as agent:
                while (number := _next(waiting)) is not None:
                    ended[number] = _ended(agent, asked[number])
                    if ended[number].cause is Cause.DEVICE:
                        return
        except ToldToPerson as error:
            missing.append(error)

    with ThreadPoolExecutor(max(1, len(phones)), "tapwright-map") as threads:
        list(threads.map(work, phones))
    nobody = Ended.failed(missing[0] if missing else DeviceError("no phone was left for it"))
    why = "; ".join(str(error) for error in missing) or nobody.reason
    nobody = nobody.model_copy(update={"reason": why})
    return [ended.get(number, nobody) for number in range(len(asked))]


def _next(waiting: "SimpleQueue[int]") -> int | None:
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def _ended(agent: Agent, goal: str) -> Ended:
    try:
        return agent.run(goal).finish()
    except ToldToPerson as error:
        return Ended.failed(error)
