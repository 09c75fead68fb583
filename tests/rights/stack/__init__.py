"""A stack of the templates: what its references are, what its policies say, and what they are to say."""
