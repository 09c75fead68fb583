import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.ports import Direction
from lingopoint.translation.check import accept, check
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import MismatchError, Wire, to_wire
from lingopoint.unit import Code, CodeKind, Part, Parts

B_OPEN, B_CLOSE = Code(CodeKind.OPEN, 1, b"<strong>"), Code(CodeKind.CLOSE, 1, b"</strong>")
I_OPEN, I_CLOSE = Code(CodeKind.OPEN, 2, b"<em>"), Code(CodeKind.CLOSE, 2, b"</em>")
IMAGE = Code(CodeKind.LONE, 3, b"<img src=x>")
NAME = Code(CodeKind.KEEP, 4, None, "{name}")

SENTENCE: Parts = ("Hello ", NAME, ", read ", B_OPEN, "this ", I_OPEN, "page", I_CLOSE, B_CLOSE, IMAGE, ".")


def back(returned: str, parts: Parts, language: str = "de") -> Parts:
    """What becomes of a unit whose translation came back so."""
    return check(Segment(parts, to_wire(parts)), returned, Direction("en", language))


def test_plain_text_is_sent_as_it_is() -> None:
    assert to_wire(("It’s 5 > 3.",)) == Wire("It’s 5 > 3.")


def test_text_that_could_be_taken_for_markup_is_escaped() -> None:
    assert to_wire(("a < b & c",)) == Wire("a &lt; b &amp; c")


def test_codes_are_short_tags_without_attributes_of_the_original() -> None:
    assert to_wire(SENTENCE) == "Hello <span translate=no>{name}</span>, read <b>this <i>page</i></b><br>."


def test_the_codes_come_back_where_the_translation_put_them() -> None:
    returned = "<br><b><i>Seite</i> diese</b> lesen, hallo <span translate=no>{name}</span>."
    assert back(returned, SENTENCE) == (
        *(IMAGE, B_OPEN, I_OPEN, "Seite", I_CLOSE, " diese", B_CLOSE, " lesen, hallo ", NAME, "."),
    )


@pytest.mark.parametrize(
    "returned",
    [
        "Hallo <span translate='no'>{name}</span>, lies <b>diese <i>Seite</i></b><br/>.",
        'Hallo <span translate="no"> {name} </span>, lies < b >diese <I>Seite</I></ b><BR />.',
        "Hallo <span>{name}</span>, lies <b class=x>diese <i>Seite</i></b><br>.",
    ],
)
def test_tags_in_other_spellings_are_accepted(returned: str) -> None:
    assert [part for part in back(returned, SENTENCE) if isinstance(part, Code)] == [
        part for part in SENTENCE if isinstance(part, Code)
    ]


@pytest.mark.parametrize(
    "returned",
    [
        "Hallo <span translate=no>{name}</span>, lies <b>diese <i>Seite</i></b>.",  # a lone code is lost
        "Hallo <span translate=no>{name}</span>, lies <b>diese <i>Seite</b></i><br>.",  # badly nested
        "Hallo <span translate=no>{name}</span>, lies <b>diese <i>Seite</i><br>.",  # not closed
        "Hallo <span translate=no>{nom}</span>, lies <b>diese <i>Seite</i></b><br>.",  # a placeholder was translated
        "Hallo {name}, lies <b>diese <i>Seite</i></b><br>.",  # protection is lost
        "Hallo <span translate=no>{name}</span>, lies <b>diese <i>Seite</i></b><br><br>.",  # doubled
        "Hallo <span translate=no>{name}</span>, <b>x</b> <b>diese <i>Seite</i></b><br>.",  # doubled pair
        "Hallo &lt;span translate=no&gt;{name}&lt;/span&gt;, lies &lt;b&gt;diese&lt;/b&gt;.",  # escaped
        "Hallo <span translate=no>{name}</span>, lies ＜b＞diese <i>Seite</i>＜/b＞<br>.",  # full-width
        "Hallo <span translate=no>{name}</span>, lies <b>diese <i>Seite</i></b><br>.<script>",  # added
        "Hallo <span translate=no>{name}, lies <b>diese <i>Seite</i></b><br>.",  # protection never ends
        "",
    ],
)
def test_anything_damaged_is_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        back(returned, SENTENCE)


def test_escapes_are_undone_once_and_twice() -> None:
    assert back("a &lt; b &amp; d", ("a < b & c",)) == ("a < b & d",)
    assert back("l&#39;ami &quot;ici&quot;", ("the friend “here”",)) == ('l\'ami "ici"',)
    assert back("a &amp;lt; b", ("a < b",)) == ("a < b",)


def test_escapes_that_became_full_width_are_undone() -> None:
    assert back("盐&amp；胡椒 &lt；5 &#39；", ("salt & pepper < 5",)) == ("盐&胡椒 <5 '",)


def test_an_entity_that_the_source_spells_out_stays_spelled_out() -> None:
    assert back("Schreib &amp;nbsp; so", ("Write &nbsp; so",)) == ("Schreib &nbsp; so",)


