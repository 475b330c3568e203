"""Lists of this area, one file per subject."""
