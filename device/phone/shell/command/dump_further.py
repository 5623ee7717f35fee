"""dumpsys of what scripts only glance at: in Android's words, short, and from the phone's own state."""

from device.phone.shell.call import Call
from device.phone.system.radio import transport


def netstats(call: Call, args: list[str]) -> None:
    """The networks that are up; no bytes are counted here."""
    kind = transport(call.phone)
    call.line("Active interfaces:")
    if kind:
        name, number = ("wlan0", 1) if kind == "WIFI" else ("rmnet0", 0)
        call.line(f"  iface={name} ident=[{{type={number}, metered={str(kind != 'WIFI').lower()}}}]")
    call.line("Active UID interfaces:\nDev stats:\n  Pending bytes: 0")


def sensors(call: Call, args: list[str]) -> None:
    """Those of the emulator's console, and nobody who listens."""
    names = ("Accelerometer", "Gyroscope", "Magnetic field", "Proximity", "Light")
    call.line(f"Sensor Device:\nTotal {len(names)} h/w sensors, {len(names)} running 0 disabled clients:")
    call.line("Sensor List:")
    for place, name in enumerate(names, 1):
        call.line(f"{place:#010x}) {name:<24} | Google          | ver: 1 | type: {place}")
    call.line("0 active sensors\n0 active connections")


def camera(call: Call, args: list[str]) -> None:
    """Two cameras; the back one is open while the camera app is in front."""
    front = call.phone.front.package
    call.line("== Service global info: ==\n\nNumber of camera devices: 2\nNumber of normal camera devices: 2")
    in_use = front == "com.android.camera2"
    call.line("Active Camera Clients:\n[" + f"(Camera ID: 0, Client Package Name: {front})" * in_use + "]")


def accounts(call: Call, args: list[str]) -> None:
    """Nobody is signed in to the phone itself."""
    call.line(
        "User UserInfo{0:Owner:c13}:\n  Accounts: 0\n\n"
        "  AccountId, Action_Type, timestamp, UID, TableName, Key"
    )
    call.line("  Accounts History\n\n  Active Sessions: 0\n\n  RegisteredServicesCache: 0 services")


def thermal(call: Call, args: list[str]) -> None:
    """As warm as `dumpsys battery` says."""
    call.line("IsStatusOverride: false\nThermalEventListeners:\n\tcallbacks: 1\nThermal Status: 0")
    call.line("Cached temperatures:\n\tTemperature{mValue=25.0, mType=2, mName=battery, mStatus=0}")
    call.line("HAL Ready: true")


def battery_stats(call: Call, args: list[str]) -> None:
    """How long the phone has run and how full it is."""
    seconds = call.phone.clock.uptime_ms // 1000
    hours, minutes = divmod(seconds // 60, 60)
    call.line("Battery History (0% used, 0 used of 4096KB, 0 strings using 0):")
    call.line(f"                    0 (9) RESET:TIME: {call.phone.clock.now:%Y-%m-%d-%H-%M-%S}")
    call.line(f"\nStatistics since last charge:\n  System starts: 0, currently on battery: "
              f"{str(not call.phone.hardware.charger).lower()}")  # fmt: skip
    call.line(
        f"  Time on battery: 0ms (0.0%)\n  Total run time: {hours}h {minutes}m {seconds % 60}s 0ms realtime"
    )
    call.line(f"  Discharge step durations:\n  Battery level: {call.phone.hardware.battery_level}")


def clipboard(call: Call, args: list[str]) -> None:
    """Android tells nobody here what is on it."""
    call.line("Clipboard service state (dumpsys clipboard)\n  mClipboards: 1 user")


def jobs(call: Call, args: list[str]) -> None:
    """None: apps here need none."""
    call.line("Settings:\n\nStarted users: 0\n\nRegistered 0 jobs:\n  None.\n\nActive jobs:\n  None.")


def status_bar(call: Call, args: list[str]) -> None:
    """What is disabled and what it shows."""
    call.line("  mDisabled1=0x0\n  mDisabled2=0x0\n  mDisableRecords.size=0")
    call.line(f"  mPanelExpanded={str(call.phone.window.shade.focused).lower()}\n  mCurrentUserId=0")


def idle(call: Call, args: list[str]) -> None:
    """Doze."""
    now = call.phone.hardware
    call.line(
        "  Settings:\n    light_after_inactive_to=+4m0s0ms\n    inactive_to=+30m0s0ms\n"
        "  Whitelist system apps:"
    )
    call.line("    com.android.shell\n    com.google.android.gms")
    call.line(f"  mLightEnabled=true  mDeepEnabled=true\n  mScreenOn={str(not now.asleep).lower()}")
    call.line(f"  mCharging={str(now.charger).lower()}\n  mState=ACTIVE mLightState=ACTIVE")
