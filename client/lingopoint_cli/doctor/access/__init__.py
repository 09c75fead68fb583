"""Who may do what: the function's role, readers, and whom the buckets, the function and the website let in."""
