"""Timed text: SubRip and WebVTT."""
