"""The switchboard: everything that is plugged into something lower, in one list read from top to bottom."""


def connect() -> None:
    """Plug the areas together. Called once, when Django is ready."""
