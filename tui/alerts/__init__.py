"""What a person wants to be told without looking: rules on events, quiet hours, and how an event is told.

Off unless there are rules. An event is what happened, told once: ten outlets with one story are one event.
"""

from tui.alerts.events import Event, Look, State
from tui.alerts.herald import Herald, test_events

__all__ = ["Event", "Herald", "Look", "State", "test_events"]
