"""The laws: pure scalar functions, one file per submodel of the ODD document.

A law draws nothing and keeps nothing. It is handed the rates of its group first,
then its own state, the state of others, the surroundings, and a uniform number ``u``
where chance decides. Both engines call the same compiled laws.
"""
