"""The house front: URL root, home, pages that cross areas, the command line, and the switchboard (`wiring`)."""
