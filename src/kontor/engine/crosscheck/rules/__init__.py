"""The rules by which statements and rows are held against each other, one room for each sort of inconsistency.

`statuses` two states of one record, `doubles` one thing written down twice, `dates` days that cannot be, `sums` totals and
percentages, `figures` what a text says about the rows, `credit` who is credited with what, `categories` words outside their
list, `listings` lists that name somebody twice, `details` what an overview has and the details lack.

Each takes what `registers` and `dossier` hold and returns findings. None knows a document.
"""
