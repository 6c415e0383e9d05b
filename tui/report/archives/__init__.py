"""Extraction over archives: inputs -> items -> readings, in order, by one process, by several, or by a cluster.

`inputs` finds the items, `reading` turns one into a line of output, `pool` and `cluster` do that elsewhere, `output`
writes the lines to a file that a later run can go on with. Each item has a number, and the order of the output is the
order of the numbers, whoever reads.
"""
