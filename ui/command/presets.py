"""`agent presets`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.preset.composition import Part, Preset
    from agent.settings import Settings


@click.command(short_help="Explain the presets, or one of them.")
@click.argument("name", required=False, metavar="[NAME]")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def presets(name: str | None, config: Path | None, as_json: bool) -> int:
    """Explain the presets, or one of them: its roles, when each is called, what it sees and gives.

    Choose one with `agent run --preset NAME`; give a role a model of its own with --role-model ROLE=NAME.
    """
    from agent.preset.preset import PRESETS, find_preset
    from ui.app import load_settings

    settings = load_settings(config=config)
    chosen = [find_preset(name)] if name else list(PRESETS.values())
    if as_json:
        say_json([preset.model_dump(mode="json") for preset in chosen])
    elif name:
        _explain(chosen[0], settings)
    else:
        _list(chosen, settings)
    return 0


def _list(presets: "list[Preset]", settings: "Settings") -> None:
    from agent.preset.composition import OPTIONAL_ROLES

    for preset in presets:
        mark = " (chosen)" if preset.name == settings.preset else ""
        say(f"{preset.name}{mark}\n  {preset.summary}")
        if preset.source:
            say(f"  after {preset.source}")
        roles = (f"{part.role}?" if part.role in OPTIONAL_ROLES else part.role for part in preset.parts)
        say(f"  roles: {', '.join(roles)}\n")
    say("A role marked ? is left out where no model answers for it. More: agent presets NAME")


def _explain(preset: "Preset", settings: "Settings") -> None:
    say(f"{preset.name}: {preset.summary}")
    if preset.source:
        say(f"after {preset.source}")
    say()
    for part in preset.parts:
        _role(part, settings)
    say("what follows")
    for line in _consequences(preset):
        say(f"  {line}")


def _role(part: "Part", settings: "Settings") -> None:
    from agent.brain.brain import CoreBrain
    from agent.brain.selection import OFFLINE
    from agent.preset.composition import CODE_ROLES, OCCASIONS, OPTIONAL_ROLES, ROLES

    role = ROLES[part.role]
    own = settings.roles.get(part.role)
    model = own.model if own else (settings.model or OFFLINE)
    if model == OFFLINE and part.role not in CoreBrain.ROLES:
        model = f"none: {OFFLINE} has no such role; name one with --model, or --role-model {part.role}=NAME"
    left_out = "; left out where no model answers for it" if part.role in OPTIONAL_ROLES else ""
    say(f"{part.role}: {role.does}")
    is_spared = settings.calls == "needed" and bool(part.needed)
    due = part.needed if is_spared else part.when
    spared = "; as published with --calls all" if is_spared else ""
    say(f"  when    {'; '.join(OCCASIONS[when] for when in due)}{left_out}{spared}")
    say(f"  sees    {role.sees}")
    say(f"  gives   {role.gives}")
    if part.role not in CODE_ROLES:
        say(f"  prompt  agent/prompts/{part.role}.md")
        say(f"  model   {model}")
    say()


def _consequences(preset: "Preset") -> list[str]:
    """What a preset's numbers and switches come to, a line each."""
    back, told = "Back is pressed before anything else is decided", "the next decision is told"
    several = f"up to {preset.actions}, each looked at and guarded" if preset.actions > 1 else "one"
    failures = f"after {preset.escalates_after} in a row planning hears of them" * bool(
        preset.escalates_after
    )
    lines = {
        "actions": several,
        "wrong page": back if preset.wrong_page == "back" else told,
        "no change": told,
        "changed": told,
        "failures": failures,
        "record": "" if preset.tells_failures else "later decisions see only the steps that succeeded",
        "stuck": f"{', '.join(_ladder(preset))}; at most {preset.max_strikes} warnings",
        "claim": "confirmed on a fresh screen" if preset.has("confirm") else "taken at its word",
    }
    return [f"{name:<11} {text}" for name, text in lines.items() if text]


def _ladder(preset: "Preset") -> list[str]:
    rungs = ["warned" + (" and reviewed" if preset.due("review", "stuck") else "")]
    rungs += ["planned anew"] * bool(preset.due_planners(("stuck",)))
    rungs += ["the person asked"] * preset.asks
    return [*rungs, "stopped"]
