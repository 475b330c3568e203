"""Doors of this area: one file per subject, one class per thing a person does."""
