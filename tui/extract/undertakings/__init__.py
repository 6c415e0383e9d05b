"""What a sentence says of an undertaking: its words and clauses, what it is about, and what became of it.

`terms` and `segments` cut a sentence up; `topics` finds what it is about, by the finders of `people`, `forces` and
`passage` with the lexicons of `subjects`; `own_words` finds the agreement's own phrases; `judge` and `nouns` give the
label, with the lexicons of `predicates` and `meanings`; `voices` tells who says it and who must act; `rebuttals` finds
denials that point back. `theatre` tells whose truce it is, and `evidence` puts them together.
"""
