"""Training the reader: lexicon from a teacher, network from generated goals."""
