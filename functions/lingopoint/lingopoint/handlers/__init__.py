"""The front doors: what Lambda calls."""
