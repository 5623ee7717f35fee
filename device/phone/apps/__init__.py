"""The apps of the embedded phone, one file or folder each."""
