"""Journeys and events: at present the events that partnerships held, with the numbers stated of them.

Calls, delegations and registration join them here; single meetings with their schedule belong to `matchmaking`.
"""
