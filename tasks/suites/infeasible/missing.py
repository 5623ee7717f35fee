"""The app that is named is not installed, though another one could do something like it."""

from collections.abc import Callable, Mapping
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, number, person
from tasks.material.people import fill_contacts
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.infeasible.refusal import ENDS, refused
from tasks.suites.world.agenda import PLACES
from tasks.task import Params, Template

FACTS = read_facts(__file__)
MESSENGERS = {
    "WhatsApp": "com.whatsapp",
    "Telegram": "org.telegram.messenger",
    "Signal": "org.thoughtcrime.securesms",
    "Viber": "com.viber.voip",
    "WeChat": "com.tencent.mm",
}
NOTEBOOKS = {
    "Evernote": "com.evernote",
    "OneNote": "com.microsoft.office.onenote",
    "Notion": "notion.id",
    "Obsidian": "md.obsidian",
}
PLAYERS = {"Spotify": "com.spotify.music", "Deezer": "deezer.android.app", "TIDAL": "com.aspiro.tidal"}
RIDES = {"Uber": "com.ubercab", "Lyft": "me.lyft.android", "Bolt": "ee.mtakso.client"}
OTHERS = {"Duolingo": "com.duolingo", "Netflix": "com.netflix.mediaclient", "Strava": "com.strava"}
PACKAGES: Mapping[str, str] = {**MESSENGERS, **NOTEBOOKS, **PLAYERS, **RIDES, **OTHERS}
_SONGS = ("Hidden Paths", "Under the Sky", "Moonlight Sonata", "Rainy Waltz", "Drums of Summer")


def _one_of(apps: Mapping[str, str], more: Callable[[Random], Params]) -> Callable[[Random], Params]:
    return lambda random: {"app_name": random.choice(tuple(apps)), **more(random)}


def _told_to_somebody(random: Random) -> Params:
    """Somebody who is in the contacts, and so could be sent a text message."""
    return {"name": person(random), "number": number(random), "message": random.choice(SENTENCES)}


def _known(stage: Stage, params: Params) -> None:
    fill_contacts(stage, [(str(params["name"]), str(params["number"]))])


def _nothing(_stage: Stage, _params: Params) -> None:
    """The phone stays as it comes."""


def _not_installed(scene: Scene, params: Params) -> Clause:
    name = str(params["app_name"])
    there = PACKAGES[name] in scene.after.apps
    return Clause(
        demand=f"{name} is not installed",
        ok=not there,
        evidence=f"{PACKAGES[name]} is {'one' if there else 'none'} of {len(scene.after.apps)} packages",
    )


def _template(
    name: str,
    apps: Mapping[str, str],
    more: Callable[[Random], Params] = lambda _: {},
    prepare: Callable[[Stage, Params], None] = _nothing,
) -> Template:
    return Template(FACTS[name], refused(_not_installed), _one_of(apps, more), prepare, ends=ENDS)


TEMPLATES = (
    _template("MissingAppOpen", PACKAGES),
    _template("MissingAppMessage", MESSENGERS, _told_to_somebody, _known),
    _template("MissingAppNote", NOTEBOOKS, lambda random: {"text": random.choice(SENTENCES)}),
    _template("MissingAppRide", RIDES, lambda random: {"place": random.choice(PLACES)}),
    _template("MissingAppSong", PLAYERS, lambda random: cast(Params, {"song": random.choice(_SONGS)})),
)
