"""Larkmart: goods and apps for money."""

from device.phone.apps.store.store import Store

APPS = (Store,)
