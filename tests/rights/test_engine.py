"""The decisions that the matrix rests on are a policy engine's."""

import json

from tests.rights.decisions import decide
from tests.rights.matrix import KEPT, kept_decisions
from tests.rights.policies import QUESTIONS, READERS


def decided() -> dict[str, dict[str, bool]]:
    """What the engine decides now."""
    decisions = iter(decide([question for reader in READERS for question in reader.questions]))
    return {reader.says: {name: next(decisions) for name in QUESTIONS} for reader in READERS}


def test_the_decisions_of_the_matrix_are_the_engines() -> None:
    assert kept_decisions() == decided(), "`python -m tests.rights.test_engine` writes them"


if __name__ == "__main__":
    KEPT.write_text(json.dumps(decided(), indent=1) + "\n", encoding="utf-8")
