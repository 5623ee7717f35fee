"""The programs of the phone, by subject."""
