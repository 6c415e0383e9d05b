"""Groups of commands, and what commands say of days; `tui.cli` puts them together."""
