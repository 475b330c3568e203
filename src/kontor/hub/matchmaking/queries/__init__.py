"""What is asked about single meetings: sessions, who takes part, who wishes whom, what is possible."""
