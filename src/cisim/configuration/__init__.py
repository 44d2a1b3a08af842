"""What may vary: parameters, outcomes, scenarios and the files they are written in."""
