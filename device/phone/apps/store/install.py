"""Apps on and off the phone: Larkmart works on the phone's own list of packages."""

from dataclasses import replace

from device.phone.apps.store.catalog import Product
from device.phone.system.context import Context
from device.phone.system.package import Installed
from device.phone.system.permission import first_grants


def state_of(context: Context, app: Product) -> str:
    """absent, old, present, or system (it came with the phone and stays)."""
    held = context.packages.get(app.package)
    if held is None:
        return "absent"
    if held.system:
        return "system"
    return "old" if _parts(held.version) < _parts(app.version) else "present"


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def install(context: Context, app: Product) -> None:
    """Put it on the phone, or its newer version in place of the one there.

    What the phone has no code for is listed and can be removed again, but has no screen.
    """
    held, now = context.packages.get(app.package), context.clock.date_ms
    if held is not None:
        context.packages.put(replace(held, version=app.version, updated_ms=now))
        return
    own = context.system.apps.get(app.package)
    given = first_grants(app.package, own.manifest.permissions if own else (), system=False, set_up=False)
    made = Installed(app.package, app.name, False, app.version, granted=given, first_ms=now, updated_ms=now)
    context.packages.put(made)
    context.system.events.note("phone", "installed", app.package)


def uninstall(context: Context, app: Product) -> None:
    """Take it off the phone with its data."""
    if app.package in context.system.apps:
        context.system.clear(app.package)
    context.packages.remove(app.package)
    context.system.events.note("phone", "removed", app.package)


def can_open(context: Context, app: Product) -> bool:
    """Whether it has a screen."""
    return bool(context.packages.main(app.package))
