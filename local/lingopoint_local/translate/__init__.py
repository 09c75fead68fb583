"""A stand-in for Amazon Translate: its JSON API on 127.0.0.1, with its limits and its errors, on a local engine.

`service` has the operations, `http` serves them, `in_process` gives them to code of the same process. `behaviour` makes
the service slow, throttled, failing or careless when it is told to. A request's text is taken apart in `request_text`
to lines (`line`), which is what `engines` translate.
"""
