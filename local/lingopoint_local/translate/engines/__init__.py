"""What can translate without AWS. Each engine says plainly what it is, and refuses the pairs it cannot do."""
