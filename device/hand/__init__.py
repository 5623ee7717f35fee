"""Acting on a phone: fingers, keys, typing, the clipboard, and the keyboards that typing borrows."""
