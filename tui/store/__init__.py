"""What is kept. Nothing outside this folder knows TinyDB.

From the file upwards: `lines` (what a line says), `disk` (file operations), `appender` (the file of a writer), `memory`
and `views` (its documents), `journal` and `table` (TinyDB's storage and table), `lock` (one writer). Beside it, for
what is no longer recent: `months` (its files), `schema` and `index` (where to find it), `sealing` (how it gets there).
On top: `held` (both as one), `questions`, `archive` (the door), `upkeep` (check, compact, backup). Apart: `folds` and
`origins` (what is a copy of what), `packing` (records as JSON).
"""
