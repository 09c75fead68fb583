"""The web front door: a function URL behind CloudFront. One HTTP request in, one HTTP answer out.

Its readers are nobody to S3: what is published (`WebPrefixes`) is read with the function's own right, and nothing else.
"""

from lingopoint.handlers.web.door import handle, lambda_handler

__all__ = ["handle", "lambda_handler"]
