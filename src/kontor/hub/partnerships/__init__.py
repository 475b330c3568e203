"""Partnerships: several cluster organisations acting under one agreement, to go to third countries or to invest.

Programmes and calls, partnerships and who takes part in them when, target markets, activities, partner searches, and
what was learnt (good practices, recommended actions, challenges). Meetings, cases and agreements are higher up.
"""
