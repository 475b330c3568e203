"""Counts everything below, and holds what others state against what the records say.

For now claims and findings; indicators, targets and measurements join them. A claim is a figure that somebody states in
a report or text; a finding is what the checker says of it. Both values stay visible: nobody's figure is replaced.
"""
