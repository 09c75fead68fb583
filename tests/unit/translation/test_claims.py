"""What speaks against a claim of a text's language, and what does not."""

import pytest

from lingopoint.languages import NAMES
from lingopoint.translation.source.claims import contradicts

TEXTS = {
    "en": "This is the page of our company. It was written for all of you who would like to know what we are doing and "
    "how, and if there is anything that you do not find here, please write to us and we will be with you in a day.",
    "de": "Das ist die Seite der Firma. Sie ist für alle geschrieben, die wissen wollen, was wir tun und wie, und wenn "
    "es hier etwas nicht gibt, das für Sie wichtig ist, schreiben Sie uns, und wir sind in einem Tag bei Ihnen.",
    "pl": "To jest strona naszej firmy. Jest dla tych, którzy chcą wiedzieć, co robimy i jak, a jeśli nie ma tu tego, "
    "co jest dla ciebie ważne, to napisz do nas, a my się odezwiemy. Nie ma tu też cen, bo to zależy od umowy.",
    "pt": "Esta é a página da nossa empresa. Foi escrita para todos os que querem saber o que fazemos e como, e se não "
    "há aqui o que é para você mais importante, escreva-nos e em um dia um de nós vai responder com o que falta.",
    "ru": "Это страница нашей компании. Она написана для всех, кто хочет знать, что мы делаем и как, а если здесь нет "
    "того, что для вас важно, то напишите нам, и мы ответим вам на это в тот же день, что бы это ни было.",
    "uk": "Це сторінка нашої компанії. Вона написана для всіх, хто хоче знати, що ми робимо і як, а якщо тут немає "
    "того, що для вас важливо, то напишіть нам, і ми відповімо вам на це в той же день, що б це не було.",
    "ja": "これは私たちの会社のページです。私たちが何をどのようにしているかを知りたいすべての人のために書かれています。"
    "ここに大切なことが見つからない場合は、どうぞお気軽にご連絡ください。一日以内にお答えします。" * 3,
    "zh": "这是我们公司的网页。它是为所有想知道我们在做什么以及怎样做的人写的。如果您在这里找不到对您重要的内容，"
    "请写信给我们，我们会在一天之内给您答复。" * 4,
    "el": "Αυτή είναι η σελίδα της εταιρείας μας και γράφτηκε για όλους όσους θέλουν να μάθουν τι κάνουμε.",
    "ar": "هذه هي صفحة شركتنا وقد كتبت لكل من يريد أن يعرف ما نفعله وكيف نفعل ذلك.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("claimed", TEXTS)
def test_a_text_speaks_against_every_language_but_its_own(language: str, claimed: str) -> None:
    assert contradicts(TEXTS[language] * 2, claimed) is (language != claimed)


@pytest.mark.parametrize("language", sorted(NAMES))
@pytest.mark.parametrize("text", ["", "OK", "12,50 €", "Newsletter\nSoftware", "IBM, SAP, Siemens"])
def test_texts_that_say_too_little_speak_against_nothing(text: str, language: str) -> None:
    assert not contradicts(text, language)


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("hr", "Ovo je stranica i ona nije za vas, ali je za one koji su tu, jer se tako može i ne mora biti sve."),
        ("sr", "Ово је страница и она није за вас, али је за оне који су ту, јер се тако може и не мора бити све."),
        ("sr", "Ovo je stranica i ona nije za vas, ali je za one koji su tu, jer se tako može i ne mora biti sve."),
        ("pt-PT", TEXTS["pt"]),
        ("zh-TW", TEXTS["zh"]),
        ("ru", "Python, Java и Go: The Python Package Index, Apache Maven, Windows Server"),
        ("ja", "東京都千代田区丸の内"),
    ],
)
def test_what_may_be_true_is_not_contradicted(claimed: str, text: str) -> None:
    assert not contradicts(text, claimed)


@pytest.mark.parametrize("claimed", ["en", "de", "zh", "el"])
def test_a_few_words_in_another_script_are_enough(claimed: str) -> None:
    assert contradicts("Добро пожаловать на наш сайт", claimed)


def test_a_language_with_a_script_of_its_own_is_not_written_in_latin_letters() -> None:
    assert contradicts(TEXTS["en"] * 2, "el")
    assert contradicts("Python Java Ruby Rust " * 20, "ru")


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        ("en", "お問い合わせ\nよくある質問"),
        ("zh", "お問い合わせは電話で"),
        ("fr", "Контакты"),
        ("de", "Where are you from? This is my house."),
        ("en", "Das ist nicht mein Haus."),
        ("pt", "Il est dans la rue avec les autres."),
    ],
)
def test_a_page_of_a_few_words_speaks_against_a_language_of_which_it_has_none(claimed: str, text: str) -> None:
    assert contradicts(text, claimed)