def test_markup_is_never_added() -> None:
    with pytest.raises(MismatchError):
        back("<b>Hallo</b>", ("Hello",))


def test_spaces_that_crept_into_a_pair_are_moved_out() -> None:
    parts: Parts = ("Press ", B_OPEN, "Save", B_CLOSE, " now")
    assert back("Drück<b> Speichern </b>jetzt", parts) == ("Drück ", B_OPEN, "Speichern", B_CLOSE, " jetzt")


def test_spaces_that_were_in_a_pair_stay_there() -> None:
    parts: Parts = ("Press", B_OPEN, " Save ", B_CLOSE, "now")
    assert back("Drück<b> Speichern </b>jetzt", parts) == ("Drück", B_OPEN, " Speichern ", B_CLOSE, "jetzt")


def test_line_breaks_never_come_back() -> None:
    assert back("Guten\nTag", ("Good day",)) == ("Guten Tag",)
    assert back("Guten\r\n<br>Tag\n", ("Good", IMAGE, "day")) == ("Guten ", IMAGE, "Tag")


def test_long_numbers_must_come_back() -> None:
    with pytest.raises(MismatchError):
        back("Rufen Sie 5550198 an", ("Call 5550199",))
    assert back("Rufen Sie ٥٥٥٠١٩٩ an", ("Call 5550199",)) == ("Rufen Sie ٥٥٥٠١٩٩ an",)
    assert back("พ.ศ. 2569", ("In 2026",), "th") == ("พ.ศ. 2569",)


@pytest.mark.parametrize(
    ("source", "returned"),
    [
        ("7.5 Cleaning", "7,5 Limpeza"),
        ("Open from 9:00 a.m. to 5:30 p.m.", "Aberto das 9h às 17h30"),
        ("On 11/23/2026", "Em 23/11/2026"),
        ("About 10,000 people", "Cerca de 10.000 pessoas"),
        ("About 10,000 people", "Cerca de 10 mil pessoas"),
        ("Room 12", "Quarto doze"),
    ],
)
def test_numbers_may_be_written_as_the_language_does(source: str, returned: str) -> None:
    assert back(returned, (source,)) == (returned,)


@pytest.mark.parametrize(
    ("source", "returned"),
    [("7.5 Cleaning", "7, a limpeza"), ("At 192.0.2.1", "Em 192.0.2"), ("26.5 cm", "265 cm"), ("HL-20481", "HL-2048")],
)
def test_numbers_that_lost_a_digit_are_refused(source: str, returned: str) -> None:
    with pytest.raises(MismatchError, match="number"):
        back(returned, (source,))


def test_numbers_of_any_length_and_script_are_compared() -> None:
    long = "1" * 5000
    assert back(f"N {long}", (f"No {long}",)) == (f"N {long}",)
    assert back("٢٠٢٦ ok", ("ok 2026",)) == ("٢٠٢٦ ok",)


@pytest.mark.parametrize(
    ("source", "returned"),
    [
        ("Ask 192.168.1.1 first", "Fragen Sie erst 192.168.1.2"),
        ("Ask 192.168.1.1 first", "Fragen Sie erst 192.168.1"),
        ("Call 5550199, then 5550199", "Erst 5550199 anrufen"),  # one of two equal ones is lost
        ("See 10,000.5 g", "Siehe 10.000 g"),
        ("At 5:30 p.m. on 11/23/2026, room 4711", "Um 17:30 in Raum 4712"),
    ],
)
def test_a_number_that_is_not_the_same_is_refused(source: str, returned: str) -> None:
    with pytest.raises(MismatchError, match="number"):
        back(returned, (source,))


@pytest.mark.parametrize(
    ("source", "returned"),
    [
        ("It takes from 3 to 5.", "Es dauert drei bis fünf."),  # a full stop makes no number of several
        ("Version 2.", "Zweite Fassung."),
        ("Call 0049 now", "Ruf 49 an"),  # leading zeros
        ("At 5:30 p.m. in room 4711", "Um 17:30 in Raum 4711"),
        ("Between 10:30 and 11:45", "Zwischen 10.30 und 11.45 Uhr"),
        ("Exactly 1,234,567 people", "Genau 1 234 567 Menschen"),
    ],
)
def test_a_number_that_is_the_same_is_accepted(source: str, returned: str) -> None:
    assert back(returned, (source,)) == (returned,)


@pytest.mark.parametrize("returned", ["...", "", "   ", "–", "?!"])
def test_text_that_is_gone_is_refused(returned: str) -> None:
    with pytest.raises(MismatchError, match="text is gone"):
        back(returned, ("Hello there",))


def test_text_that_never_was_cannot_be_gone() -> None:
    assert back("<b>…</b>", (B_OPEN, "...", B_CLOSE)) == (B_OPEN, "…", B_CLOSE)


