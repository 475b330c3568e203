"""Meeting schedules: events by seed, and solvers measured on them."""
