"""What is raised when the configuration cannot be used; alone, because who only catches it needs nothing else."""

from __future__ import annotations


class ConfigError(Exception):
    """The configuration cannot be used at all. The message says where, what was found, what is expected."""
