"""What a sentence says of an undertaking: its words and clauses, what it is about, and what became of it.

`terms` and `segments` cut a sentence up, `topics` finds what it is about (with the lexicons of `subjects`), `judge` and
`nouns` give the label (with those of `predicates` and `meanings`), `theatre` tells whose truce it is. `evidence` puts
them together.
"""
