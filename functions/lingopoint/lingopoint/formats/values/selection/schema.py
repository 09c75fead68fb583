"""JSON Schema and OpenAPI, in JSON or YAML: what is data in them and what describes it.

https://json-schema.org/draft/2020-12/json-schema-validation, https://spec.openapis.org/oas/latest.html. Below `enum`,
`const`, `default`, `required`, `example` and `examples` stands what programs send and compare; a property, a response
or a definition may have one of these names, too.
"""

from lingopoint.regex import compile_pattern

ROOTS = frozenset(("openapi", "swagger", "asyncapi"))
"""A document that has one of these at its root is a schema."""

_MAYBE = compile_pattern(
    r"(?:^|/)(?:enum|const|default|required|examples?|x-enum-varnames|propertyName|mapping)(?:/|\Z)"
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


def is_list_of_data(path: str) -> bool:
    """Whether this is an item of a list that holds data in any document."""
    parent, _, item = path.rpartition("/")
    return item.isdecimal() and parent.rpartition("/")[2] in {"enum", "required"}
