"""How a run of an infeasible task is judged: what is wanted is not there, nothing was done, it was looked."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from agent.evaluation.verdict import Clause
from device.state.census import Change
from tasks.scene import Scene
from tasks.task import HARMLESS, Params

ENDS = ("infeasible",)
MATTERS = (
    "file *",
    "app *",
    *(f"setting global/{name}" for name in ("wifi_*", "bluetooth_on", "airplane_mode_on", "mobile_data")),
    *(f"setting system/{name}" for name in ("screen_*", "volume_*", "font_scale", "time_12_24")),
    *(f"setting secure/{name}" for name in ("ui_night_mode", "night_display_activated", "location_mode")),
    *(f"row com.android.providers.contacts/*/{name}" for name in ("raw_contacts", "data", "calls")),
    "row com.android.providers.telephony/mmssms.db/sms",
    "row com.simplemobiletools.*",
    *(f"row com.{name}/*" for name in ("arduia.expense", "dimowner.audiorecorder", "flauschcode.broccoli")),
    *(f"row com.{name}/*" for name in ("fernmail.android", "larkmart.shop/shop.db", "oakwaybank.mobile")),
    *(f"row net.cozic.joplin/joplin.sqlite/{name}" for name in ("notes", "folders", "tags", "note_tags")),
    "row org.tasks/database/tasks",
    "row com.google.android.deskclock/alarms.db/*",
    "row de.dennisguse.opentracks/database.db/tracks",
    "row code.name.monkey.retromusic/playlist.db/*",
    "row org.videolan.vlc/vlc_media.db/Playlist*",
    "row net.osmand/map_markers_db/*",
)
"""Places of what people keep and set. A real phone writes elsewhere by itself, all the time."""
_READ = frozenset(("read", "seen"))
"""Columns of a message that looking at it changes."""


def refused(
    there: Callable[[Scene, Params], Clause] | None = None, *where: str
) -> Callable[[Scene, Params], Iterable[Clause]]:
    """A judge. `there` looks for the target; `where` are the apps one of which must have been looked at.

    There is no credit in part: nothing is to be changed, and what cannot be done is said so or is not.
    """

    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        clauses = [there(scene, params)] if there is not None else []
        clauses.append(unchanged(scene))
        if where:
            clauses.append(scene.looked("it was looked for where it would be", *where))
        return [clause.model_copy(update={"weight": 0}) for clause in clauses]

    return judge


def unchanged(scene: Scene) -> Clause:
    """That all that matters is as it was, but for what any look at it changes."""
    changes = [change for change in scene.changed(*MATTERS) if not by_the_way(change)]
    return Clause(
        demand="nothing on the phone is changed",
        ok=not changes,
        evidence="; ".join(map(str, changes[:6])) or "nothing is",
    )


def none_called(name: str, what: str, found: Iterable[object]) -> Clause:
    """That none of those found has this name, whatever the case."""
    names = [str(one) for one in found]
    same = [one for one in names if one.casefold() == name.casefold()]
    return Clause(
        demand=f"there is no {what} {name}",
        ok=not same,
        evidence=f"of {len(names)} that are there {len(same) or 'none'} is called so",
    )


def by_the_way(change: Change) -> bool:
    """Whether any look at the phone may change that."""
    if any(fnmatchcase(change.place, pattern) for pattern in HARMLESS):
        return True
    columns = {column for column, _ in change.after}
    return change.kind == "changed" and change.place.endswith("/sms") and columns <= _READ
