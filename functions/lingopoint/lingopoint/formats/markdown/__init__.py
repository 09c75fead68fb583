"""Markdown and its dialects: CommonMark, GitHub's, MDX, front matter.

To others: nothing. Needs `html`, for blocks of it, and `values`, for YAML as front matter.
"""

__all__: list[str] = []
