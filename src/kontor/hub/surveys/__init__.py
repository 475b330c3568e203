"""Surveys: a questionnaire in versions, asked in waves, answered over single links, closed and compared.

`engine.questionnaire` says what a respondent sees and whether it may stand; here it is kept who was asked, when, and what
came back. What the answers are checked against stands in the areas below and above; what is counted over a programme in
`reports`.
"""
