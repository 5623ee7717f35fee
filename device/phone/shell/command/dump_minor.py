"""dumpsys of the services that are asked for least: what the phone's own state says of them, and no more."""

from device.phone.shell.call import Call
from device.phone.system.radio import CARRIER, transport


def user(call: Call, args: list[str]) -> None:
    """The one who uses it."""
    call.line("Current user: 0\nUsers:\n  UserInfo{0:Owner:c13} serialNo=0 isPrimary=true")
    call.line("    Type: android.os.usertype.full.SYSTEM")
    call.line("    Flags: 3091 (ADMIN|FULL|INITIALIZED|PRIMARY|SYSTEM)")
    call.line("    State: RUNNING_UNLOCKED\n    Created: <unknown>\n\n  Max users: 4 (limit reached: false)")


def role_holders(call: Call) -> dict[str, str]:
    """Name of a role -> the package that has it."""
    phone = call.phone
    held = {
        "android.app.role.SMS": phone.settings.text("secure", "sms_default_application"),
        "android.app.role.HOME": phone.packages.home().partition("/")[0],
        "android.app.role.DIALER": "com.google.android.dialer",
        "android.app.role.BROWSER": "com.android.chrome",
    }
    return {name: package for name, package in held.items() if phone.packages.get(package) is not None}


def role(call: Call, args: list[str]) -> None:
    """Which app holds each role."""
    call.line("ROLE MANAGER STATE (dumpsys role):\n{\n  user_states={\n    user_id=0\n    roles=[")
    for name, package in sorted(role_holders(call).items()):
        call.line(f"      {{\n        name={name}\n        holders={package}\n      }}")
    call.line("    ]\n  }\n}")


def nfc(call: Call, args: list[str]) -> None:
    """Whether it is on."""
    state = "on" if call.phone.settings.on("global", "nfc_on") else "off"
    call.line(f"mState={state}\nmScreenState=ON_UNLOCKED")


def vibrator(call: Call, args: list[str]) -> None:
    """It is still."""
    call.line(
        "VibratorManagerService:\n  mVibratorIds = [0]\n  mIsVibrating = false\n  mCurrentVibration = null"
    )


def mount(call: Call, args: list[str]) -> None:
    """The shared storage."""
    call.line("Disks:\nVolumes:\n  VolumeInfo{emulated;0}:")
    call.line("    type=EMULATED diskId=null mountUserId=0 state=MOUNTED")
    call.line("    fsType=null fsUuid=null fsLabel=null\n    path=/storage/emulated internalPath=/data/media")


def usb(call: Call, args: list[str]) -> None:
    """Held by adb."""
    plugged = str(call.phone.hardware.charger).lower()
    call.line("USB MANAGER STATE (dumpsys usb):\n{\n  device_manager={\n    handler={")
    call.line("      current_functions=ADB")
    call.line(f"      connected={plugged}\n      configured={plugged}\n    }}\n  }}\n}}")


def wallpaper(call: Call, args: list[str]) -> None:
    """The one it came with."""
    width, height = call.phone.size
    call.line(f"mDefaultWallpaperComponent=null\nSystem wallpaper state:\n User 0: id=1\n Display state:\n"
              f"  displayId=0\n  mWidth={width}  mHeight={height}")  # fmt: skip


def night_light(call: Call, args: list[str]) -> None:
    """Whether the screen is warmer."""
    on = str(call.phone.settings.on("secure", "night_display_activated")).lower()
    call.line(f"COLOR DISPLAY MANAGER dumpsys (color_display)\nNight display:\n    Activated: {on}")


def web_view(call: Call, args: list[str]) -> None:
    """What pages in apps are shown by."""
    chrome = call.phone.apps["com.android.chrome"].manifest.version
    call.line("Current WebView Update Service state\n  Multiprocess enabled: true")
    call.line(f"  Current WebView package (name, version): (com.google.android.webview, {chrome})")


def lock(call: Call, args: list[str]) -> None:
    """No lock."""
    call.line("Current lock settings service state:\n\nUser State:\n    User 0\n        CredentialType: None")


def subscription(call: Call, args: list[str]) -> None:
    """The SIM."""
    call.line(
        "SubscriptionController:\n defaultSubId=1\n defaultDataSubId=1\n defaultVoiceId=1\n defaultSmsId=1"
    )
    call.line(f" ActiveSubInfoList:\n  {{id=1 simSlotIndex=0 displayName={CARRIER} carrierName={CARRIER}}}")


def policy(call: Call, args: list[str]) -> None:
    """Nothing is held back."""
    call.line("Network policies:\nSystem ready: true\nRestrict background: false\nRestrict power: false")
    call.line(f"Metered ifaces: {{{'rmnet0' if transport(call.phone) == 'CELLULAR' else ''}}}")


def device_policy(call: Call, args: list[str]) -> None:
    """Nobody manages it."""
    call.line("Current Device Policy Manager state:\n  Immutable state:\n    mHasFeature=true")
    call.line("  Enabled Device Admins (User 0):")


def shortcut(call: Call, args: list[str]) -> None:
    """No app here has any."""
    call.line("User: 0  Known locales: null  Last app scan: 0\n  Launchers:\n  Packages:")


def backup(call: Call, args: list[str]) -> None:
    """Off."""
    call.line("Backup Manager is disabled / initialized; not pending init\nAuto-restore is enabled")


DUMPS = {
    "user": user, "role": role, "nfc": nfc, "vibrator_manager": vibrator, "vibrator": vibrator,
    "mount": mount, "usb": usb, "wallpaper": wallpaper, "color_display": night_light,
    "webviewupdate": web_view,
    "lock_settings": lock, "isub": subscription, "netpolicy": policy, "device_policy": device_policy,
    "shortcut": shortcut, "backup": backup,
}  # fmt: skip
