"""Data by its place: in JSON Schema and OpenAPI, in JSON or YAML, and in headers of catalogues.

https://json-schema.org/draft/2020-12/json-schema-validation, https://spec.openapis.org/oas/latest.html. Below `enum`,
`const`, `default`, `required`, `example` and `examples` stands what programs send and compare; a property, a response
or a definition may have one of these names, too.
"""

from lingopoint.regex import compile_pattern

SCHEMAS = frozenset(("openapi", "swagger", "asyncapi"))
"""A document that has one of these at its root is a schema."""

_MAYBE = compile_pattern(
    r"(?:^|/)(?:enum|const|default|required|examples?|x-enum-varnames|propertyName|mapping)(?:/|\Z)"
)
_HEADER = compile_pattern(
    r"(?:\A|/)/(?:domain|lang|plural[_-]forms|(?i:project-id-version|report-msgid-bugs-to|pot?-(?:creation|revision)-date"
    r"|last-translator|language(?:-team)?|mime-version|content-[\w-]+|x-[\w-]+))\Z"
)
_KEYS = frozenset(("enum", "const", "default", "required", "example", "examples", "x-enum-varnames"))
_ALWAYS = frozenset(("propertyName", "mapping"))
_OF_NAMES = frozenset(
    (
        *("properties", "patternProperties", "definitions", "$defs", "schemas", "responses", "parameters", "headers"),
        *("callbacks", "links", "securitySchemes", "requestBodies", "dependentSchemas"),
    )
)
"""Below these stand names, not keys of the schema."""
_ABOUT_EXAMPLES = frozenset(("summary", "description"))


def is_data(path: str) -> bool:
    """Whether the value at this path of a schema is data."""
    if not _MAYBE.search(path):
        return False
    steps = path.split("/")
    for index, step in enumerate(steps):
        if step in _ALWAYS or (step in _KEYS and (index == 0 or steps[index - 1] not in _OF_NAMES)):
            below = steps[index + 1 :]
            return not (step == "examples" and len(below) == 2 and below[1] in _ABOUT_EXAMPLES)
    return False


def is_header(path: str) -> bool:
    """Whether the value is a field of the header of a gettext catalogue in JSON (Jed), whose key is empty."""
    return _HEADER.search(path) is not None


def is_list_of_data(path: str) -> bool:
    """Whether this is an item of a list that holds data in any document."""
    parent, _, item = path.rpartition("/")
    return item.isdecimal() and parent.rpartition("/")[2] in {"enum", "required"}
