"""The policies of the templates that are somebody's, in each stack, and what they are to allow."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.rights.stack.references import CONFIGURATIONS, MAIN, MORE, Document, made, made_of_another, properties
from tests.rights.stack.rights import MORE_READERS, MORE_RIGHTS, READER, ROLE, Right
from tests.rights.stack.statements import Allowed, documented

Template = Mapping[str, Any]


class Holder(NamedTuple):
    """A policy by the configurations of stacks (`CONFIGURATIONS`), and what is documented of it."""

    stacks: Mapping[str, Document]
    rights: tuple[Right, ...]

    def documented(self, configuration: str = "everything") -> Allowed:
        """What of the probes it is to allow in a stack."""
        return documented(self.rights, CONFIGURATIONS[configuration].without)


def role(template: Template = MAIN) -> Document:
    """The policy of the function's role, as it is written; of several, their statements together."""
    first, *more = (each["PolicyDocument"] for each in properties("FunctionRole", template)["Policies"])
    together = [*first["Statement"], *(statement for each in more for statement in each["Statement"])]
    document: Document = {**first, "Statement": together} if more else first
    return document


def reader(template: Template = MAIN) -> Document:
    """The policy for readers, as it is written in either template."""
    document: Document = properties("ReaderPolicy", template)["PolicyDocument"]
    return document


def in_every_stack(template: Template, of: Callable[[Template], Document]) -> Mapping[str, Document]:
    """A policy of the main template in each stack that has it."""
    having = {name: each for name, each in CONFIGURATIONS.items() if of is role or "object-lambda" not in each.without}
    return {name: made(template, of(template), name) for name in having}


def _of_another(document: Document) -> Mapping[str, Document]:
    return {"everything": made_of_another(MORE, document)}


HOLDERS: Mapping[str, Holder] = {
    "the function's role": Holder(in_every_stack(MAIN, role), ROLE),
    "the readers' policy": Holder(in_every_stack(MAIN, reader), READER),
    "another access point's right of the function": Holder(
        _of_another(properties("FunctionRights", MORE)["PolicyDocument"]), MORE_RIGHTS
    ),
    "another access point's policy of readers": Holder(_of_another(reader(MORE)), MORE_READERS),
}
