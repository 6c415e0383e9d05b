"""A terminal dashboard that watches one ceasefire agreement live."""

__version__ = "0.1.0"
