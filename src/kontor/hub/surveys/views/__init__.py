"""Pages of surveys: those of respondents, and those of whoever runs a survey."""
