"""What every area stands on, and nothing that only one area needs.

Who acts (`actor`), what may be refused (`refusal`), who may (`permission`), who sees (`visibility`), what happened
(`audit`), which states follow each other (`states`), dates with the precision that is known (`partial_dates`),
countries and regions, background jobs, search, mail, and the frame of every page (`chrome`).
A file enters only when three areas need it and it has a noun for a name.
"""
