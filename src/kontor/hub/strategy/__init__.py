"""What a partnership wants to do together, with whom and when: its value chains and its roadmap of activities.

Objectives and approvals join it here; what was done on a journey is a record of `missions`.
"""
