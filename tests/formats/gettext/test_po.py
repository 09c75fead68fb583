"""gettext catalogues: msgstr gets the translation of msgid; the header, plurals and flags follow the language."""

from collections.abc import Callable
from gettext import c2py

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.gettext import plurals, po
from lingopoint.formats.options import Options, UnreadableError


def options(target: str = "fr") -> Options:
    return Options(target=target)


def translate(source: str, change: Callable[[str], str] = str.upper, target: str = "fr") -> str:
    document = po.extract(source.encode(), options(target))
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, chosen: Options) -> list[str]:
    return [part for unit in po.extract(source.encode(), chosen).units for part in unit.parts if type(part) is str]


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ('msgid "one"\nmsgstr ""\n', 'msgstr "ONE"\n'),
        ('# note\n#: a.c:1\nmsgctxt "menu"\nmsgid "one"\nmsgstr ""', 'msgstr "ONE"'),
        ('msgid ""\n"one "\n"two"\nmsgstr ""\n', 'msgstr "ONE TWO"\n'),
        ('msgid "one\\n"\nmsgstr ""\n', 'msgstr "ONE\\n"\n'),
        ('msgid "one\\ntwo"\nmsgstr ""\n', 'msgstr ""\n"ONE\\n"\n"TWO"\n'),
        ('msgid "one\\ntwo"\r\nmsgstr ""\r\n', 'msgstr ""\r\n"ONE\\n"\r\n"TWO"\r\n'),
        ('msgid "\\"one\\"\\t\\\\"\nmsgstr ""\n', 'msgstr "\\"ONE\\"\\t\\\\"\n'),
        ('msgid "caf\\303\\251"\nmsgstr ""\n', 'msgstr "CAFÉ"\n'),
        ('\ufeffmsgid "one"\nmsgstr "un"\n', 'msgstr "ONE"\n'),
        ('#~ msgid "old"\n#~ msgstr "alt"\n\nmsgid "one"\nmsgstr ""\n', 'msgstr "ONE"\n'),
        ('msgid "100"\nmsgstr ""\n\nmsgid "\\303"\nmsgstr ""\n\nmsgid "one"\nmsgstr ""\n', 'msgstr "ONE"\n'),
    ],
)
def test_msgstr_is_the_translation_of_msgid(source: str, msgstr: str) -> None:
    assert translate(source) == source[: source.rindex("msgstr")] + msgstr


HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: nplurals=2; plural=(n "\n"!= 1);\\n"\n\n'
PLURAL = 'msgid "a file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n'


@pytest.mark.parametrize(
    ("target", "language", "slots"),
    [
        ("fr", "fr", ["A FILE", "%d FILES"]),
        ("ja", "ja", ["%d FILES"]),
        ("zh-TW", "zh_TW", ["%d FILES"]),
        ("ru", "ru", ["%d FILES", "%d FILES", "%d FILES"]),
        ("ar", "ar", ["%d FILES", "A FILE", "%d FILES", "%d FILES", "%d FILES", "%d FILES"]),
    ],
)
def test_a_plural_has_the_slots_of_its_language(target: str, language: str, slots: list[str]) -> None:
    translated = translate(HEADER.format(language="de") + PLURAL, lambda text: text.upper().replace("%D", "%d"), target)
    catalogue = polib.pofile(translated)
    assert catalogue[0].msgstr_plural == dict(enumerate(slots))
    assert catalogue.metadata["Language"] == language
    assert catalogue.metadata["Plural-Forms"] == plurals.for_target(target).header


def test_a_slot_for_21_as_well_as_1_takes_a_singular_that_names_the_number() -> None:
    source = HEADER.format(language="") + PLURAL.replace("a file", "%d file")
    assert 'msgstr[0] "%d file!"\nmsgstr[1] "%d files!"\nmsgstr[2] "%d files!"' in translate(source, "{}!".format, "ru")


def test_a_header_without_the_fields_gets_them() -> None:
    source = 'msgid ""\nmsgstr "Project-Id-Version: x\\n"\n\n' + PLURAL
    assert polib.pofile(translate(source, target="pt")).metadata == {
        "Project-Id-Version": "x",
        "Language": "pt_BR",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }


