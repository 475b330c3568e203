"""Who is asking: people, their teams and roles, sign-in, tokens. Makes the `Actor` that everything else asks about.

A team stands for an organisation, a partnership or a programme without knowing it: the records above point down to
their team. So rights live here once, and no area needs to know how people sign in.
"""
