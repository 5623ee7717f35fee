"""Goals in pairs that differ by little in words and by much in meaning, written by somebody outside."""
