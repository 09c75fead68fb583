"""The formats: one module each, `extract(data, options) -> Document`, on UTF-8 bytes."""