def test_a_header_field_that_does_not_end_runs_on() -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: de"\n"Plural-Forms: x\\n"\n"Language-Team: y\\n"\n'
    source = header + '\nmsgid "one"\nmsgstr ""\n'
    assert polib.pofile(translate(source)).metadata == {"Language": "fr", "Language-Team": "y"}


def test_the_header_of_an_untranslated_catalogue_stays() -> None:
    source = "#, fuzzy\n" + HEADER.format(language="de") + PLURAL
    assert translate(source, lambda text: text) == source


def test_fuzzy_flags_go_with_the_translation() -> None:
    source = (
        '#, fuzzy\nmsgid "one"\nmsgstr "un"\n\n#, c-format, fuzzy\nmsgid "two %s"\nmsgstr ""\n\n'
        '#, fuzzy\n#~ msgid "old"\n#~ msgstr "alt"\n\nmsgid "three"\nmsgstr ""\n'
    )
    assert translate(source, str.upper) == (
        'msgid "one"\nmsgstr "ONE"\n\n#, c-format\nmsgid "two %s"\nmsgstr "TWO %S"\n\n'
        '#, fuzzy\n#~ msgid "old"\n#~ msgstr "alt"\n\nmsgid "three"\nmsgstr "THREE"\n'
    )


def test_a_catalogue_of_the_target_language_keeps_what_a_human_translated() -> None:
    source = HEADER.format(language="fr_FR") + (
        'msgid "one"\nmsgstr "un"\n\nmsgid "two"\nmsgstr ""\n\n#, fuzzy\nmsgid "three"\nmsgstr "tri"\n'
    )
    catalogue = polib.pofile(translate(source))
    assert [entry.msgstr for entry in catalogue] == ["un", "TWO", "THREE"]
    assert catalogue.metadata["Language"] == "fr_FR"
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_no_text_of_another_language_is_left() -> None:
    source = HEADER.format(language="de") + (
        'msgid "OK"\nmsgstr "Gut"\n\nmsgid "a file"\nmsgid_plural "files"\nmsgstr[0] "Datei"\nmsgstr[1] "Dateien"\n\n'
        'msgid "two"\nmsgstr "zwei"\n'
    )
    catalogue = polib.pofile(translate(source, lambda text: "TWO" if text == "two" else text, "ja"))
    assert [entry.msgstr for entry in catalogue] == ["", "", "TWO"]
    assert catalogue[1].msgstr_plural == {0: ""}


def test_msgids_that_are_keys_leave_msgstr_as_the_source() -> None:
    source = HEADER.format(language="en") + (
        'msgid "home.title"\nmsgstr "Welcome"\n\nmsgid "home.files"\nmsgid_plural "home.files"\n'
        'msgstr[0] "a file"\nmsgstr[1] "files"\n'
    )
    catalogue = polib.pofile(translate(source))
    assert catalogue[0].msgstr == "WELCOME"
    assert catalogue[1].msgstr_plural == {0: "A FILE", 1: "FILES"}
    assert texts(source, options("en")) == []


def test_patterns_match_the_msgid_and_its_context() -> None:
    source = 'msgid "one"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "two"\nmsgstr ""\n'
    assert texts(source, Options(target="fr", include=("menu",))) == ["two"]
    assert texts(source, Options(target="fr", exclude=("menu/*",))) == ["one"]


@pytest.mark.parametrize("source", ["hello", 'msgid "one"', 'msgid "one"\nmsgstr "x', 'msgid "a"\nmsgstr ""\nrubbish'])
def test_what_is_no_catalogue_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError, match="line"):
        po.extract(source.encode(), options())


