"""What was agreed, as data, and what has become of it."""

from tui.agreement.model import (
    Actor,
    Agreement,
    AgreementError,
    Baseline,
    Commitment,
    Indicator,
    Match,
    Observation,
    Phase,
    available,
    load,
)

__all__ = [
    "Actor",
    "Agreement",
    "AgreementError",
    "Baseline",
    "Commitment",
    "Indicator",
    "Match",
    "Observation",
    "Phase",
    "available",
    "load",
]
