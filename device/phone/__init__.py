"""The embedded phone: an Android in pure Python behind the real ADB protocol."""
