"""The local AWS: starting it, deploying the template to it, calling the function, stopping it.

`stack` is the way in; `servers` and `processes` start and stop the two servers, `deploy` runs SAM, and `install` makes
the environment that the local AWS runs in. `invoke` calls the function outside of it, through the door of `front`, in
one of the `runners`.
"""
