"""Pages of roadmaps: read one, plan, move due days, report, what is late, and the feed of a person's deadlines."""
