"""The page about messages has an entry for everything that the code can say, and for nothing else."""

from collections import Counter
from pathlib import Path

from tests.build.pages import messages


def test_every_message_is_explained_and_nothing_else_is() -> None:
    said, explained = messages.said(messages.read()), set(messages.explained(messages.PAGE.read_text(encoding="utf-8")))
    assert {message: path for message, path in said.items() if message not in explained} == {}
    assert explained - set(said) == set()


def test_no_message_has_two_entries() -> None:
    entries = Counter(messages.explained(messages.PAGE.read_text(encoding="utf-8")))
    assert [message for message, times in entries.items() if times > 1] == []


def test_messages_are_found_however_they_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "said.py").write_text(
        '_WAYS = "ask by ?lang={language}"\n'
        "class OursError(LingopointError): ...\n"
        "class StorageError(OursError): ...\n"
        "def f():\n"
        '    told = f"{name} is a folder"\n'
        "    raise Failure(told, 2)\n"
        "raise OursError(_WAYS.format(language=language))\n"
        'raise StorageError(416, "Code", "one of " "two" if one else f"of {len(all)}: {first}{last}")\n'
        'raise Failure(f"{code}: {message}", 3)\n'
        'raise ValueError("not told")\n'
    )
    code = messages.read((tmp_path,))
    assert set(messages.said(code)) == {"ask by ?lang=…", "… is a folder", "one of two", "of …: …"}


def test_what_is_handed_on_is_known() -> None:
    """Messages without words of their own: AWS says them, the system, or what is looked at where it is made."""
    # Pythons differ in the quotes that they write.
    assert messages.handed_on(messages.read()) == set(
        map(
            messages.respelled,
            {
                "f\"{bucket}: {error.get('Code')}: {error.get('Message')}\"",
                "f\"{told.message} {counted(attempts, 'attempt')}: {billed_in_words(billed)}\"",
                "f'{assignment!r}: {wrong}'",
                "f'{code}: {message}'",
                "f'{key}: {error}'",
                "f'{label(name)}: {error}'",
                "f'{original.name}: {error}'",
                "f'{place.memory_table}: {faults.found[0]}'",
                "f'{prefix}{_refusal(error)}'",
                "f'{prefix}{error.message} {error.detail}'",
                "message",
                "os_error_in_words(error, about)",
                "request.message",
                "stored.message",
                "str(error)",
                "told.message",
            },
        )
    )
