"""Contacts: the people the phone knows."""

from device.phone.apps.contacts.contacts import Contacts

APPS = (Contacts,)
