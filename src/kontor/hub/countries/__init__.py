"""Third countries: what is known of each, with whom to speak there, who goes there already, and where to go next."""
