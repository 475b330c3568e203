"""What respondents are told by mail."""
