"""The apps of the embedded phone, each in a folder of its own.

A folder is an app when its `__init__.py` has `APPS`, the classes that a phone has one of each of. It needs
no entry anywhere else: a folder that is added is an app of the next phone, and one that is deleted is gone.
Apps build on system (through Context), toolkit, widget, web, file and screen, never on the phone, its
shell, server or weather. What several of them share lies beside the folders (activity.py, preference.py,
gate.py) and in provider/, which keeps people, calls, messages and the list of media for all. Start reading
with clipper/, the smallest app, and with system/app.py, which says what an app is.
"""

from importlib import import_module
from pkgutil import iter_modules

from device.phone.system.app import App


def installed_apps() -> tuple[App, ...]:
    """Return a fresh phone's apps, in the order of their folders.

    Raises TypeError for a folder that does not say which apps it holds.
    """
    found: list[App] = []
    for folder in iter_modules(__path__):
        if folder.ispkg:
            kinds = getattr(import_module(f"{__name__}.{folder.name}"), "APPS", None)
            if not isinstance(kinds, tuple):
                raise TypeError(f"{__name__}.{folder.name} needs a tuple of App classes: APPS = (MyApp,)")
            found += [kind() for kind in kinds]
    return tuple(found)
