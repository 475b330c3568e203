"""`./kontor schedule`: make, judge or repair the schedule of an event that stands in a file. No Django, no database."""

from kontor.schedule.command import main

__all__ = ["main"]
