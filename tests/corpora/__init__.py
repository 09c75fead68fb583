"""Documents that other people wrote, a few thousand of them, each translated and looked at by independent parsers."""
