"""Lingopoint: S3 objects served in the reader's language, translated while they are read.

Its surface is the tag on a key, the settings, the metadata of an answer and the handler (tests/build/test_surface.py).
No name of Python is promised to anybody outside of this project.
"""

__all__ = ()
