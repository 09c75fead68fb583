"""Formats of keys and values: JSON, YAML, CSV, Java properties, Apple strings, and what their values may hold."""
