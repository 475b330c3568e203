"""Counts everything below, and holds what others state against what the records say.

Indicators say what a partnership set out to reach: their values are counted from registers by rules that are data, or
entered with evidence and verified by somebody else. A claim is a figure that somebody states in a report or text; a
finding is what the checker says of it. Both values stay visible: nobody's figure is replaced.
"""
