"""Runtime permissions: which there are, in which groups, who has which from the start, and what was answered.

The one store is the package table (`Installed.granted` and its neighbours): the permission dialog, Settings,
`pm grant` and `dumpsys package` all read and write it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from device.phone.system.intent import Extra

if TYPE_CHECKING:
    from device.phone.system.package import Installed, PackageTable

PREFIX = "android.permission."
FINE = f"{PREFIX}ACCESS_FINE_LOCATION"
COARSE = f"{PREFIX}ACCESS_COARSE_LOCATION"


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked for and answered together."""

    name: str
    """As Settings lists it."""
    icon: str
    names: tuple[str, ...]
    """Without "android.permission."."""
    question: str
    """Of the dialog, the app's name in the place of {}."""
    while_used: bool = False
    """Answered with "While using the app" and "Only this time" instead of "Allow"."""

    @property
    def permissions(self) -> tuple[str, ...]:
        """In full."""
        return tuple(PREFIX + name for name in self.names)


GROUPS = (
    Group(
        "Calendar",
        "calendar_month",
        ("READ_CALENDAR", "WRITE_CALENDAR"),
        "Allow {} to access your calendar?",
    ),
    Group(
        "Call logs",
        "call",
        ("READ_CALL_LOG", "WRITE_CALL_LOG"),
        "Allow {} to access your phone call logs?",
    ),
    Group("Camera", "photo_camera", ("CAMERA",), "Allow {} to take pictures and record video?", True),
    Group(
        "Contacts",
        "contacts",
        ("READ_CONTACTS", "WRITE_CONTACTS", "GET_ACCOUNTS"),
        "Allow {} to access your contacts?",
    ),
    Group(
        "Files",
        "folder",
        ("READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE", "MANAGE_EXTERNAL_STORAGE"),
        "Allow {} to access photos and media on your device?",
    ),
    Group(
        "Location",
        "location_on",
        ("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"),
        "Allow {} to access this device’s location?",
        True,
    ),
    Group("Microphone", "mic", ("RECORD_AUDIO",), "Allow {} to record audio?", True),
    Group(
        "Music and audio",
        "music_note",
        ("READ_MEDIA_AUDIO",),
        "Allow {} to access music and audio on this device?",
    ),
    Group("Notifications", "notifications", ("POST_NOTIFICATIONS",), "Allow {} to send you notifications?"),
    Group("Phone", "call", ("CALL_PHONE", "READ_PHONE_STATE"), "Allow {} to make and manage phone calls?"),
    Group(
        "Photos and videos",
        "image",
        ("READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO"),
        "Allow {} to access photos and videos on this device?",
    ),
    Group(
        "SMS",
        "sms",
        ("SEND_SMS", "READ_SMS", "RECEIVE_SMS"),
        "Allow {} to send and view SMS messages?",
    ),
)
"""By name."""
_GROUP_OF = {permission: group for group in GROUPS for permission in group.permissions}
RUNTIME = frozenset(_GROUP_OF)
"""Everything a person is asked for; other permissions come with the installation."""
_FURTHER = (
    "ACCEPT_HANDOVER", "ACCESS_BACKGROUND_LOCATION", "ACCESS_MEDIA_LOCATION", "ACTIVITY_RECOGNITION",
    "ANSWER_PHONE_CALLS", "BLUETOOTH_ADVERTISE", "BLUETOOTH_CONNECT", "BLUETOOTH_SCAN", "BODY_SENSORS",
    "BODY_SENSORS_BACKGROUND", "CHANGE_CONFIGURATION", "DUMP", "INTERACT_ACROSS_USERS",
    "NEARBY_WIFI_DEVICES", "PACKAGE_USAGE_STATS", "PROCESS_OUTGOING_CALLS", "READ_LOGS",
    "READ_PHONE_NUMBERS", "RECEIVE_MMS", "RECEIVE_WAP_PUSH", "SET_ANIMATION_SCALE", "USE_SIP",
    "UWB_RANGING", "WRITE_SECURE_SETTINGS",
)  # fmt: skip
CHANGEABLE = RUNTIME | {PREFIX + name for name in _FURTHER}
"""Everything that `pm grant` can give an app that asks for it."""

