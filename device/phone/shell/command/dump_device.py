"""dumpsys display, input, battery, power and telephony.registry: what the phone's hardware is doing."""

from collections.abc import Mapping
from dataclasses import replace

from device.phone.apps.dialer.call import CallState, call_state, connected, current_call
from device.phone.shell.call import Call
from device.phone.system.display import PHYSICAL_DPI, PHYSICAL_SIZE
from device.phone.system.hardware import BATTERY_HEALTH, BATTERY_STATUS, Hardware, Plug
from device.phone.system.radio import CARRIER, flying, transport


def display(call: Call, args: list[str]) -> None:
    """The display's size, which way up it is, and whether it is on."""
    now = call.phone.display
    (wide, high), turned, (short, long) = now.size, now.rotation, PHYSICAL_SIZE
    state = "OFF" if call.phone.hardware.asleep else "ON"
    rect = f"Rect(0, 0 - {wide}, {high})"
    call.line(
        f"DISPLAY MANAGER (dumpsys display)\n  mOnlyCode=false\n  mSafeMode=false\n  mScreenState={state}"
    )
    call.line(
        "  mViewports=[DisplayViewport{type=INTERNAL, valid=true, isActive=true, displayId=0, "
        f"uniqueId='local:0', physicalPort=0, orientation={turned}, logicalFrame={rect}, "
        f"physicalFrame={rect}, deviceWidth={wide}, deviceHeight={high}}}]"
    )
    for name, size, dpi, rotation in (
        ("Base", (short, long), PHYSICAL_DPI, 0),
        ("Override", (wide, high), now.dpi, turned),
    ):
        call.line(
            f'  m{name}DisplayInfo=DisplayInfo{{"Built-in Screen", displayId 0, real {size[0]} x {size[1]}, '
            f"rotation {rotation}, state {state}, density {dpi} ({dpi}.0 x {dpi}.0) dpi}}"
        )
    call.line(f"  mCurrentOrientation={turned}\n  mStableDisplaySize=Point({short}, {long})")


def input_(call: Call, args: list[str]) -> None:
    """What touches are measured in."""
    now = call.phone.display
    (wide, high), turned = now.size, now.rotation
    frame = f"[0, 0, {wide}, {high}]"
    call.line("INPUT MANAGER (dumpsys input)\n\nInput Reader State:\n    Touch Input Mapper (mode - DIRECT):")
    call.line(
        f"      Viewport INTERNAL: displayId=0, uniqueId=local:0, port=0, orientation={turned}, "
        f"logicalFrame={frame}, physicalFrame={frame}, deviceSize=[{wide}, {high}], isActive=[1]"
    )
    call.line(f"      SurfaceWidth: {wide}px\n      SurfaceHeight: {high}px")
    call.line(f"      SurfaceOrientation: {turned}\n      InputDeviceOrientation: {turned}")
    call.line(
        "\nInput Dispatcher State:\n  FocusedApplications:\n"
        f"    displayId=0, name='{call.phone.front.component}'"
    )


# -- battery and power -----------------------------------------------------------------------------------
_BEFORE = "tapwright.battery.before"
"""Property that keeps how the battery was before `dumpsys battery set`, until `reset`."""
_PLUGS: tuple[Plug, ...] = ("ac", "usb", "wireless")
_PLUGGED: Mapping[str, Plug] = {"AC powered": "ac", "USB powered": "usb", "Wireless powered": "wireless"}
_HELP = """Battery service (battery) commands:
  help
  set [-f] [ac|usb|wireless|dock|status|level|temp|present|counter|invalid] <value>
  unplug [-f]
  reset [-f]
"""


def _battery_lines(call: Call) -> dict[str, str]:
    now = call.phone.hardware
    return {
        **{name: str(now.charger and now.plug == plug).lower() for name, plug in _PLUGGED.items()},
        "Dock powered": "false", "Max charging current": "500000", "Max charging voltage": "5000000",
        "Charge counter": str(40_000 * now.battery_level), "status": str(BATTERY_STATUS[now.battery_status]),
        "health": str(BATTERY_HEALTH[now.battery_health]), "present": str(now.battery_present).lower(),
        "level": str(now.battery_level), "scale": "100", "voltage": "4300", "temperature": "250",
        "technology": "Li-ion",
    }  # fmt: skip


