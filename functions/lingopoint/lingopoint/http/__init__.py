"""HTTP as S3 speaks it: ranges, conditions, entity tags. Value types, each read from and written to its header."""
