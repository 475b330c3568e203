"""Single meetings of an event: who takes part, who wishes to meet whom, the schedule, the day and what came of it."""
