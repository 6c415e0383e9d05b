"""The dashboard in a browser: each tab a view of one store, behind a door of our own, for textual-serve has none.

Who may come in: on loopback everybody who names this very server (another site's page does not); elsewhere who has
the token. Nothing of a page is fetched from anywhere but here.
"""
