"""Journeys and events: the events that partnerships held, with the numbers stated of them, and the calls for expression of interest
that gather those who take part. Delegations join them here; single meetings with their schedule belong to `matchmaking`.
"""
