"""Our rows as other parts take them: values for the rules, columns for files."""

from kontor.hub.directory.inputs.profile import profile_fields

__all__ = ["profile_fields"]