@pytest.mark.parametrize("returned", [" Guten Tag", "Guten Tag ", "\n Guten Tag\t\n", "\u00a0Guten Tag\u3000"])
def test_spaces_around_what_comes_back_are_not_the_texts(returned: str) -> None:
    assert back(returned, ("Good day",)) == ("Guten Tag",)


def test_spaces_at_the_ends_are_not_the_texts_beside_codes_either() -> None:
    assert back(" Guten Tag <br>", ("Good day", IMAGE)) == ("Guten Tag ", IMAGE)
    assert back("<br> Guten Tag ", (IMAGE, "Good day")) == (IMAGE, " Guten Tag")


def test_a_mark_that_was_there_may_stay_but_not_double() -> None:
    assert back("a &lt; b", ("a < b",)) == ("a < b",)
    for returned in ("a &lt; b &lt; c", "a &gt; b", "a &lt; b &gt;"):
        with pytest.raises(MismatchError, match="markup"):
            back(returned, ("a < b",))


def test_what_is_accepted_is_the_segments_target_and_what_is_not_leaves_it_as_it_was() -> None:
    segment = Segment(("Call 5550199",), Wire("Call 5550199"))
    assert not accept(segment, "Ruf 0 an", Direction("en", "de"))
    assert segment.target is None
    assert accept(segment, "Ruf 5550199 an", Direction("en", "de"))
    assert segment.target == ("Ruf 5550199 an",)
    assert not accept(segment, "Ruf 0 an", Direction("en", "de"))
    assert segment.target == ("Ruf 5550199 an",)


def test_years_are_compared_where_they_are_counted_alike() -> None:
    for language in ("am", "fa", "fa-AF", "ps", "th"):
        assert back("2569", ("In 2026",), language) == ("2569",)
    assert back("令和8年", ("In 2026",), "ja") == ("令和8年",)
    with pytest.raises(MismatchError, match="number"):
        back("2569", ("In 2026",), "fr")


def test_equal_placeholders_with_different_codes_are_told_apart() -> None:
    first, second = Code(CodeKind.KEEP, 1, b"<kbd>x</kbd>", "x"), Code(CodeKind.KEEP, 2, b"<code>x</code>", "x")
    parts: Parts = (first, " and ", second)
    assert to_wire(parts) == "<span translate=no id=1>x</span> and <span translate=no id=2>x</span>"
    assert back("<span translate=no id=2>x</span> und <span translate=no id=1>x</span>", parts) == (
        second,
        " und ",
        first,
    )


def test_more_pairs_than_names_have_ids() -> None:
    parts: list[Part] = []
    for number in range(1, 9):
        parts += [Code(CodeKind.OPEN, number, b"<"), f"word{number}", Code(CodeKind.CLOSE, number, b">"), " "]
    unit = tuple(parts[:-1])
    assert "<b id=7>word7</b> <b id=8>word8</b>" in to_wire(unit)
    assert back(to_wire(unit), unit) == unit


TEXT = st.text("aé漢😀&<>;\"'", min_size=1, max_size=8)


@st.composite
def units(draw: st.DrawFn) -> Parts:
    """Any properly nested unit, each text one word, so that white space is not at stake."""
    number = 0

    def inside(depth: int) -> list[Part]:
        nonlocal number
        parts: list[Part] = []
        for shape in draw(st.lists(st.sampled_from("tplk"), max_size=4)):
            number += 1
            if shape == "t":
                parts.append(draw(TEXT))
            elif shape == "l":
                parts.append(Code(CodeKind.LONE, number, b"l%d" % number))
            elif shape == "k":
                parts.append(Code(CodeKind.KEEP, number, None, draw(TEXT)))
            elif depth < 3:
                mine = number
                parts += [
                    Code(CodeKind.OPEN, mine, b"o%d" % mine),
                    *inside(depth + 1),
                    Code(CodeKind.CLOSE, mine, b"c"),
                ]
        return parts

    merged: list[Part] = []
    for part in ["x", *inside(0)]:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)


@given(units())
def test_an_unchanged_wire_gives_the_unit_back(unit: Parts) -> None:
    assert back(to_wire(unit), unit) == unit


@given(units(), st.text("<>/abius q&;lt", max_size=60))
def test_whatever_comes_back_holds_the_same_codes_or_is_refused(unit: Parts, noise: str) -> None:
    wire = to_wire(unit)
    half = len(wire) // 2
    for returned in (noise, wire + noise, wire[:half] + noise + wire[half:]):
        try:
            target = back(returned, unit)
        except MismatchError:
            continue
        codes = [part for part in target if isinstance(part, Code)]
        assert sorted(codes, key=repr) == sorted((part for part in unit if isinstance(part, Code)), key=repr)
        depth: list[int] = []
        for code in codes:
            if code.kind is CodeKind.OPEN:
                depth.append(code.number)
            elif code.kind is CodeKind.CLOSE:
                assert depth.pop() == code.number
        assert not depth
