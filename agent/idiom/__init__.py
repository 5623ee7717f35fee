"""Forms of action that models were trained on."""