@pytest.mark.parametrize(
    ("locale", "target", "same"),
    [
        ("fr", "fr", True),
        ("fr_FR.UTF-8", "fr", True),
        ("fr_CA", "fr", False),
        ("fr", "fr-CA", False),
        ("pt_BR", "pt", True),
        ("pt", "pt-PT", False),
        ("nb_NO", "no", True),
        ("zh_Hant_HK", "zh-TW", True),
        ("zh_Hans_CN", "zh", True),
        ("zh_TW", "zh", False),
        ("sr@latin", "sr", False),
        ("", "fr", False),
    ],
)
def test_a_locale_is_compared_with_a_translate_code(locale: str, target: str, same: bool) -> None:
    assert plurals.is_language(locale, target) is same


_CODES = (
    "af sq am ar hy az bn bs bg ca zh zh-TW hr cs da fa-AF nl en et fa tl fi fr fr-CA ka de el gu ht ha he hi hu is id"
    " ga it ja kn kk ko lv lt mk ms ml mt mr mn no ps pl pt pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk"
    " ur uz vi cy"
)


@pytest.mark.parametrize("target", _CODES.split())
def test_every_language_has_plural_forms_that_use_each_slot(target: str) -> None:
    forms = plurals.for_target(target)
    assert plurals.parse(forms.header) == forms
    assert plurals.is_language(plurals.locale_for(target), target)
    select = c2py(forms.header.partition("plural=")[2].rstrip(";"))
    assert {int(select(number)) for number in range(200)} == set(range(forms.slots))


@pytest.mark.parametrize(
    "header", ["", "nplurals=2", "nplurals=0; plural=0;", "nplurals=2; plural=n/0;", "nplurals=1; plural=n;"]
)
def test_a_header_that_makes_no_sense_is_no_plural_form(header: str) -> None:
    assert plurals.parse(header) is None


_TEXTS = st.text(
    st.characters(exclude_characters="<&", exclude_categories=["Cs", "Zl", "Zp", "Cc"]) | st.sampled_from('\n\t"\\')
)


@given(
    st.lists(st.tuples(_TEXTS, _TEXTS, st.none() | _TEXTS.filter(bool)), max_size=4, unique_by=lambda entry: entry[0])
)
def test_another_reader_finds_every_letter_replaced_and_nothing_else(
    entries: list[tuple[str, str, str | None]],
) -> None:
    catalogue = polib.POFile(wrapwidth=78)
    catalogue.metadata = {"Language": "de"}
    for msgid, msgstr, plural in entries:
        entry = polib.POEntry(msgctxt="c", msgid=f"{msgid} a", msgstr=msgstr, comment="note")
        if plural is not None:
            entry.msgid_plural, entry.msgstr, entry.msgstr_plural = plural, "", {0: msgstr, 1: ""}
        catalogue.append(entry)
    source = str(catalogue)
    document = po.extract(source.encode(), options())
    assert document.splice([unit.parts for unit in document.units]).data.decode() == source
    translated = polib.pofile(translate(source, _without_letters))
    for before, after in zip(polib.pofile(source), translated, strict=True):
        assert (after.msgctxt, after.msgid, after.msgid_plural) == (before.msgctxt, before.msgid, before.msgid_plural)
        assert after.comment == before.comment
        if after.msgid_plural:
            expected = {0: _without_letters(before.msgid), 1: _without_letters(before.msgid_plural)}
            assert after.msgstr_plural == expected
        else:
            assert after.msgstr == _without_letters(before.msgid)


def _without_letters(text: str) -> str:
    return "".join("é" if character.isalpha() else character for character in text)


@given(_TEXTS.filter(lambda text: "\n" not in text))
def test_any_translation_is_read_back_as_it_is(translation: str) -> None:
    translated = translate('msgid "one"\nmsgstr ""\n\nmsgid "x"\nmsgstr ""\n', lambda _: translation)
    assert [entry.msgstr for entry in polib.pofile(translated)] == [translation] * 2


_PIECES = [
    'msgid "a"',
    "msgstr",
    '"b\\',
    '"',
    "\n",
    " ",
    "#, fuzzy\n",
    "#~ ",
    "msgid_plural",
    "msgstr[0]",
    '"c"',
    "msgctxt",
    "\\",
]


@given(st.lists(st.sampled_from(_PIECES)))
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    source = "".join(pieces).encode()
    try:
        document = po.extract(source, options())
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == source
