"""Who may read what, by a policy engine: the permission matrix of the documentation, and the template's statements."""
