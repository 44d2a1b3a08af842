"""Many runs: replicates of a scenario, their tables and where these are kept."""
