"""dumpsys display, input, battery, power and telephony.registry: what the phone's hardware is doing."""

from device.phone.apps.dialer.call import CallState, call_state, connected, current_call
from device.phone.display import PHYSICAL_DPI, PHYSICAL_SIZE
from device.phone.hardware import BATTERY_HEALTH, BATTERY_STATUS
from device.phone.shell.call import Call


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
_BATTERY_KEY = "tapwright.battery."
"""Prefix of the properties that keep what `dumpsys battery set` changed, until `reset`."""
_PLUGGED = {"AC powered": "ac", "USB powered": "usb", "Wireless powered": "wireless"}


def _battery_lines(call: Call) -> dict[str, str]:
    now = call.phone.hardware
    return {
        "AC powered": str(now.charger).lower(), "USB powered": "false", "Wireless powered": "false",
        "Dock powered": "false", "Max charging current": "500000", "Max charging voltage": "5000000",
        "Charge counter": str(40_000 * now.battery_level), "status": str(BATTERY_STATUS[now.battery_status]),
        "health": str(BATTERY_HEALTH[now.battery_health]), "present": str(now.battery_present).lower(),
        "level": str(now.battery_level), "scale": "100", "voltage": "4300", "temperature": "250",
        "technology": "Li-ion",
    }  # fmt: skip


def battery(call: Call, args: list[str]) -> None:
    """The battery, and `set NAME VALUE`, `unplug`, `reset`."""
    properties = call.phone.properties
    if args[:1] == ["set"] and len(args) > 2:
        properties[_BATTERY_KEY + args[-2]] = args[-1]
        return
    if args[:1] == ["unplug"]:
        for name in _PLUGGED.values():
            properties[_BATTERY_KEY + name] = "0"
        return
    if args[:1] == ["reset"]:
        for name in [name for name in properties if name.startswith(_BATTERY_KEY)]:
            del properties[name]
        return
    call.line("Current Battery Service state:")
    for name, usual in _battery_lines(call).items():
        value = properties.get(_BATTERY_KEY + _PLUGGED.get(name, name))
        if value is not None and name in _PLUGGED:
            value = "true" if value != "0" else "false"
        call.line(f"  {name}: {usual if value is None else value}")


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
_SERVICE = {"home": "0(IN_SERVICE)", "roaming": "0(IN_SERVICE)", "denied": "2(EMERGENCY_ONLY)"}
_IDLE, _ACTIVE, _HOLDING, _DIALING, _INCOMING = 0, 1, 2, 3, 5
"""As PreciseCallState counts."""


def telephony(call: Call, args: list[str]) -> None:
    """The call there is and the network."""
    phone = call.phone
    now = phone.hardware
    activity = current_call(phone)
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
            foreground = _ACTIVE if connected(phone, state) else _DIALING
    service = _SERVICE.get(now.voice, "1(OUT_OF_SERVICE)")
    call.line("last known state:\n  Phone Id=0")
    call.line(f"    mCallState={call_state(phone)}\n    mRingingCallState={ringing}")
    call.line(f"    mForegroundCallState={foreground}\n    mBackgroundCallState={background}")
    call.line(f"    mCallIncomingNumber={number}\n    mServiceState={{mVoiceRegState={service}, "
              f"mDataRegState={_SERVICE.get(now.data, '1(OUT_OF_SERVICE)')}, "
              f"roaming={str(now.voice == 'roaming').lower()}}}")  # fmt: skip
    call.line(f"    mSignalStrength=SignalStrength:{{mLte=CellSignalStrengthLte: level={now.signal}}}")
