"""Steps that the skills share: finding a page, filling in a form, picking a time, checking what was made."""
