"""Timed text: SubRip and WebVTT.

To others: nothing. Needs `text`, to spread a translation over the lines of a cue.
"""

__all__: list[str] = []
