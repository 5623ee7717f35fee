"""What the words of `agent bench run` stand for, and the run itself, followed to its figures."""

import json
import time
from pathlib import Path

from pydantic import JsonValue

from agent.build import prepare
from agent.preset.preset import PRESETS
from agent.settings import Settings
from device.error import ConfigError, ToldToPerson, nearest
from device.phone.system.language import checked_locale
from tasks.agent.adapter import adapters
from tasks.agent.program import COMMAND
from tasks.ledger.connection import LedgerBroken
from tasks.ledger.ledger import Ledger, default_url
from tasks.ledger.record import Plan
from tasks.plugin import is_own
from tasks.runner.determinism import differing
from tasks.runner.need import see_program
from tasks.runner.phone import NO_WEATHER, PhoneSpec
from tasks.runner.run import go, run_name
from tasks.runner.spec import AgentName, RunSpec
from tasks.statistics.level import scipy_stats
from tasks.statistics.summary import summarise
from tasks.suite import find_suite
from ui.app import load_settings, state_folder
from ui.bench.bar import bar
from ui.bench.figures import to_json
from ui.bench.option import BenchOptions
from ui.bench.table import figures
from ui.bench.trouble import breakdowns, refusals, resets
from ui.terminal import say


def follow(spec: RunSpec, plan: Plan, ledger: Ledger, *, as_json: bool, again: bool = False) -> int:
    """Try what is left to try, telling how far it is, and print the figures.

    What stops it is raised once the figures so far are told to a program.
    """
    run, suite = spec.name, find_suite(plan.suite)
    scipy_stats()  # it is missed before the first task, not after the last
    try:
        with bar() as tell:
            outcomes = go(spec, plan, ledger, tell, again=again)
    except (ToldToPerson, KeyboardInterrupt) as error:
        if as_json:
            say(json.dumps({**_so_far(run, plan, ledger), "error": str(error) or "stopped"}))
        raise
    summary = summarise(plan, outcomes, suite)
    if as_json:
        say(json.dumps(to_json(run, summary)))
    else:
        figures(run, plan, summary)
        breakdowns(outcomes.values())
        resets(plan, outcomes)
        refusals(plan, outcomes)
        if summary.crashed:
            say(f"To try again what broke down: {spec.command} --again-broken", err=True)
    return 0 if summary.done == summary.planned else 1


def _so_far(run: str, plan: Plan, ledger: Ledger) -> dict[str, JsonValue]:
    """The figures of a run that was stopped; where the ledger is gone nothing but what was planned."""
    try:
        return to_json(run, summarise(plan, ledger.outcomes(run), find_suite(plan.suite)))
    except LedgerBroken:
        return {"run": run, "planned": len(plan.episodes)}


def verified(options: BenchOptions) -> int:
    """Say whether the tasks of a seed are the same in two processes."""
    suite, seed = options.suite, options.seed
    wrong = differing(suite, seed, options.repetitions, options.tasks)
    if options.as_json:
        say(json.dumps({"suite": suite, "seed": seed, "same": not wrong, "differ": wrong}))
        return 1 if wrong else 0
    count = len(set(options.tasks))
    whole = f"{count} task{'s' if count > 1 else ''} of {suite}" if count else suite
    say("\n".join(wrong) or f"{whole}: seed {seed} makes the same tasks, and the same phone for each, twice")
    return 1 if wrong else 0


def spec_of(options: BenchOptions) -> RunSpec:
    """The run that the options ask for. Raises ConfigError where it cannot be had."""
    agent = kind_of(options.agent)
    own = {"preset": options.agent} if agent == "agent" else {}
    settings = load_settings({**options.settings, **own, "use_memory": False}, config=options.config)
    if agent == "agent":
        prepare(settings)  # what is wrong with them is wrong with every task
    if agent.startswith(COMMAND) and options.executor == "local":
        see_program(agent, settings)
    phones = phones_of(options, settings)
    name = options.name
    if name is None:
        name = run_name(options.suite, options.agent, options.out, time.time())
    return RunSpec(
        name=name,
        suite=options.suite,
        agent=agent,
        ledger=options.ledger or default_url(options.out),
        folder=(options.out / name).absolute(),
        settings=settings,
        phones=phones,
        seed=options.seed,
        repetitions=options.repetitions,
        repeats=options.repeats,
        tasks=options.tasks,
        rules=options.rules,
        pictures=not options.no_pictures,
        max_cost=options.max_cost,
        executor=options.executor,
        address=options.address,
        resource=options.resource,
        step_timeout=options.step_timeout,
        episode_timeout=options.episode_timeout,
        home=Path.cwd() if is_own(options.suite) or is_own(agent) else None,
    )


def kind_of(agent: str) -> AgentName:
    """Plain code by its name, own code too; any other name is a preset's.

    Raises ConfigError for one that is nobody's.
    """
    match agent:
        case "gold" | "noop" | "random":
            return agent
        case _ if is_own(agent):
            return agent
        case _ if agent.startswith(COMMAND) or agent in adapters():
            return agent
        case _ if agent in PRESETS:
            return "agent"
    hint = nearest(agent, ("gold", "noop", "random", *adapters(), *PRESETS))
    raise ConfigError(f"--agent: nobody is called {agent!r}", hint)


def phones_of(options: BenchOptions, settings: Settings) -> tuple[PhoneSpec, ...]:
    """A phone for each worker."""
    devices, workers, locale = options.devices, options.workers, options.locale or ""
    if not devices:
        own = PhoneSpec(
            locale=checked_locale(locale),
            weather=settings.weather,
            android=settings.android,
            way=options.way,
        )
        return (own,) * (workers or 1)
    if locale:
        raise ConfigError(
            "--locale: a phone behind adb keeps its language", "Leave --locale or --device away"
        )
    if settings.weather:
        raise ConfigError(*NO_WEATHER)
    if options.android:
        raise ConfigError(
            "--android: a phone behind adb keeps its Android", "Leave --android or --device away"
        )
    if len(set(devices)) < len(devices):
        raise ConfigError("--device: the same phone twice")
    if workers is not None and workers > len(devices):
        raise ConfigError(
            f"{workers} workers need {workers} phones, and there are {len(devices)}",
            "Give more --device, or fewer --workers",
        )
    port, state = settings.adb_port, state_folder()
    return tuple(PhoneSpec(serial=serial, adb_port=port, state=state) for serial in devices[:workers])
