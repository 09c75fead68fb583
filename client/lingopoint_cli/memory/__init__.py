"""The translation memory as people see it: units, tables, TMX."""
