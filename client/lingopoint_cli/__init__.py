"""The `lingopoint` command. Its surface is the commands, their options and their exit codes; no name of Python."""

__all__ = ()
