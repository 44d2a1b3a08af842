"""Reports that stand alone: what came out of runs, in one file for everybody."""
