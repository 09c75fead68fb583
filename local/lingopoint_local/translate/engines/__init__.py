"""What can translate without AWS. Each engine says plainly what it is, and refuses the pairs it cannot do.

`engine` is what the service asks of one; `choice` makes one by its name.
"""
