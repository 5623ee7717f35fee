"""Embedded phones that run: served over ADB in this process, in a terminal, or detached.

host.py serves phones on ports, daemon/ is the ADB daemon of one phone, control.py what its owner can do
beyond ADB, process.py and detached.py run phones as programs of their own. This is the topmost room: it may
import everything, and nothing of device.phone imports it. Which phones run on this computer is told by
device/link/running.py, which loads no phone. Start reading with host.py and daemon/daemon.py.
"""
