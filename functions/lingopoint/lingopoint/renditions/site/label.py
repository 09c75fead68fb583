"""What a page says of itself that a machine translated and nobody reviewed, in the reader's language."""

from html import escape

_WORDS = {
    "ar": ("ترجمة آلية غير مراجعة.", "النص الأصلي"),
    "bg": ("Машинен превод, непрегледан от човек.", "Оригинал"),
    "bn": ("যন্ত্রের অনুবাদ, পর্যালোচনা করা হয়নি।", "মূল পাতা"),
    "ca": ("Traducció automàtica, no revisada.", "Original"),
    "cs": ("Strojový překlad, bez kontroly.", "Originál"),
    "da": ("Maskinoversættelse, ikke gennemset.", "Original"),
    "de": ("Maschinell übersetzt, nicht geprüft.", "Original"),
    "el": ("Αυτόματη μετάφραση, χωρίς έλεγχο.", "Πρωτότυπο"),
    "en": ("Translated by machine, not reviewed.", "Original"),
    "es": ("Traducción automática, sin revisar.", "Original"),
    "et": ("Masintõlge, üle vaatamata.", "Originaal"),
    "fa": ("ترجمهٔ ماشینی، بازبینی‌نشده.", "متن اصلی"),
    "fi": ("Konekäännös, jota ei ole tarkistettu.", "Alkuperäinen"),
    "fr": ("Traduction automatique, non relue.", "Original"),
    "he": ("תרגום מכונה שלא נבדק.", "המקור"),
    "hi": ("मशीनी अनुवाद, बिना समीक्षा के।", "मूल पृष्ठ"),
    "hr": ("Strojni prijevod, nije pregledan.", "Izvornik"),
    "hu": ("Gépi fordítás, nem ellenőrzött.", "Eredeti"),
    "id": ("Terjemahan mesin, belum ditinjau.", "Asli"),
    "it": ("Traduzione automatica, non rivista.", "Originale"),
    "ja": ("機械翻訳です。人による確認はされていません。", "原文"),
    "ko": ("기계 번역이며 검토되지 않았습니다.", "원문"),
    "lt": ("Mašininis vertimas, neperžiūrėtas.", "Originalas"),
    "lv": ("Mašīntulkojums, nav pārbaudīts.", "Oriģināls"),
    "ms": ("Terjemahan mesin, belum disemak.", "Asal"),
    "nl": ("Machinevertaling, niet nagekeken.", "Origineel"),
    "no": ("Maskinoversatt, ikke gjennomgått.", "Original"),
    "pl": ("Tłumaczenie maszynowe, niesprawdzone.", "Oryginał"),
    "pt": ("Tradução automática, não revista.", "Original"),
    "ro": ("Traducere automată, nerevizuită.", "Original"),
    "ru": ("Машинный перевод, не проверен.", "Оригинал"),
    "sk": ("Strojový preklad, bez kontroly.", "Originál"),
    "sl": ("Strojni prevod, ni pregledan.", "Izvirnik"),
    "sr": ("Машински превод, није прегледан.", "Оригинал"),
    "sv": ("Maskinöversatt, inte granskat.", "Original"),
    "th": ("แปลด้วยเครื่อง ยังไม่ได้ตรวจทาน", "ต้นฉบับ"),
    "tr": ("Makine çevirisi, gözden geçirilmedi.", "Özgün metin"),
    "uk": ("Машинний переклад, не перевірено.", "Оригінал"),
    "ur": ("مشینی ترجمہ، نظرثانی شدہ نہیں۔", "اصل"),
    "vi": ("Bản dịch máy, chưa được hiệu đính.", "Bản gốc"),
    "zh": ("机器翻译，未经审校。", "原文"),
    "zh-TW": ("機器翻譯，未經審校。", "原文"),
}
"""Languages of which none is here get English, which says so (`lang`)."""

_OF_THE_SAME = {"es-MX": "es", "fa-AF": "fa", "fr-CA": "fr", "pt-PT": "pt"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_STYLE = (
    "box-sizing:border-box;width:100%;margin:0;padding:.4em 1em;font:.85rem/1.5 system-ui,sans-serif;text-align:start;"
    "color:#222;background:#fff7d6;border-bottom:1px solid #e6d58a"
)


def label(language: str, original: str) -> str:
    """One element of HTML, with a style of its own and a link to the `original`, an address."""
    spoken = _OF_THE_SAME.get(language, language)
    spoken = spoken if spoken in _WORDS else "en"
    said, name = _WORDS[spoken]
    direction = "rtl" if spoken in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<p role="note" class="lingopoint-label" lang="{spoken}" dir="{direction}" translate="no" style="{_STYLE}">'
        f'{said} <a href="{escape(original)}" style="color:#0b5cad">{name}</a></p>'
    )
