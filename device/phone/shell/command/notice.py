"""cmd notification and dumpsys notification: what is posted, and posting from the shell."""

import zlib

from device.phone.shell.call import Call, Options, UsageFault
from device.phone.system.identity import uid_of
from device.phone.system.intent import Intent
from device.phone.system.notification import Notification
from device.phone.system.passing import pass_time
from device.phone.system.posting import shown

_SHELL = "com.android.shell"
_POST_ID = 2020
_CHANNEL = "shell_cmd"
_MODES = {"off": "0", "all": "0", "none": "2", "on": "2", "priority": "1", "alarms": "3"}
_NO_CLEAR, _AUTO_CANCEL, _ONGOING, _INSISTENT = 0x20, 0x10, 0x2, 0x4
_HELP = """usage: cmd notification SUBCMD [args]

SUBCMDs:
  set_dnd [on|none (same as on)|priority|alarms|all|off (same as all)]
  post [flags] TAG TEXT
  list
  get <notification-key>
"""


def notification(call: Call) -> int:
    """`cmd notification VERB ...`"""
    verb, args = (call.args[0], call.args[1:]) if call.args else ("", [])
    if verb == "post":
        return _post(call, args)
    if verb == "list":
        pass_time(call.phone)
        for entry in shown(call.phone):
            call.line(entry.key)
        return 0
    if verb == "get" and args:
        found = call.phone.notifications.find(args[0])
        if found is not None:
            _record(call, found, redact=False)
        return 0
    if verb == "set_dnd" and args:
        call.phone.settings.put("global", "zen_mode", _MODES.get(args[0], "0"))
        return 0
    if verb in ("help", "-h", "--help", ""):
        call.out(_HELP)
        return 0
    return call.unknown(verb)


def _post(call: Call, args: list[str]) -> int:
    """`post [-t TITLE] [-i ICON] [-S bigtext] TAG TEXT`, in the shell's own name."""
    call.args = args
    try:
        long = {
            "title": "t",
            "icon": "i",
            "large-icon": "I",
            "style": "S",
            "content-intent": "c",
            "verbose": "v",
        }
        given = call.options("+ht:i:I:S:c:v", long)
    except UsageFault as fault:
        call.err(f"error: {fault}")
        return 255
    if "h" in given or len(given.rest) < 2:
        call.out("usage: cmd notification post [flags] <tag> <text>\n")
        return 0 if "h" in given else 255
    entry = _posted(given)
    call.line(f"posting:\n  {_summary(entry)}")
    call.phone.notify(entry)
    return 0


def _posted(given: Options) -> Notification:
    tag, *words = given.rest
    text = " ".join(words)
    icon = given.value("i").rpartition("/")[2]
    return Notification(
        _SHELL,
        given.value("t"),
        text,
        id=_POST_ID,
        tag=tag,
        channel=_CHANNEL,
        big_text=text if given.value("S") == "bigtext" else "",
        icon=icon if icon in ("alarm", "mail", "info", "warning") else "",
        auto_cancel=False,
    )


# -- dumpsys -----------------------------------------------------------------------------------------------
def dump_notification(call: Call, args: list[str]) -> None:
    """`dumpsys notification [--noredact]`: without the flag texts are told by their length only."""
    pass_time(call.phone)
    call.line("Current Notification Manager state:\n  Notification List:")
    for entry in shown(call.phone):
        _record(call, entry, redact="--noredact" not in args)
    zen = call.phone.settings.number("global", "zen_mode")
    call.line(f"\n  Zen Mode:\n    mInterruptionFilter={1 if not zen else 2}\n    mZenMode={zen}")


def _hash(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFFFFF:07x}"


def _flags(entry: Notification) -> int:
    return (
        (_ONGOING | _NO_CLEAR if entry.ongoing else 0)
        | (_AUTO_CANCEL if entry.auto_cancel else 0)
        | (_INSISTENT if entry.insistent else 0)
    )


def _summary(entry: Notification) -> str:
    """`Notification(...)` as Android prints one."""
    category = f" category={entry.category}" if entry.category else ""
    group = f" groupKey={entry.group}" if entry.group else ""
    actions = f" actions={len(entry.actions)}" if entry.actions else ""
    return (
        f"Notification(channel={entry.channel} shortcut=null contentView=null vibrate=null sound=null "
        f"defaults=0x0 flags=0x{_flags(entry):x} color=0x00000000{category}{group}{actions} vis=PRIVATE)"
    )


def _pending(entry: Notification, intent: Intent) -> str:
    name = _hash(f"{entry.key}{intent.action}{intent.component}")
    return f"PendingIntent{{{name}: PendingIntentRecord{{{name} {entry.package} startActivity}}}}"


def _record(call: Call, entry: Notification, *, redact: bool) -> None:
    key, uid = entry.key, uid_of(entry.package)
    tag = entry.tag or "null"
    call.line(
        f"    NotificationRecord(0x{_hash(key):>08}: pkg={entry.package} user=UserHandle{{0}} id={entry.id} "
        f"tag={tag} importance={entry.importance} key={key}: {_summary(entry)})"
    )
    tap = _pending(entry, entry.tap) if entry.tap is not None else "null"
    for line in (
        f"uid={uid} userId=0",
        f"opPkg={entry.package}",
        f"icon=Icon(typ=RESOURCE pkg={entry.package} id=0x{_hash(entry.icon or entry.package)})",
        f"flags=0x{_flags(entry):x}",
        f"pri={entry.importance - 3}",
        f"key={key}",
        "seen=true",
        f"groupKey=0|{entry.package}|g:{entry.group}" if entry.group else f"groupKey={key}",
        f"contentIntent={tap}",
        "deleteIntent=null",
        "number=0",
        "groupAlertBehavior=0",
        f"when={entry.when_ms}",
        "tickerText=null",
        "contentView=null",
        f"color=0x00000000 timeout=0 visibility=PRIVATE category={entry.category or 'null'}",
    ):
        call.line(f"      {line}")
    _extras(call, entry, redact=redact)
    if entry.actions:
        call.line("      actions={")
        for place, action in enumerate(entry.actions):
            call.line(f'        [{place}] "{action.label}" -> {_pending(entry, action.intent)}')
        call.line("      }")
    call.line(f"      mImportance={entry.importance}\n      mVisibleSinceMs=0\n      mUserImportance=NONE")
    call.line(f"      effectiveNotificationChannel=NotificationChannel{{mId='{entry.channel}', "
              f"mImportance={entry.importance}}}")  # fmt: skip


def _extras(call: Call, entry: Notification, *, redact: bool) -> None:
    def said(text: str) -> str:
        if not text:
            return "null"
        return f"String [length={len(text)}]" if redact else f"String ({text})"

    call.line("      extras={")
    call.line(f"        android.title={said(entry.title)}")
    call.line(f"        android.text={said(entry.text)}")
    if entry.big_text:
        call.line(f"        android.bigText={said(entry.big_text)}")
    if entry.lines:
        call.line(f"        android.textLines=CharSequence[] ({len(entry.lines)})")
        if not redact:
            for place, line in enumerate(entry.lines):
                call.line(f"          [{place}] {line}")
    if entry.progress >= 0:
        call.line(f"        android.progress=Integer ({min(entry.progress, 100)})")
        call.line("        android.progressMax=Integer (100)")
    counting = entry.counts_ms is not None
    call.line(f"        android.showChronometer=Boolean ({str(counting).lower()})")
    call.line("        android.showWhen=Boolean (true)\n      }")
