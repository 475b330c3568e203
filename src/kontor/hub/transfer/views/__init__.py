"""Screens of this area: what can be imported and exported, one import from file to undo, downloads."""
