"""The formats: a package for each family, and in it a module for each format.

Each such module has one function for the outside, `extract(data, options) -> Document`, on UTF-8 bytes. `table` has a
row for each format, `registry` finds the format of an object and imports its module when it is first used.

What families may use of each other:

- `options`, `nesting`, `opaque`, `placeholders`, `cardinals`, `choices`, `hyphens`, `locales`, `json_ld`,
  `json_tree` and `soundness` are everybody's, and so are `lingopoint.unit` and `lingopoint.regex` below.
- Of another family, what its package exposes (`__all__`): little, and quickly imported. Its docstring says what the
  family needs of others.
- Of a format of another family, its `extract`, imported where it is called: few documents hold other ones.

All else in a family is its own affair. A test holds this, and which family may use which.
"""
