"""Pages of countries: find and read them, begin and change profiles, their facts and bodies."""
