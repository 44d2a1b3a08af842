"""Numbers from stored runs: no simulation, no figures."""
