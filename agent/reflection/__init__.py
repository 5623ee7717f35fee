"""What the reflect node does: judge the last step, weigh a claim, set the course."""
