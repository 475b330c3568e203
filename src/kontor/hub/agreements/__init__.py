"""What comes of meetings: cooperation cases with their counterparts, agreements, follow-ups and their impact.

A case is one cooperation, whoever reports it and how often; its agreements, steps and follow-ups hang on it. What a
partnership wants to reach is counted one area up, in `scoreboard`.
"""
