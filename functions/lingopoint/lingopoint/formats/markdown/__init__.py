"""Markdown and its dialects: CommonMark, GitHub's, MDX, front matter."""
