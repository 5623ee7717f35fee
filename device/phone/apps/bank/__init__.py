"""Oakway Bank: accounts, transfers and cards behind a PIN."""

from device.phone.apps.bank.bank import Bank

APPS = (Bank,)
