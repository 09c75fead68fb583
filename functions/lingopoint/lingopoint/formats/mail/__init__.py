"""Messages of e-mail.

To others: nothing. Needs `text` and `html`, for the parts of a message.
"""

__all__: list[str] = []
