"""The apps of the embedded phone."""

from device.phone.apps.bank import Bank
from device.phone.apps.browser import Browser
from device.phone.apps.calendar import Calendar
from device.phone.apps.camera import CameraApp
from device.phone.apps.chooser import Chooser
from device.phone.apps.clipper import Clipper
from device.phone.apps.clock import Clock
from device.phone.apps.contacts import Contacts
from device.phone.apps.dialer import Dialer
from device.phone.apps.documents import Documents
from device.phone.apps.draw import SimpleDraw
from device.phone.apps.expense import Expense
from device.phone.apps.gallery import Gallery
from device.phone.apps.installer import PackageInstaller
from device.phone.apps.joplin import Joplin
from device.phone.apps.launcher import Launcher
from device.phone.apps.mail import Mail
from device.phone.apps.markor import Markor
from device.phone.apps.messages import Messages
from device.phone.apps.music import RetroMusic
from device.phone.apps.osmand import OsmAnd
from device.phone.apps.permission import PermissionController
from device.phone.apps.provider import (
    BlockedNumberStorage,
    ContactsStorage,
    TelephonyStorage,
    UserDictionaryStorage,
)
from device.phone.apps.recipe import Broccoli
from device.phone.apps.recorder import AudioRecorder
from device.phone.apps.settings import Settings
from device.phone.apps.store import Store
from device.phone.apps.todo import Todo
from device.phone.apps.tracker import OpenTracks
from device.phone.apps.vlc import Vlc
from device.phone.system.app import App


def installed_apps() -> tuple[App, ...]:
    """A fresh phone's apps."""
    return (
        Launcher(),
        Settings(),
        Clock(),
        Contacts(),
        Dialer(),
        Messages(),
        Calendar(),
        Markor(),
        Clipper(),
        Expense(),
        Broccoli(),
        Todo(),
        RetroMusic(),
        Gallery(),
        Vlc(),
        OsmAnd(),
        OpenTracks(),
        Joplin(),
        Store(),
        Mail(),
        Bank(),
        CameraApp(),
        AudioRecorder(),
        SimpleDraw(),
        Browser(),
        Documents(),
        Chooser(),
        PermissionController(),
        PackageInstaller(),
        ContactsStorage(),
        TelephonyStorage(),
        BlockedNumberStorage(),
        UserDictionaryStorage(),
    )
