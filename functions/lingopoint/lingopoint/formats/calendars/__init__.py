"""Calendars: iCalendar.

To others: nothing. Needs `values`, for what is wanted and what a text may hold.
"""

__all__: list[str] = []
