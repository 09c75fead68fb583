"""The documents in which the skeleton does not hold, or a word was missed, and why. Paths are below the corpus."""

_MARKDOWN = "markdown-it-py-4.3.0/tests/test_port/fixtures"
_PYMDOWN = "pymdown-extensions-13.1/docs/src/markdown/extensions"
_JSX = "expressions of JavaScript in JSX over several lines: text, to the parser"
_LIQUID = "code in tags of Liquid, which is text to CommonMark: kept"
_DISABLED = "formulas on a page that loads nothing for them"

MISSES = {
    "chardet-5.2.0/tests/iso-8859-2-hungarian/shamalt.uw.hu.mv.xml": (
        "HTML inside with a `<title>` that never ends: what follows is the title's text, to browsers as well"
    ),
    "create-docusaurus-3.10.2/templates/shared/blog/2021-08-01-mdx-blog-post.mdx": _JSX,
    "create-docusaurus-3.10.2/templates/shared/docs/tutorial-basics/markdown-features.mdx": _JSX,
    "docusaurus-init-2.0.0-beta.6/templates/shared/blog/2021-08-01-mdx-blog-post.mdx": _JSX,
    "docusaurus-init-2.0.0-beta.6/templates/shared/docs/tutorial-basics/markdown-features.mdx": _JSX,
    "docx-revisions-0.1.5/tests/OXML_TrackChanges_Test.docx": "tracked versions of a paragraph, compared in a row",
    "hatch-1.18.2/SECURITY.md": "a word in angle brackets that may be a tag: kept",
    "hyas-doks-0.5.0/content/en/docs/help/how-to-update.md": "HTML in an argument of a shortcode: kept",
    "hyas-doks-0.5.0/content/nl/docs/help/how-to-update.md": "HTML in an argument of a shortcode: kept",
    "jekyll-theme-chirpy-5.3.21/_includes/refactor-content.html": "tags in strings of Liquid",
    "jekyll-theme-chirpy-5.3.21/_posts/2022-11-11-data-types-and-variable-declaration.md": _LIQUID,
    f"{_MARKDOWN}/commonmark_extras.md": "two words in emphasis that no translation can be written in: kept",
    f"{_MARKDOWN}/commonmark_spec.md": "labels over two lines, and in sentences of examples that define none: kept",
    f"{_MARKDOWN}/fatal.md": "`<![CDATA[` that never ends: what follows stays",
    f"{_MARKDOWN}/issue-fixes.md": "a no-break space after the name of a tag, where parsers differ in what is HTML",
    f"{_MARKDOWN}/strikethrough.md": "`~~` within a word, where parsers differ in what is struck through",
    f"{_MARKDOWN}/tables.md": "a table in a list whose lines but the first are not indented: read as text of the item",
    f"{_MARKDOWN}/tasklists.md": "`[x]` in code that is indented by tabs: read as a task",
    "pymdown-extensions-13.1/tests/extensions/arithmatex/arithmatex (disable).html": _DISABLED,
    f"{_PYMDOWN}/arithmatex.md": "formulas in prose about how formulas are written",
    f"{_PYMDOWN}/blocks/plugins/caption.md": "a table inside of `///`, which ends without a blank line",
    f"{_PYMDOWN}/bracketspan.md": "`[label]{...}`, a span to the dialect and a link by its label to CommonMark",
    f"{_PYMDOWN}/details.md": "a heading below a block, in an indented body",
    f"{_PYMDOWN}/keys.md": 'a key with a name of its own, `++"My Key"++`: kept',
    f"{_PYMDOWN}/magiclink.md": ("a link between `^`, raised, which is taken for a footnote: its target is translated"),
    f"{_PYMDOWN}/quotes.md": "the marker of an alert with options, `[!warning | inline]`: kept with its first line",
    f"{_PYMDOWN}/tilde.md": "`~` within a word, where parsers differ in what is struck through",
    "quartodoc-0.11.1/docs/get-started/sidebar.qmd": "a fence right below a tag, HTML to CommonMark: kept",
    "Sphinx-9.0.4/tests/roots/test-intl/xx/LC_MESSAGES/raw.po": (
        "its only text is an `<iframe>` without a word; with nothing to translate the other language's msgstr stays"
    ),
    "sphinx-book-theme-1.4.0/docs/content/content-blocks.md": "words indented by four spaces below a list",
    "sphinx-book-theme-1.4.0/docs/reference/special-theme-elements.md": "formulas in which emphasis is seen",
    "starlette-1.10.0/docs/lifespan.md": "a reference to an issue, `org/name#issues/1`: kept",
    "webvtt-py-0.6.0/tests/samples/non_padded_timestamps.vtt": (
        "times that WebVTT does not allow (one digit for the minutes): players skip these cues"
    ),
}
