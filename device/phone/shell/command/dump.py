"""dumpsys: the state of the system services, as far as clients read it."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command.dump_device import battery, display, input_, power, telephony
from device.phone.shell.command.dump_media import audio, media_session
from device.phone.shell.command.dump_service import (
    alarm,
    diskstats,
    location,
    meminfo,
    uimode,
)
from device.phone.shell.command.dump_window import activity, object_hash, window
from device.phone.shell.command.idle import deviceidle
from device.phone.shell.command.notice import dump_notification
from device.phone.shell.command.package_dump import dump_package
from device.phone.system.identity import uid_of
from device.phone.system.passing import pass_time
from device.phone.system.radio import joined_network, transport
from device.phone.toolkit.view import View

_INPUT_TYPES = {"text": 0x1, "multiline": 0x20001, "number": 0x2, "phone": 0x3, "email": 0x21}
_PASSWORD = 0x81
Dump = Callable[[Call, list[str]], object]


def _input_method(call: Call, args: list[str]) -> None:
    phone = call.phone
    shown = phone.window.keyboard_shown
    call.line("Current Input Method Manager state:")
    call.line(f"  mCurMethodId={phone.settings.text('secure', 'default_input_method')}")
    call.line(f"  mShowRequested={str(shown).lower()} mShowExplicitlyRequested=false mShowForced=false "
              f"mInputShown={str(shown).lower()}")  # fmt: skip
    call.line(
        f"  mCurFocusedWindowClient=ClientState{{{object_hash('client')} uid={uid_of(phone.front.package)} "
        f"pid={phone.packages.pid_of(phone.front.package)}}}"
    )
    node = phone.frame().focused_field()
    if node is not None:
        call.line(f"  mCurAttribute=\n    inputType=0x{_input_type(node.view):x} imeOptions=0x6")
        call.line(f"    packageName={phone.front.package} fieldId={max(0, node.left)}")


def _input_type(view: View) -> int:
    return _PASSWORD if view.input.password else _INPUT_TYPES[view.input.kind]


def _wifi(call: Call, args: list[str]) -> None:
    enabled = call.phone.settings.on("global", "wifi_on")
    call.line(f"Wi-Fi is {'enabled' if enabled else 'disabled'}")
    call.line("Stay-awake conditions: 0")
    name = joined_network(call.phone)
    ssid = f'"{name}"' if name else "<unknown ssid>"
    state = "COMPLETED" if name else "DISCONNECTED"
    call.line(f"mWifiInfo SSID: {ssid}, BSSID: 02:00:00:00:00:00, Supplicant state: {state}, RSSI: -50")


def _bluetooth(call: Call, args: list[str]) -> None:
    enabled = call.phone.settings.on("global", "bluetooth_on")
    call.line(f"Bluetooth Status\n  enabled: {str(enabled).lower()}\n  state: {'ON' if enabled else 'OFF'}")
    call.line(f"  address: 02:00:00:00:00:01\n  name: {call.phone.settings.text('global', 'device_name')}")


def _connectivity(call: Call, args: list[str]) -> None:
    kind = transport(call.phone)
    call.line(f"Active default network: {100 if kind else 'none'}\n\nCurrent Networks:")
    if kind:
        call.line(f"  NetworkAgentInfo{{network{{100}} ni{{{kind} CONNECTED}} Transports: {kind}}}")


def _flinger(call: Call, args: list[str]) -> None:
    wide, high = call.phone.size
    if args[:1] == ["--display-id"]:
        call.line(
            'Display 4619827259835644672 (HWC display 0): port=0 pnpId=GGL displayName="Built-in Screen"'
        )
        return
    if args[:1] == ["--list"]:
        call.line(f"{call.phone.front.component}#0\nStatusBar#0\nNavigationBar0#0")
        return
    call.line(f"Display 0 (active) {wide}x{high}, refresh-rate : 60.000004 fps")


def _package(call: Call, args: list[str]) -> None:
    names = [arg for arg in args if not arg.startswith("-")]
    if names:
        dump_package(call, names[-1])
        return
    call.line("Packages:")
    for installed in call.phone.packages.all():
        call.line(f"  Package [{installed.package}]:\n    versionName={installed.version}")


def _status_bar(call: Call, args: list[str]) -> None:
    call.line("  mDisabled1=0x0\n  mDisabled2=0x0\n  mDisableRecords.size=0")
    call.line(f"  mPanelExpanded={str(call.phone.window.shade.focused).lower()}\n  mCurrentUserId=0")


def _accessibility(call: Call, args: list[str]) -> None:
    services = call.phone.settings.text("secure", "enabled_accessibility_services")
    call.line("ACCESSIBILITY MANAGER (dumpsys accessibility)\n")
    call.line("User state[\n     attributes:{id=0, touchExplorationEnabled=false}")
    call.line(f"     Enabled services:{{{services}}}]")


def _nothing(call: Call, args: list[str]) -> None:
    """A service with nothing to tell."""


_QUIET = (
    "account", "appops", "backup", "clipboard", "content", "cpuinfo", "device_policy", "dropbox", "gfxinfo",
    "isub", "jobscheduler", "lock_settings", "media.camera", "mount", "netpolicy", "netstats", "nfc", "phone",
    "procstats", "role", "sensorservice", "settings", "shortcut", "thermalservice", "trust", "usagestats",
    "usb", "user", "vibrator_manager", "wallpaper", "webviewupdate",
)  # fmt: skip
"""Services that run and have nothing to tell."""
SERVICES: dict[str, Dump] = {
    **dict.fromkeys(_QUIET, _nothing), "window": window, "activity": activity, "display": display,
    "input": input_, "input_method": _input_method, "battery": battery, "power": power, "wifi": _wifi,
    "bluetooth_manager": _bluetooth, "telephony.registry": telephony, "connectivity": _connectivity,
    "notification": dump_notification, "alarm": alarm, "meminfo": meminfo, "SurfaceFlinger": _flinger,
    "audio": audio, "package": _package, "deviceidle": deviceidle, "media_session": media_session,
    "statusbar": _status_bar, "accessibility": _accessibility, "uimode": uimode, "location": location,
    "diskstats": diskstats,
}  # fmt: skip


def dumpsys(call: Call) -> int:
    """One service, or with -l their names."""
    pass_time(call.phone)
    args = list(call.args)
    while args and args[0] in ("-t", "-T", "--priority", "--skip"):
        del args[:2]
    if args[:1] in (["-l"], ["--list"]):
        call.line("Currently running services:")
        call.out("".join(f"  {name}\n" for name in sorted(SERVICES)))
        return 0
    if args and args[0].startswith("-"):
        args.pop(0)
    if not args:
        names = sorted(SERVICES)
        call.line("\n".join(["Currently running services:", *(f"  {name}" for name in names)]))
        for name in names:
            call.line(f"{'-' * 79}\nDUMP OF SERVICE {name}:")
            SERVICES[name](call, [])
        return 0
    dump = SERVICES.get(args[0])
    if dump is None:
        call.err(f"Can't find service: {args[0]}")
        return 0
    dump(call, args[1:])
    return 0


COMMANDS: dict[str, Command] = {"dumpsys": dumpsys}
