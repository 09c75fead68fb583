"""Lingopoint: S3 objects served in the reader's language, translated while they are read."""