_NOT_GIVEN = {
    "com.android.chrome": frozenset({f"{PREFIX}POST_NOTIFICATIONS"}),
    "com.android.camera2": frozenset({FINE, COARSE}),
}
"""Of what a system app would have from the start, what it has to ask for."""
_SET_UP = frozenset(
    {
        "com.android.camera2",
        "com.dimowner.audiorecorder",
        "com.fernmail.android",
        "com.oakwaybank.mobile",
        "com.simplemobiletools.calendar.pro",
        "com.simplemobiletools.gallery.pro",
        "com.simplemobiletools.smsmessenger",
        "code.name.monkey.retromusic",
        "de.dennisguse.opentracks",
        "net.cozic.joplin",
        "net.gsantner.markor",
        "org.videolan.vlc",
    }
)
"""Apps that were opened once, and allowed what they asked for, before the phone was handed over."""

_ROLE = {
    "com.simplemobiletools.smsmessenger": frozenset(
        PREFIX + name for name in ("READ_SMS", "SEND_SMS", "RECEIVE_SMS", "READ_CONTACTS")
    ),
}
"""What an app has because it is the phone's default one for something (RoleManager)."""


def full_name(name: str) -> str:
    """A permission in full; "CAMERA" is short for "android.permission.CAMERA"."""
    return name if "." in name else PREFIX + name


def group_of(permission: str) -> Group | None:
    """The group a permission is asked for with; None for one that needs no asking."""
    return _GROUP_OF.get(permission)


def first_grants(package: str, asked: Iterable[str], *, system: bool, set_up: bool) -> frozenset[str]:
    """What a package may do before anybody was asked; `set_up` counts what the phone's set-up allowed."""
    if system:
        given = frozenset(asked) & RUNTIME
        if set_up and package in _SET_UP:
            return given
        return given - _NOT_GIVEN.get(package, frozenset())
    given = RUNTIME if set_up and package in _SET_UP else _ROLE.get(package, frozenset())
    return frozenset(asked) & given


def grant(packages: "PackageTable", package: str, names: Iterable[str], *, once: bool = False) -> None:
    """Allow permissions; `once` until the app is closed. Raises KeyError for an unknown package."""
    held = _held(packages, package)
    given = frozenset(names)
    packages.put(
        replace(
            held,
            granted=held.granted | given,
            once=held.once | given if once else held.once - given,
            denied=held.denied - given,
            fixed=held.fixed - given,
        )
    )


def complete(packages: "PackageTable", package: str, asked: Iterable[str]) -> None:
    """Where a group is allowed in part, give the rest of it without a question (but for the location)."""
    for name in asked:
        held, group = packages.get(package), group_of(name)
        if held is None or group is None or name in (FINE, COARSE, *held.granted):
            continue
        if held.granted.intersection(group.permissions):
            grant(packages, package, (name,), once=bool(held.once.intersection(group.permissions)))


def deny(packages: "PackageTable", package: str, names: Iterable[str], *, fixed: bool = False) -> None:
    """Refuse permissions. Refused twice (or `fixed`, in Settings) they are not asked for any more."""
    held = _held(packages, package)
    taken = frozenset(names)
    packages.put(
        replace(
            held,
            granted=held.granted - taken,
            once=held.once - taken,
            denied=held.denied | taken,
            fixed=held.fixed | (taken if fixed else taken & held.denied),
        )
    )


def ask_each_time(packages: "PackageTable", package: str, names: Iterable[str]) -> None:
    """Not allowed, and to be asked for each time the app is opened."""
    revoke(packages, package, names)
    held = _held(packages, package)
    packages.put(replace(held, once=held.once | frozenset(names)))


def revoke(packages: "PackageTable", package: str, names: Iterable[str]) -> None:
    """`pm revoke`: taken away, and the app may ask again."""
    held = _held(packages, package)
    taken = frozenset(names)
    packages.put(
        replace(
            held,
            granted=held.granted - taken,
            once=held.once - taken,
            denied=held.denied - taken,
            fixed=held.fixed - taken,
        )
    )


def answers_of(packages: "PackageTable", package: str, names: Iterable[str]) -> dict[str, Extra]:
    """Whether a package has each of these permissions."""
    held = packages.get(package)
    granted = held.granted if held is not None else frozenset()
    return {name: name in granted or name not in RUNTIME for name in names}


def flags_of(held: "Installed", permission: str) -> list[str]:
    """As `dumpsys package` prints them."""
    flags = []
    if permission in held.fixed:
        flags.append("USER_FIXED")
    elif permission in held.denied or permission in held.granted:
        flags.append("USER_SET")
    if permission in held.once:
        flags.append("ONE_TIME")
    return flags


def _held(packages: "PackageTable", package: str) -> "Installed":
    held = packages.get(package)
    if held is None:
        raise KeyError(package)
    return held
