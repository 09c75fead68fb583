"""The local stack: the real template on a local AWS, with Amazon Translate's API on an engine of this machine.

`aws` starts and stops; `translate` is the stand-in for Amazon Translate, and knows nothing of the rest.
"""

__all__ = ()
