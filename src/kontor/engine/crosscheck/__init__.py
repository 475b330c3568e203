"""Checks what is said against what is recorded, and finds what is recorded twice.

`names` folds names (search uses `names.fold`), `duplicates` proposes organisations that may be one, `questions`
are counting questions as data, `tables` holds records by column, `answers` counts them, `claims` compares a stated
figure with an answer, `statements` compares stated figures with each other, `fields` lists what questions may speak
of, `values` says which values are the same.

It never decides who is right and never changes a value.
"""
