"""Records as rows: the columns of each kind of table, and the forms in which a table is written."""
