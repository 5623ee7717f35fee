"""What scripts that set a phone up ask: locksettings, dpm, bmgr, sm. Nobody locks or manages this phone."""

from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import died

_LOCK_HELP = """lockSettings service commands:

  get-disabled [--old <CREDENTIAL>] [--user USER_ID]
    Tells whether there is no lock screen.

  set-disabled [--old <CREDENTIAL>] [--user USER_ID] <true|false>
    Says so. This phone shows none either way.

  set-pattern, set-pin, set-password
    Refused: this phone has no lock screen.

  clear [--old <CREDENTIAL>] [--user USER_ID]
    Clears the lock credentials.

  verify [--old <CREDENTIAL>] [--user USER_ID]
    Verifies them.
"""
_DISABLED = "tapwright.lockscreen.disabled"
_LOCK_SILENT = ("sp", "remove-cache", "set-resume-on-reboot-provider-package", "require-strong-auth")


def locksettings(call: Call) -> int:
    """`locksettings VERB`, also `cmd lock_settings VERB`"""
    verb, *rest = [arg for arg in call.args if arg] or ["help"]
    old, words = "", []
    while rest:
        word = rest.pop(0)
        if word in ("--old", "--user"):
            value = rest.pop(0) if rest else ""
            old = value if word == "--old" else old
        else:
            words.append(word)
    store = call.phone.properties
    if verb in ("help", "-h"):
        call.out(_LOCK_HELP)
    elif verb == "get-disabled":
        call.line(store.get(_DISABLED, "true"))
    elif old:
        call.line("Old password provided but user has no password")
        return 255
    elif verb == "set-disabled":
        store[_DISABLED] = str(words[:1] != [] and words[0].lower() == "true").lower()
        call.line(f"Lock screen disabled set to {store[_DISABLED]}")
    elif verb == "clear":
        call.line("Lock credential cleared")
    elif verb == "verify":
        call.line("Lock credential verified successfully")
    elif verb in ("set-pin", "set-password", "set-pattern"):
        call.err(f"Error while executing command: {verb}: this phone has no lock screen")
        return 255
    elif verb not in _LOCK_SILENT:
        call.err(f"Unknown command: {verb}")
        return 255
    return 0


# -- who manages it, and who keeps its data ----------------------------------------------------------------
_DPM_HELP = """usage: dpm [subcommand] [options]
usage: dpm set-active-admin [ --user <USER_ID> | current ] <COMPONENT>
usage: dpm set-device-owner [ --user <USER_ID> | current ] <COMPONENT>
usage: dpm set-profile-owner [ --user <USER_ID> | current ] <COMPONENT>
usage: dpm remove-active-admin [ --user <USER_ID> | current ] <COMPONENT>
usage: dpm list-owners
"""
_ADMIN_VERBS = ("set-active-admin", "set-device-owner", "set-profile-owner", "remove-active-admin")


def dpm(call: Call) -> int:
    """No app here can manage the phone."""
    verb = call.args[0] if call.args else "help"
    if verb in ("help", "-h"):
        call.out(_DPM_HELP)
        return 0
    if verb == "list-owners":
        call.line("no owners")
        return 0
    if verb in _ADMIN_VERBS:
        names = [arg for arg in call.args[1:] if "/" in arg]
        message = f"Unknown admin: ComponentInfo{{{names[0]}}}" if names else "Argument expected"
        return died(call, verb, "java.lang.IllegalArgumentException", message)
    return call.unknown(verb)


_BACKUP = ("secure", "backup_enabled")
_TRANSPORT = "com.google.android.gms/.backup.BackupTransportService"


def bmgr(call: Call) -> int:
    """Backups, of which this phone makes none: whether they are on, and by whom they would be made."""
    args = [arg for arg in call.args if arg]
    if args[:1] == ["--user"]:
        args = args[2:]
    verb, value = [*args, "", ""][:2]
    settings = call.phone.settings
    if verb == "enabled":
        call.line(f"Backup Manager currently {_switch(settings.on(*_BACKUP))}")
    elif verb == "enable" and value:
        settings.put(*_BACKUP, value == "true")
        call.line(f"Backup Manager now {_switch(value == 'true')}")
    elif (verb, value) == ("list", "transports"):
        call.line(f"  * {_TRANSPORT}")
    elif (verb, value) == ("list", "sets"):
        call.line("No restore sets")
    elif verb in ("backupnow", "restore", "run", "fullbackup", "backup", "wipe", "init"):
        call.line("Backup is not allowed")
        return 1
    else:
        call.err(
            f"Unknown command: {verb}" if verb else "usage: bmgr [enabled|enable BOOL|list transports|sets]"
        )
        return 1
    return 0


def _switch(on: bool) -> str:
    return "enabled" if on else "disabled"


# -- volumes -----------------------------------------------------------------------------------------------
_VOLUMES = {"emulated": "emulated;0 mounted null", "private": "private mounted null"}
_STORAGE = {
    "has-adoptable": "false", "get-primary-storage-uuid": "null", "list-disks": "", "get-fbe-mode": "native",
    "get-isolated-storage": "true", "supports-checkpoint": "true",
}  # fmt: skip


def sm(call: Call) -> int:
    """The phone's own storage, and no card."""
    verb, value = [*call.args, "", ""][:2]
    if verb == "list-volumes":
        for kind, line in _VOLUMES.items():
            if value in ("", "all", kind):
                call.line(line)
    elif verb in _STORAGE:
        call.out(f"{_STORAGE[verb]}\n".lstrip("\n"))
    elif verb not in ("fstrim", "idle-maint", "set-force-adoptable", "forget", "abort-idle-maint"):
        call.err(
            "usage: sm list-disks [adoptable]\n       sm list-volumes [public|private|emulated|stub|all]\n"
            "       sm has-adoptable\n       sm get-primary-storage-uuid\n       sm fstrim"
        )
        return 1
    return 0


COMMANDS: dict[str, Command] = {"locksettings": locksettings, "dpm": dpm, "bmgr": bmgr, "sm": sm}
