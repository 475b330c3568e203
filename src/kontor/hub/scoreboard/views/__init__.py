"""Pages of the scoreboard: claims and findings, answers of the records."""
