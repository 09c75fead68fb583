"""What the elements of OpenDocument are to the text around them (ODF 1.3 part 3), by namespace, whatever its prefix."""

from enum import Enum

from lingopoint.formats.xml import Element

_OASIS = b"urn:oasis:names:tc:opendocument:xmlns:%b:1.0"
FO = _OASIS % b"xsl-fo-compatible"
FORM = _OASIS % b"form"
OFFICE = _OASIS % b"office"
PRESENTATION = _OASIS % b"presentation"
STYLE = _OASIS % b"style"
TABLE = _OASIS % b"table"
TEXT = _OASIS % b"text"


class Role(Enum):
    """The part an element plays."""

    PARAGRAPH = "paragraph"
    PHRASE = "text by itself"
    PAIR = "part of a sentence"
    RUBY = "part of a sentence with its reading"
    SPACE = "spaces"
    TAB = "tab"
    BREAK = "line break"
    FIELD = "text that the application makes"
    ASIDE = "text that is not of the cell around it"
    OPAQUE = "nothing inside is translated"
    CELL = "cell"
    FRAME = "frame"
    LABELLED = "has a label"
    TITLED = "has a title"
    LANGUAGE = "language of the document"
    LETTERS = "properties of text, its language among them"
    DIRECTED = "properties of what has a direction"
    CODE = "code: copied as it is, but for the paragraphs inside"

    # Members are singletons; Enum's own hash, of the name, is a Python call for each of very many elements.
    __hash__ = object.__hash__


_SPELLED = {
    TEXT: {
        Role.PARAGRAPH: "h p",
        Role.PHRASE: "index-title-template",
        Role.PAIR: "a meta ruby-base span",
        Role.RUBY: "ruby",
        Role.SPACE: "s",
        Role.TAB: "tab",
        Role.BREAK: "line-break",
        Role.OPAQUE: "tracked-changes",
        Role.FIELD: (
            "author-initials author-name bibliography-mark bookmark-ref chapter character-count conditional-text"
            " creation-date creation-time creator database-display database-name database-row-number"
            " database-row-select date dde-connection description drop-down editing-cycles editing-duration"
            " execute-macro expression file-name hidden-paragraph hidden-text image-count initial-creator keywords"
            " measure meta-field modification-date modification-time note-ref object-count page-continuation"
            " page-count page-number page-variable-get page-variable-set paragraph-count placeholder print-date"
            " print-time printed-by reference-ref script sender-city sender-company sender-country sender-email"
            " sender-fax sender-firstname sender-initials sender-lastname sender-phone-private sender-phone-work"
            " sender-position sender-postal-code sender-state-or-province sender-street sender-title sequence"
            " sequence-ref sheet-name subject table-count table-formula template-name text-input time title"
            " user-defined user-field-get user-field-input variable-get variable-input variable-set word-count"
        ),
    },
    OFFICE: {Role.ASIDE: "annotation", Role.OPAQUE: "font-face-decls scripts settings"},
    TABLE: {Role.CELL: "covered-table-cell table-cell", Role.TITLED: "error-message help-message"},
    STYLE: {
        Role.LETTERS: "text-properties",
        Role.DIRECTED: "page-layout-properties paragraph-properties table-properties",
    },
    PRESENTATION: {Role.PHRASE: "footer-decl header-decl"},
    FORM: {Role.LABELLED: "button checkbox fixed-text frame item option radio"},
    _OASIS % b"drawing": {Role.FRAME: "custom-shape frame"},
    _OASIS % b"meta": {Role.PHRASE: "keyword"},
    _OASIS % b"svg-compatible": {Role.PHRASE: "desc title"},
    b"http://purl.org/dc/elements/1.1/": {Role.PHRASE: "description subject title", Role.LANGUAGE: "language"},
}
_ROLES = {
    namespace: {name.encode(): role for role, names in spelled.items() for name in names.split()}
    for namespace, spelled in _SPELLED.items()
}


class Names:
    """The roles of elements and the names of attributes in one document; each is looked up once for its prefixes."""

    def __init__(self) -> None:
        self._roles: dict[tuple[int, bytes], Role] = {}
        self._attributes: dict[tuple[int, bytes, bytes], bytes] = {}

    def role(self, element: Element) -> Role:
        """What the element is."""
        key = (id(element.namespaces), element.name)
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = _ROLES.get(element.namespace, {}).get(element.local, Role.CODE)
        return role

    def attribute(self, element: Element, namespace: bytes, local: bytes) -> bytes:
        """The attribute as it is written at this element; b"" where its namespace has no prefix."""
        key = (id(element.namespaces), namespace, local)
        name = self._attributes.get(key)
        if name is None:
            prefixes = (prefix for prefix, uri in element.namespaces.items() if uri == namespace and prefix)
            prefix = next(prefixes, b"")
            name = self._attributes[key] = b"%b:%b" % (prefix, local) if prefix else b""
        return name

    def get(self, element: Element, namespace: bytes, local: bytes) -> str | None:
        """The value of an attribute."""
        name = self.attribute(element, namespace, local)
        return element.get(name) if name else None
