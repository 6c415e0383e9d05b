"""ceasefire-tui."""
