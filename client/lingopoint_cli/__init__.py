"""The `lingopoint` command."""
