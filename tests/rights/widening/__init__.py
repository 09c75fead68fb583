"""Every way in which a statement of a policy can be made wider, one at a time."""
