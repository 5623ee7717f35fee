"""Apps that come by APK and go again."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.apk.apk import Apk, ApkFault, read_apk
from device.phone.system.intent import Intent
from device.phone.system.package import Installed
from device.phone.system.permission import RUNTIME, first_grants

if TYPE_CHECKING:
    from device.phone.system.system import System

_ADDED, _REMOVED = "android.intent.action.PACKAGE_ADDED", "android.intent.action.PACKAGE_REMOVED"


def install(
    system: "System",
    data: bytes,
    name: str,
    *,
    again: bool = True,
    older: bool = False,
    test: bool = False,
    grant_all: bool = False,
    installer: str = "",
) -> str:
    """Put an APK's app on the phone; its package. An app the phone has code for comes back as that app.

    `name` is what messages call the file; `again` allows a package that is there, `older` an older version
    of it, `test` one that is for tests only; `grant_all` gives it every permission it asks for.
    Raises ApkFault, and NoSpace where the storage has no room for it.
    """
    apk = read_apk(data, name)
    package = apk.manifest.package
    held = system.packages.get(package)
    _check(apk, held, again=again, older=older, test=test)
    own = system.packages.first(package)
    path = (held or Installed(package, "", False)).path.replace("/system/", "/data/")
    system.files.make_directories(path.rpartition("/")[0])
    system.files.write(path, data)
    if own is None and held is None:
        asked = apk.manifest.permissions
        given = first_grants(package, asked, system=False, set_up=False)
        made = Installed(package, apk.manifest.label, False, granted=given)
    else:
        made = held or own or Installed(package, package, False)
        asked = system.apps[package].manifest.permissions if package in system.apps else ()
    if grant_all:
        made = replace(made, granted=made.granted | (frozenset(asked) & RUNTIME))
    foreign = own is None
    made = replace(
        made,
        label=apk.manifest.label if foreign else made.label,
        version=apk.manifest.version,
        version_code=apk.version_code,
        installer=installer or made.installer,
        hidden=False,
        manifest=apk.manifest if foreign else None,
        first_ms=made.first_ms if held is not None else system.clock.date_ms,
        updated_ms=system.clock.date_ms,
    )
    if held is not None:
        system.force_stop(package)
    system.packages.put(made)
    _lay_data(system, package)
    system.events.note("phone", "installed", package)
    system.broadcast(Intent(_ADDED, data=f"package:{package}"))
    return package


def _check(apk: Apk, held: Installed | None, *, again: bool, older: bool, test: bool) -> None:
    package = apk.manifest.package
    if apk.test_only and not test:
        raise ApkFault("INSTALL_FAILED_TEST_ONLY", "installPackageLI")
    if held is None:
        return
    if not again:
        raise ApkFault(
            "INSTALL_FAILED_ALREADY_EXISTS",
            f"Attempt to re-install {package} without first uninstalling.",
        )
    if not older and apk.version_code < held.version_code:
        raise ApkFault(
            "INSTALL_FAILED_VERSION_DOWNGRADE",
            f"Downgrade detected: Update version code {apk.version_code} is older than current "
            f"{held.version_code}",
        )


def install_existing(system: "System", package: str) -> bool:
    """Bring back what came with the phone and was taken off it; False when it never had such a package."""
    held = system.packages.get(package)
    own = held or system.packages.first(package)
    if own is None:
        return False
    if held is None:
        now = system.clock.date_ms
        system.packages.put(own if own.system else replace(own, first_ms=now, updated_ms=now))
        _lay_data(system, package)
    return True


def _lay_data(system: "System", package: str) -> None:
    """Give an app the folder for its data, with its databases; those that were kept stay as they are."""
    system.files.make_directories(f"/data/data/{package}/databases")
    system.files.remount_missing(f"/data/data/{package}")


def uninstall(system: "System", package: str, *, keep: bool = False) -> None:
    """Take an app off the phone with its APK and, unless `keep`, its data. Raises KeyError."""
    held = system.packages.get(package)
    if held is None:
        raise KeyError(package)
    if package in system.apps and keep:
        system.force_stop(package)
    elif package in system.apps:
        system.clear(package)
    if not keep and system.files.exists(f"/data/data/{package}"):
        system.files.remove_tree(f"/data/data/{package}")
    folder = held.path.rpartition("/")[0]
    if not held.system and system.files.exists(folder):
        system.files.remove_tree(folder)
    system.packages.remove(package)
    system.events.note("phone", "removed", package)
    system.broadcast(Intent(_REMOVED, data=f"package:{package}"))
