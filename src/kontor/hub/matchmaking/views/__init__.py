"""Pages of single meetings."""
