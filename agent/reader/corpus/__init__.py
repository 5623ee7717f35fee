"""Make training utterances for the reader, backwards from intents: labelled by construction."""
