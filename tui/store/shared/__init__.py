"""One record for many desks: updates and records in PostgreSQL, behind the same questions as the file (`archive`).

Several collectors share the polling by leases, any number of dashboards follow. Needs the extra `postgres`.
"""
