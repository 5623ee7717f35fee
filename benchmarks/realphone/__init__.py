"""How long our runs and the peers' take on a phone as slow as real ones are."""
