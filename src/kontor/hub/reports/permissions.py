"""Who may, and who sees which rows, in this area."""
