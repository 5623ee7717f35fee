"""How the learned part of the bundled policy is trained; needs torch, which running it does not."""
