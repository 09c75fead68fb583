"""The local stack: the real template on a local AWS, with Amazon Translate's API on an embedded engine."""
