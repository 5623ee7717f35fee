"""The apps that a prompt tells of: what people call them, those that the goal names first."""

from collections.abc import Iterable

from device.state.appname import InstalledApp, normalised

_LONGEST = 500
"""Characters of all names together."""
_IDEOGRAPHS = "\u2e80"
"""From here on Unicode has the scripts of China, Japan and Korea."""


def app_names(apps: Iterable[InstalledApp], goal: str) -> tuple[str, ...]:
    """A name of each app, in the goal's script where it has one, those in the goal first.

    Of very many apps the last are left out, and the last entry says how many they are.
    """
    wanted = normalised(goal)
    ranked = sorted(apps, key=lambda app: (not _is_named(app, wanted), app.names[0].casefold()))
    names = list(dict.fromkeys(_name(app, goal) for app in ranked))
    kept: list[str] = []
    size = 0
    for name in names:
        size += len(name) + 2
        if size > _LONGEST:
            return (*kept, f"… ({len(names) - len(kept)} more, which open by their names as well)")
        kept.append(name)
    return tuple(kept)


def _is_named(app: InstalledApp, goal: str) -> bool:
    return any(normalised(name) in goal for name in app.names)


def _name(app: InstalledApp, goal: str) -> str:
    if any(letter >= _IDEOGRAPHS for letter in goal):
        return next((name for name in app.names if any(each >= _IDEOGRAPHS for each in name)), app.names[0])
    return app.names[0]
