"""All that is known of one package, as `pm dump` prints it."""

from datetime import UTC, datetime

from device.phone.shell.call import Call
from device.phone.shell.command.dump_window import object_hash
from device.phone.shell.command.intent import short_component
from device.phone.shell.command.when import local
from device.phone.system.identity import app_number, uid_of
from device.phone.system.package import Installed
from device.phone.system.permission import RUNTIME, flags_of


def version_code(installed: Installed) -> int:
    """As its APK has it, or the number behind a version, 1 where it has none."""
    if installed.version_code:
        return installed.version_code
    digits = [int(part) for part in installed.version.split(".") if part.isascii() and part.isdigit()]
    return sum(value * 100 ** (2 - place) for place, value in enumerate(digits[:3])) or 1


def _date(call: Call, ms: int) -> str:
    moment = datetime.fromtimestamp(ms / 1000, UTC)
    return f"{local(call.phone, call.env, moment)[0]:%Y-%m-%d %H:%M:%S}"


def dump_package(call: Call, package: str) -> int:
    """`pm dump` and `dumpsys package`."""
    installed = call.phone.packages.get(package)
    if installed is None:
        call.line(f"Unable to find package: {package}")
        return 0
    app = call.phone.apps.get(package)
    call.line("Activity Resolver Table:\n  Non-Data Actions:\n      android.intent.action.MAIN:")
    if app and app.manifest.main:
        main = short_component(f"{package}/{app.manifest.main}")
        call.line(f"        {app_number(package):x} {main} filter {package}")
    call.line("\nPackages:")
    _package(call, installed)
    return 0


def _package(call: Call, installed: Installed) -> None:
    """All that is known of one."""
    package = installed.package
    app = call.phone.apps.get(package)
    call.line(f"  Package [{package}] ({app_number(package):x}):")
    call.line(f"    userId={uid_of(package)}\n    codePath={installed.path.rpartition('/')[0]}")
    call.line(f"    versionCode={version_code(installed)} minSdk=26 targetSdk=33")
    call.line(f"    versionName={installed.version}\n    dataDir=/data/user/0/{package}")
    call.line(f"    timeStamp={_date(call, installed.updated_ms)}")
    call.line(f"    lastUpdateTime={_date(call, installed.updated_ms)}")
    call.line(f"    installerPackageName={installed.installer or 'null'}")
    signer = object_hash("platform" if installed.system else package)
    call.line(
        f"    signatures=PackageSignatures{{{object_hash(f'{package} signatures')} version:2, "
        f"signatures:[{signer}], past signatures:[]}}"
    )
    call.line(f"    pkgFlags=[ {'SYSTEM ' if installed.system else ''}HAS_CODE ALLOW_CLEAR_USER_DATA ]")
    call.line("    requested permissions:")
    for name in app.manifest.permissions if app else ():
        call.line(f"      {name}")
    state = 0 if installed.enabled else 3
    marks = {"hidden": installed.hidden, "suspended": bool(installed.suspended), "stopped": installed.stopped}
    told = " ".join(f"{name}={str(held).lower()}" for name, held in marks.items())
    call.line(f"    User 0: ceDataInode=0 installed=true {told} enabled={state}")
    call.line(f"      firstInstallTime={_date(call, installed.first_ms)}")
    if installed.disabled:
        call.line("      disabledComponents:")
        call.out("".join(f"        {name}\n" for name in sorted(installed.disabled)))
    call.line("      runtime permissions:")
    for name in sorted({*installed.granted, *(app.manifest.permissions if app else ())}):
        granted = str(name in installed.granted or name not in RUNTIME).lower()
        flags = "|".join(flags_of(installed, name))
        call.line(f"        {name}: granted={granted}, flags=[ {flags} ]".replace("[  ]", "[ ]"))
