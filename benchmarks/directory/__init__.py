"""The hub at the size of a whole programme: pages, import, duplicates, network, report. See `__main__`."""
