"""What went wrong with the local stack, in a line."""


class StackError(Exception):
    """The local stack could not do what was asked. The message is one line, and names the log to read."""
