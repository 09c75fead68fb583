"""HTML: pages, fragments, and HTML nested in other documents."""
