"""The embedded phone: an Android in pure Python behind the real ADB protocol.

`Phone` (phone.py) puts it together. Its rooms, each of which imports only those below it (the linter holds
them to it, see pyproject.toml):

    server              phones that are served over ADB
    sheet sample tour   one phone looked at, filled, walked through
    phone               the whole of it: Phone
    shell               adb shell
    console             the emulator console
    apps   weather      the apps; trouble on demand
    screen   web        Handset: frames and touches; web pages
    widget              what screens are built of
    system              System: services, and what an app is
    toolkit   file      views, layout, painting; files and databases

A System becomes a Handset by having a screen, and a Handset a Phone by having apps, a shell and weather. What
works on a phone names the lowest of the three that has what it needs; apps name their Context instead.
"""
