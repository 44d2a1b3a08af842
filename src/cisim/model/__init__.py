"""The laws: pure scalar functions, random streams, states and what is observed."""
