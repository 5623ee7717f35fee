"""What the system itself brings: permissions that it gives unasked, and features."""

INSTALL_TIME = tuple(
    f"android.permission.{name}"
    for name in (
        "ACCESS_NETWORK_STATE", "ACCESS_WIFI_STATE", "BLUETOOTH", "CHANGE_WIFI_STATE", "FOREGROUND_SERVICE",
        "INTERNET", "NFC", "RECEIVE_BOOT_COMPLETED", "REQUEST_INSTALL_PACKAGES", "SET_ALARM",
        "USE_EXACT_ALARM", "VIBRATE", "WAKE_LOCK",
    )
)  # fmt: skip
"""Permissions that nobody is asked for."""
FEATURES = tuple(
    f"feature:{name}"
    for name in (
        "reqGlEsVersion=0x30002", "android.hardware.audio.output", "android.hardware.bluetooth",
        "android.hardware.bluetooth_le", "android.hardware.camera", "android.hardware.camera.any",
        "android.hardware.camera.front", "android.hardware.faketouch", "android.hardware.location",
        "android.hardware.location.gps", "android.hardware.microphone", "android.hardware.nfc",
        "android.hardware.ram.normal", "android.hardware.screen.landscape",
        "android.hardware.screen.portrait", "android.hardware.sensor.accelerometer",
        "android.hardware.telephony", "android.hardware.touchscreen",
        "android.hardware.touchscreen.multitouch", "android.hardware.usb.accessory",
        "android.hardware.wifi", "android.software.home_screen", "android.software.input_methods",
        "android.software.webview",
    )
)  # fmt: skip
