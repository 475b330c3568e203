"""Pages of events: find and read them, a calendar, enter and change them, and the feed for people's own calendars."""
