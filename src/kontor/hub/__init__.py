"""Remembers and shows: the Django project. Areas import only what lies below them (`.importlinter`)."""
