"""White space beside codes: what was lost comes back, what was added goes, and nothing else ever changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.languages import NAMES
from lingopoint.translation.spaces import like_source
from lingopoint.unit import Code, CodeKind, Part, Parts

_MARK = re.compile(r"(\{[a-z]\}|</?[bi]>|<br>)")


def unit(text: str) -> Parts:
    """A text with codes: {a} is kept, <b> and <i> pair, <br> stands alone."""
    return tuple(_part(piece) for piece in _MARK.split(text) if piece)


def _part(piece: str) -> Part:
    if not _MARK.fullmatch(piece):
        return piece
    if piece.startswith("{"):
        return Code(CodeKind.KEEP, ord(piece[1]), None, piece)
    kind = CodeKind.LONE if piece == "<br>" else CodeKind.CLOSE if "/" in piece else CodeKind.OPEN
    return Code(kind, ord(piece.strip("</>")[-1]), piece.strip("</>").encode())


def spelled(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else part.shown or _tag(part) for part in parts)


def _tag(code: Code) -> str:
    return f"<{'/' * (code.kind is CodeKind.CLOSE)}{(code.raw or b'').decode()}>"


OPEN, CLOSE = unit("<b></b>")


@pytest.mark.parametrize(
    ("language", "source", "returned", "right"),
    [
        # Lost before protected text: both were recorded of Amazon Translate.
        ("hi", "Come on, {n}.", "चलो,{n}।", "चलो, {n}।"),
        ("hi", "Mr. {n}?", "श्रीमान{n}?", "श्रीमान {n}?"),
        ("hi", "Tell us, {n}.", "हमें बताइए,{n}।", "हमें बताइए, {n}।"),
        ("hi", "Come to {n}", "आओ को{n}", "आओ को {n}"),
        ("fr", "Hello {n}, read", "Bonjour{n}, lis", "Bonjour {n}, lis"),
        ("de", "Hello {n}", "Hallo{n}", "Hallo {n}"),
        ("ko", "Hello {n}", "안녕하세요{n}", "안녕하세요 {n}"),
        ("es", "See <br> here", "Ver<br> aquí", "Ver <br> aquí"),
        ("es", "Page 3 {n}", "Página 3{n}", "Página 3 {n}"),
        ("es", "{n} is here", "Aquí está{n}", "Aquí está {n}"),
        # Lost after it.
        ("es", "Delete {n}", "{n}borrar", "{n} borrar"),
        ("fr", "{n} is here", "{n}est ici", "{n} est ici"),
        ("fr", "Read <b>this</b> now", "Lisez <b>ceci</b>maintenant", "Lisez <b>ceci</b> maintenant"),
        ("fr", "Read <b>this</b> now", "Lisez<b>ceci</b> maintenant", "Lisez <b>ceci</b> maintenant"),
        ("ru", "Read<b> this</b> now", "Читайте<b>это</b> сейчас", "Читайте <b>это</b> сейчас"),
        ("ru", "Read <b>this </b>now", "Читайте <b>это</b>сейчас", "Читайте <b>это</b> сейчас"),
        ("es", "{a} / {b}", "{a}/{b}", "{a} / {b}"),
        ("es", "{a} (new)", "{a}(nuevo)", "{a} (nuevo)"),
        ("es", "{a} {b}", "{a}{b}", "{a} {b}"),
        ("es", "{a} 24 h", "{a}24 h", "{a} 24 h"),
        # Scripts without spaces need none, and it is their affair where one stands.
        ("zh", "Hello {n}", "你好{n}", "你好{n}"),
        ("zh-TW", "{a} / {b}", "{a}/{b}", "{a}/{b}"),
        ("ja", "Hello {n}, read", "こんにちは{n}さん", "こんにちは{n}さん"),
        ("th", "Hello {n}", "สวัสดี{n}", "สวัสดี{n}"),
        # Added before a sign.
        ("fr", "{n}>", "{n} >", "{n}>"),
        ("es", "Read <b>this</b>.", "Lea <b>esto</b> .", "Lea <b>esto</b>."),
        ("es", "Read <b>this</b> now.", "Lea ya <b>esto</b> .", "Lea ya <b>esto</b>."),
        ("de", "Hello {n}!", "Hallo {n} !", "Hallo {n}!"),
        ("de", "Hello {n}, read", "Hallo {n} , lies", "Hallo {n}, lies"),
        ("zh", "Hello {n}.", "你好 {n} 。", "你好 {n}。"),
        ("es", "(see {n})", "(ver {n} )", "(ver {n})"),
        ("es", "see ({n})", "ver ( {n})", "ver ({n})"),
        ("es", "{a}/{b}", "{a} / {b}", "{a}/{b}"),
        # Not before those where one may rightly stand.
        ("fr", "Hello {n}!", "Bonjour {n} !", "Bonjour {n} !"),
        ("fr", "Hello {n}!", "Bonjour {n}\u202f!", "Bonjour {n}\u202f!"),
        ("fr-CA", "{n}: yes", "{n}\u00a0: oui", "{n}\u00a0: oui"),
        ("fr", "Up {n}%", "Plus {n} %", "Plus {n} %"),
        ("fr", "Hello {n}.", "Bonjour {n} .", "Bonjour {n}."),
        # What the source has is its own.
        ("de", "Hello {n} !", "Hallo {n} !", "Hallo {n} !"),
        ("es", "<b>a</b> > <i>b</i>", "<b>a</b> > <i>b</i>", "<b>a</b> > <i>b</i>"),
        ("es", "{n} .htaccess", "{n} .htaccess", "{n} .htaccess"),
        ("es", "Write in {n} or so", "Escriba .htaccess en {n} .htaccess", "Escriba .htaccess en {n} .htaccess"),
        # Glued by intention.
        ("de", "{n}px wide", "{n} px breit", "{n}px breit"),
        ("es", "a {n}-based one", "uno {n} -based", "uno {n}-based"),
        ("es", "v{n} is out", "ya v {n}", "ya v{n}"),
        ("es", "#{n}", "# {n}", "#{n}"),
        ("es", "{n}px wide", "{n} píxeles", "{n} píxeles"),
        ("es", "{n}-based", "{n} - basado", "{n} - basado"),
        # Signs that languages set beside a number in ways of their own.
        ("tr", "{n}% complete", "%{n} tamamlandı", "%{n} tamamlandı"),
        ("tr", "Save <b>20</b>% now", "Şimdi %<b>20</b> tasarruf", "Şimdi %<b>20</b> tasarruf"),
        ("de", "{n}% done", "{n} % fertig", "{n} % fertig"),
        ("de", "{n}% done", "{n}\u00a0% fertig", "{n}\u00a0% fertig"),
        ("sv", "{n}%", "{n} %", "{n} %"),
        ("ja", "{n}% done", "{n} % 完了", "{n}% 完了"),
        ("it", "{n}% done", "{n} % fatto", "{n}% fatto"),
        ("fr", "{n}€ more", "{n} € de plus", "{n} € de plus"),
        ("nl", "€{n} more", "€ {n} meer", "€ {n} meer"),
        ("es", "Step {n}: open", "Paso n.º{n}: abrir", "Paso n.º{n}: abrir"),
        ("fr", "{n} files", "fichiers .{n}", "fichiers .{n}"),
        ("fr", "Room {n}", "Salle n°{n}", "Salle n°{n}"),
        # Endings, prepositions and compounds belong to the word of the code.
        ("fi", "in {n} there", "{n}ssa siellä", "{n}ssa siellä"),
        ("ko", "{n} is here", "{n}님은", "{n}님은"),
        ("ru", "of {n} is", "{n}а есть", "{n}а есть"),
        ("he", "to {n}", "ל{n}", "ל{n}"),
        ("ar", "to {n} now", "لـ{n} الآن", "لـ{n} الآن"),
        ("ar", "the {n} service", "خدمة الـ{n}", "خدمة الـ{n}"),
        ("ar", "for the {n} team", "للـ{n} فريق", "للـ{n} فريق"),
        ("ar", "Hello {n}", "مرحبا{n}", "مرحبا {n}"),
        ("he", "and from {n}", "ומה{n}", "ומה{n}"),
        ("he", "Hello {n}", "היי{n}", "היי {n}"),
        ("ko", "Chapter {n}", "제{n}장", "제{n}장"),
        ("de", "the <b>house</b> door", "die <b>Haus</b>tür", "die <b>Haus</b>tür"),
        ("de", "house <b>door</b>", "Haus<b>tür</b>", "Haus<b>tür</b>"),
        ("fr", "of {n}", "d'{n}", "d'{n}"),
        ("fr", 'Say "{n}" now', "Dites « {n} » ici", "Dites « {n} » ici"),
        ("pt", "the {a} '{n}' here", "o '{a}' {n} aqui", "o '{a}' {n} aqui"),
        ("es", "Say {n} now", "Di «{n}» ya", "Di «{n}» ya"),
        ("es", "Say {n}", "{n}", "{n}"),
    ],
)
def test_white_space_beside_codes(language: str, source: str, returned: str, right: str) -> None:
    assert spelled(like_source(unit(returned), unit(source), language)) == right


_TEXTS = st.text("aé漢कि 1.,!>)/(-\u00a0\u202f", min_size=1, max_size=5)
_ORDERS = st.permutations(unit("{a}<br><b></b>")).filter(lambda codes: codes.index(OPEN) < codes.index(CLOSE))
_UNITS = st.tuples(_ORDERS, st.lists(st.just("") | _TEXTS, min_size=5, max_size=5)).map(
    lambda drawn: tuple(part for pair in zip(drawn[1], [*drawn[0], ""], strict=True) for part in pair if part != "")
)


@given(_UNITS, _UNITS, st.sampled_from(sorted(NAMES)))
def test_nothing_but_white_space_beside_codes_changes(target: Parts, source: Parts, language: str) -> None:
    fitted = like_source(target, source, language)
    assert "".join(spelled(fitted).split()) == "".join(spelled(target).split())
    assert [part for part in fitted if isinstance(part, Code)] == [part for part in target if isinstance(part, Code)]


@given(_UNITS, st.sampled_from(sorted(NAMES)))
def test_a_unit_that_is_its_own_translation_stays_as_it_is(source: Parts, language: str) -> None:
    assert like_source(source, source, language) == source
