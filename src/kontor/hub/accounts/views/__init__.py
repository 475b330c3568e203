"""The pages of this area, by what they are about."""
