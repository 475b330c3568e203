"""What a partnership wants to do together, and when: at present its roadmap of activities.

Value chains, objectives and approvals join it here; what was done on a journey is a record of `missions`.
"""
