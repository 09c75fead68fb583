"""Random cases: whatever is asked, stored and answered, each request gets exactly one answer that a reader can read."""
