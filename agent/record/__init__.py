"""What the roles of a run were asked, kept so that another model can be asked the same."""