def battery(call: Call, args: list[str]) -> None:
    """The battery, and `set NAME VALUE`, `unplug`, `reset`, which freeze it and let it go again."""
    verb, words = (args[0], [arg for arg in args[1:] if arg != "-f"]) if args else ("", [])
    if verb == "set" and len(words) == 2:
        _set_battery(call, *words)
    elif verb == "set":
        call.line(f"No {'property' if not words else 'value'} specified")
    elif verb == "unplug":
        _freeze(call, replace(call.phone.hardware, charger=False))
    elif verb == "reset":
        before = call.phone.properties.pop(_BEFORE, "").split()
        if before:
            level, charger, plug, status = before
            call.phone.hardware = replace(
                call.phone.hardware, battery_level=int(level), charger=charger == "True",
                plug=next((name for name in _PLUGS if name == plug), "ac"), battery_status=status,
            )  # fmt: skip
    elif verb in ("", "-a"):
        call.line("Current Battery Service state:")
        if _BEFORE in call.phone.properties:
            call.line("  (UPDATES STOPPED -- use 'reset' to restart)")
        call.out("".join(f"  {name}: {value}\n" for name, value in _battery_lines(call).items()))
    else:
        if verb not in ("help", "-h"):
            call.line(f"Unknown option: {verb}")
        call.out(_HELP)


def _freeze(call: Call, hardware: Hardware) -> None:
    """Change the battery; what it was comes back with `reset`."""
    now = call.phone.hardware
    before = f"{now.battery_level} {now.charger} {now.plug} {now.battery_status}"
    call.phone.properties.setdefault(_BEFORE, before)
    call.phone.hardware = hardware


def _set_battery(call: Call, name: str, text: str) -> None:
    now = call.phone.hardware
    try:
        value = int(text)
    except ValueError:
        call.line(f"Bad value: {text}")
        return
    plug = next((each for each in _PLUGS if each == name), None)
    if plug is not None:
        if value:
            _freeze(call, replace(now, charger=True, plug=plug))
        elif now.plug == plug:
            _freeze(call, replace(now, charger=False))
    elif name == "level":
        _freeze(call, replace(now, battery_level=min(100, max(0, value))))
    elif name == "status":
        words = {number: word for word, number in BATTERY_STATUS.items()}
        _freeze(call, replace(now, battery_status=words.get(value, "unknown")))
    elif name == "present":
        _freeze(call, replace(now, battery_present=bool(value)))
    elif name not in ("dock", "temp", "counter", "invalid"):
        call.line(f"Unknown set option: {name}")


def power(call: Call, args: list[str]) -> None:
    """Whether the phone is awake."""
    now = call.phone.hardware
    stay = call.phone.settings.number("global", "stay_on_while_plugged_in")
    awake = not now.asleep
    call.line("POWER MANAGER (dumpsys power)\n\nPower Manager State:")
    call.line(f"  mWakefulness={'Awake' if awake else 'Asleep'}\n  mIsPowered={str(now.charger).lower()}")
    call.line(f"  mPlugType={1 if now.charger else 0}\n  mStayOn={str(stay > 0 and now.charger).lower()}")
    call.line(f"  mHoldingDisplaySuspendBlocker={str(awake).lower()}")
    call.line(f"Display Power: state={'ON' if awake else 'OFF'}")


# -- telephony -------------------------------------------------------------------------------------------
_OFF = "3(POWER_OFF)"
_SERVICE = {"home": "0(IN_SERVICE)", "roaming": "0(IN_SERVICE)", "denied": "2(EMERGENCY_ONLY)"}
_IDLE, _ACTIVE, _HOLDING, _DIALING, _INCOMING = 0, 1, 2, 3, 5
"""As PreciseCallState counts."""


def telephony(call: Call, args: list[str]) -> None:
    """The call there is and the network."""
    phone = call.phone
    now = phone.hardware
    activity = current_call(phone.context())
    state = activity.state if activity is not None else None
    ringing = foreground = background = _IDLE
    number = ""
    if isinstance(state, CallState):
        if state.incoming:
            number = state.number
        if not state.answered:
            ringing = _INCOMING
        elif state.held:
            background = _HOLDING
        else:
            foreground = _ACTIVE if connected(phone.context(), state) else _DIALING
    off = flying(phone)
    service = _OFF if off else _SERVICE.get(now.voice, "1(OUT_OF_SERVICE)")
    data = _OFF if off else _SERVICE.get(now.data, "1(OUT_OF_SERVICE)")
    carrier = CARRIER if service.startswith("0") else ""
    call.line("last known state:\n  Phone Id=0")
    call.line(f"    mCallState={call_state(phone.context())}\n    mRingingCallState={ringing}")
    call.line(f"    mForegroundCallState={foreground}\n    mBackgroundCallState={background}")
    call.line(f"    mCallIncomingNumber={number}\n    mServiceState={{mVoiceRegState={service}, "
              f"mDataRegState={data}, mOperatorAlphaLong={carrier}, "
              f"roaming={str(now.voice == 'roaming' and not off).lower()}}}")  # fmt: skip
    signal = 0 if off else now.signal
    call.line(f"    mSignalStrength=SignalStrength:{{mLte=CellSignalStrengthLte: level={signal}}}")
    connected_now = 2 if transport(phone) == "CELLULAR" else 0
    call.line(f"    mDataConnectionState={connected_now}")
