"""Computes. No Django, no database, no clock, no files: frozen dataclasses in and out."""
