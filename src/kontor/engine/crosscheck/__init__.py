"""Checks what is said against what is recorded, and finds what is recorded twice.

`names` folds names (search uses `names.fold`), `duplicates` proposes organisations that may be one, `questions`
are counting questions as data, `tables` holds records by column, `answers` counts them, `claims` compares a stated
figure with an answer, `statements` compares stated figures with each other, `fields` lists what questions may speak
of, `values` says which values are the same, `pairs` joins what single sides say of working with one another.

`dossier.inspect` checks everything about one project at once: `rules` holds one room for each sort of inconsistency,
`findings` their kinds and sentences, `ladder` the order of states, `bodies` and `things` which names and which rows are one,
`printed` the days that a text names.

What to give it. A `dossier.Dossier` is filled from these; all are frozen and hold texts, numbers and tuples only:

- `registers.Project`: id, name, `partners` (`Party` with id and name), `whole` (words that credit everybody), `start` and
  `end`, `as_of` (the day of the look: the engine has no clock).
- `registers.Register`: one table as printed: `place` ('Table 3'), `subject` (agreements, cases, events, contacts, or a word of
  your own for rows that are only counted), `part` (overview or detail) and its `Entry` rows. An entry's `id` is unique among
  all rows; rows that share a `record` are known to be one thing: they are compared with nobody, and reported as written twice where they
  stand in two tables that are not overview and detail of each other.
- `rules.statuses.Statement`: a status told elsewhere (a text, a partner). `rules.figures.Figure`: a claim, its place, and a
  question over `dossier.records_of`, or what it is `about`, or a note why it has none. `rules.sums.Total` and `Share`:
  totals with parts, percentages with part and whole. `rules.credit.Target`: a target in total and by partner.
  `rules.categories.Vocabulary`: the words allowed. `rules.listings.Listing`: a printed list and how many it says it has.

A confidential party is a `Party` without name and id. What is not known is '' or (), and finds nothing.

What comes out: `claims.Verdict`s with a `kind` (`findings.KINDS`: verdict, rule, sentence), `hardness` (certain, likely, ask),
both values, the ids of the rows, the places, and the words of the sentence.

It never decides who is right and never changes a value.
"""
