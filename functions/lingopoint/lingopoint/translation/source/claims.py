"""Whether a text is plainly not in the language that is claimed for it: by its script, and by the commonest words.

This is no detection. A claim counts unless the text speaks clearly against it, so that languages which are much alike,
short texts, and texts without sentences are left to the claim. How rarely a true claim is rejected, and how often a
false one is found, `bench/claims.py` measures over translations by people; docs/languages.md has the figures.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

_FEWEST_LETTERS = 20
"""So many letters of another script say something; fewer may be a name."""
_FEWEST_ALONE = 4
"""So many letters of another script are enough where no letter is of the language's own: a page is more than a name."""
_FEWEST_KANA = 4
"""Chinese has none, but for a sign in a name."""
_FEWEST_WITHOUT_OWN = 200
"""So many Latin letters, and hardly any of a language's own script, are no text in it: names and code alone are."""
_FEWEST_WORDS, _FEWEST_DIFFERENT = 6, 3
_TIMES_AS_MANY = 4
"""So many common words of another language, and so many times as many as of the claimed one, are against the claim."""
_FEWEST_WORDS_ALONE, _FEWEST_DIFFERENT_ALONE = 3, 2
"""The same where there is none of the claimed language: short pages have few."""

_SCRIPT_STARTS = (
    *((0x41, "Latin"), (0x5B, ""), (0x61, "Latin"), (0x7B, ""), (0xC0, "Latin"), (0x250, ""), (0x370, "Greek")),
    *((0x400, "Cyrillic"), (0x530, "Armenian"), (0x590, "Hebrew"), (0x600, "Arabic"), (0x700, "")),
    *((0x750, "Arabic"), (0x780, ""), (0x8A0, "Arabic"), (0x900, "Devanagari"), (0x980, "Bengali")),
    *((0xA00, "Gurmukhi"), (0xA80, "Gujarati"), (0xB00, ""), (0xB80, "Tamil"), (0xC00, "Telugu")),
    *((0xC80, "Kannada"), (0xD00, "Malayalam"), (0xD80, "Sinhala"), (0xE00, "Thai"), (0xE80, "")),
    *((0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, ""), (0x1E00, "Latin")),
    *((0x1F00, "Greek"), (0x2000, ""), (0x3040, "Kana"), (0x3100, ""), (0x3400, "Han"), (0xA000, "")),
    *((0xAC00, "Hangul"), (0xD800, ""), (0xF900, "Han"), (0xFB00, ""), (0xFB50, "Arabic"), (0xFF00, "")),
)
"""From which character on which script has its letters (Unicode's blocks), as far as languages of ours use it."""
_STARTS = [start for start, _ in _SCRIPT_STARTS]

_LATIN = ("Latin",)
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("ar", "fa", "ps", "ur"), ("Arabic",)),
    **dict.fromkeys(("bg", "mk", "mn", "ru", "uk"), ("Cyrillic",)),
    **dict.fromkeys(("az", "bs", "kk", "sr", "uz"), ("Cyrillic", "Latin")),
    **dict.fromkeys(("hi", "mr"), ("Devanagari",)),
    "am": ("Ethiopic",),
    "bn": ("Bengali",),
    "el": ("Greek",),
    "gu": ("Gujarati",),
    "he": ("Hebrew",),
    "hy": ("Armenian",),
    "ja": ("Kana", "Han"),
    "ka": ("Georgian",),
    "kn": ("Kannada",),
    "ko": ("Hangul",),
    "ml": ("Malayalam",),
    "pa": ("Gurmukhi", "Arabic"),
    "si": ("Sinhala",),
    "ta": ("Tamil",),
    "te": ("Telugu",),
    "th": ("Thai",),
    "zh": ("Han",),
}
"""The scripts that a language is written in, where that is not Latin alone."""

_ALIKE = ({"bs", "hr", "sr"}, {"id", "ms"})
"""Languages whose commonest words are the same."""

_WORDS = {
    "af": "die nie in het te dit vir en om van dat met is aan as op by kan na sal maar hulle wat een uit al ons daar"
    " word deur ook hierdie moet of jou kon nog jy",
    "ar": "في من على أن لا إلى و ما عن هذا مع التي كل هذه أو هو كان الذي ذلك بعد لم بين ان كانت يا حتى قبل قد هي إن كما"
    " أي أيضا حيث أنه",
    "az": "və bu üçün bir ilə də da ki daha çox olan olaraq kimi ya deyil lakin hər heç əgər ən sonra görə var yox olur"
    " onun mən siz biz bütün hansı artıq yalnız idi",
    "bg": "на и в да е от за се с не си че по ще са това като а ми но до го много най има му ако към може съм ти ли"
    " само няма след през",
    "bs": "da je i u na se za su od sa ne iz to kao nije ili po koji koja koje ako bi biti sve samo što ste ovo ova"
    " ovaj vrijeme će svi dok nego ali prije",
    "ca": "de la a i que el l d en per del un les els una no amb va és al es ha com més dels hi o ser aquest si però"
    " tot fer seu aquesta molt",
    "cs": "a se v na je to že z si do jsem ale o i tak pro ve za co k jako jak po by už od jsou mi když mě jen nebo byl"
    " bude já u",
    "cy": "i yn y yr o a ac ar am wedi mae yw bod hwn hyn hon ei eu ni nid neu os oes gan gyda fel ond dim cael pan"
    " hefyd wrth drwy fod eich bydd",
    "da": "i og er af det at en til på jeg har for ikke med den der de du kan som så et var vi om han fra men skal ved"
    " vil også være hvor nu man",
    "de": "die der und in das ich ist nicht zu den von mit es ein auf für im sie eine sich auch dem des als er an dass"
    " so bei wie aber aus hat sind nach noch",
    "en": "the to and of a in i is for that you it on with this was be as are have at he not by but from my or we an"
    " your all so his they me",
    "es": "de la que el en y a los no un se por es del las con una para lo su al como me más si pero te o mi le este"
    " sus esta todo ya ha",
    "et": "on ei ja see et kui kas seda oma mis siis siin sa oli või ka ning ta ma kes aga nii pole välja tema need"
    " veel selle olla juba üle peab saab kuid pärast",
    "fa": "و به در از که این با را است رو من تو برای بود هم تا یک ها شده ما آن شد می یا بر شما همه کرد خود هر یه چه های"
    " نه",
    "fi": "ja on ei että se oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai en joka olla sitä mitä vain"
    " jo kanssa tämä sitten kaikki olisi ollut vielä kyllä siitä ne",
    "fr": "de la le et l à les est en des d un que a pas une du il pour dans je qui c au ce sur qu par on ne plus avec"
    " j n mais se",
    "ga": "an na agus ar go le do a i ní is leis ach nach atá tá sé seo sin bhí faoi chun gan gach mar as ó don den nó"
    " más dá idir siad bheith",
    "ha": "da na a ta ya ba ne ce su shi ga don amma kuma wannan wani wata cikin zuwa daga yana suna ake kan idan ko"
    " domin sai an wanda kai mai duk hakan",
    "hi": "के है में की से और को का हैं पर भी एक तो नहीं ने कर ही हो लिए कि इस था यह गया किया जो ये आप करने रहे साथ"
    " अपने रहा क्या अब कुछ",
    "hr": "je u i da se na od za su a ne sa iz to kao o što koji kako bi ali nije još po do sve bio ili sam će koja"
    " samo te biti više",
    "ht": "nan yo pou li ak sa ki se la te pa yon ou nou mwen gen tout oswa lè men epi kapab sou ap moun anpil fè ke si"
    " tankou ka pi",
    "hu": "a az és nem hogy egy is de meg csak ha van volt ez vagy már még én kell el jó ki azt most akkor mint ezt"
    " minden mert nagyon így olyan itt mi sem",
    "id": "yang dan di ini dari untuk dengan itu bisa aku ada tidak akan adalah dalam pada kita orang ke juga anda dia"
    " saya ya kamu lebih apa sudah mereka tapi karena atau menjadi tak baik jadi",
    "is": "og í á að er sem til en við af hann um ekki var fyrir með ég eru frá það þar því eða eftir hún svo hefur"
    " vera þá verið þegar hafa þess úr út upp",
    "it": "di e che il la a in non un per è del l i una le si con della da sono ma al ha come più dei se nel mi alla"
    " anche lo gli delle o",
    "kk": "және бұл бір үшін мен ол емес бар да де деп болып немесе осы сол бойынша керек қажет жаңа сіз біз әр өз"
    " туралы дейін кейін ең еді болады болған барлық жоқ",
    "lt": "ir kad į su iš yra tai kaip ar o buvo savo tik bet nuo ne apie taip kai labai dėl per dar gali jau po iki"
    " jis bei jei už jo pat to",
    "lv": "un ir ar par ka no kā uz kas arī vai bet tā nav to tas ja lai bija ko pēc tikai tad līdz kad var jau pie tu"
    " vēl būs jo ļoti",
    "mk": "на и во да се од за е со не го ќе што дека ги како ја тоа а кој кои си по ми до ти многу но или само има"
    " кога беше сите тој ако",
    "mn": "нь байна ба бол юм энэ тэр та би бид уу үү вэ эсвэл харин дээр руу хувийн тухай болон байх байсан ч биш"
    " хэрэв бүх өөр шинэ болно гэж гэсэн ямар",
    "mr": "आहे आणि या हे हा ही व ते तो ती का नाही आहेत त्या तर पण आता म्हणून करून त्याच्या होते होता होती मी तुम्ही"
    " केले एक कोणत्याही किंवा साठी असे",
    "ms": "yang dan di tak boleh dengan untuk saya ini awak dalam dari orang aku tapi kau kita nak adalah ke semua ada"
    " pada apa lagi buat dah bukan jadi mana itu dia tidak anda kepada daripada",
    "mt": "li ta il ma u għal minn fil din dan kif jew hija huwa lill bħal tal fuq wara kien kienet dawn biex mhux"
    " ukoll iktar aktar kull kollha meta",
    "nl": "de van het een en in is op ik dat voor je te met niet zijn die als er maar om aan hij ook ze door naar uit"
    " bij dan dit was we wat heeft of",
    "no": "i og er det å på som til en av for ikke med har jeg at de du om den så vi fra var kan et men han seg dette"
    " noe skal noen ble vil bare",
    "pl": "w i nie na się to z do jest że o jak a ale co tak za od po dla tym czy przez tego są ma tylko już mi mnie ze"
    " może bo ja ten oraz",
    "ps": "او په د چې ته کې له دی ده یو کړي کړئ وي هم دا نه سره لپاره خپل شي پر هغه يا يې تر که تاسو کول بل",
    "pt": "de a o que e do em da é para não um uma com no se na por os eu como as mais dos mas foi ao me você ser seu"
    " sua tem são das ou",
    "ro": "de în și a la să din o pe cu nu mai un este că care pentru se au ce fost ca al am sunt fi si va lui dar sau"
    " e sa dacă după i",
    "ru": "в и на не с что я по а как из это за для о к но то у его он от все так же мы до ты только был если когда"
    " было мне меня уже",
    "sk": "a v sa na je to z že ako aj o si do som ale po za tak od čo už bol by pre sú ak k alebo nie sme ich len vo"
    " aby keď ktorý",
    "sl": "je in v na se da so za ki pa z tudi lahko ne kot po še iz bi bo od tako to pri ali o če že bil do ni med vse"
    " jih ko kar",
    "so": "iyo oo waa ka ku u la ah soo in uu ay ayaa waxaa inuu ama si kale leh kala badan markii wuxuu aan waxay"
    " isaga haddii lagu loo laga",
    "sq": "të e i në për një është dhe me që nga si më po ka nuk se do kjo ky ose duhet mund mos ju këtë tek ishte"
    " shumë janë kanë edhe",
    "sr": "да је у на се и не за од су са бити или ће то као из по што који која које ако сте ли али само све ово ова"
    " би о нема још je u i na se za su od ne sa iz to kao nije ili po koji koja koje ako bi biti sve samo što ste"
    " ovo ova ovaj će",
    "sv": "är det att och i jag på en inte som för med har av om du så till den de ett kan vi men man var ska när nu"
    " vad från här mig bara eller han",
    "sw": "ya wa na kwa la za katika ni cha kuwa hii kama au pia lakini hiyo hizi ambayo huu yake yako zaidi kila tu"
    " sana kutoka hadi kwenye baada wakati ili vya tafadhali bila",
    "tl": "sa ng ang na mga at ay isang hindi ito ko kung may ni si ako pa para mula siya mo o pag kanyang lang naman"
    " niya lahat ano rin ka dahil din upang kaya nito",
    "tr": "ve bir bu için de da çok ile ne daha en gibi olarak her kadar o olan ben var ama sonra ki iyi yok ya değil"
    " sen büyük yeni güzel sadece zaman ilk iki mi hiç",
    "uk": "в на не і у з що та до це за а я як про для від так але він його все то є ви по ми й ще які під вже коли"
    " якщо або",
    "ur": "کے میں کی ہے اور سے کا کو اس پر ہیں نے بھی ایک کر یہ نہیں کہ تو کیا وہ ہو ان تھا جو ہی و جس نہ گیا آپ لیے"
    " تھے بعد",
    "uz": "va bu uchun bilan emas kerak yoki ushbu ham esa ega agar mumkin har bir lekin hech bo edi shu u men siz biz"
    " qanday eng kabi keyin yo bor deb бу ва учун билан эмас керак ёки ҳам агар ҳар бир",
    "vi": "là và có của được một các không trong cho người này với ở đã thể để như những đến khi làm sẽ từ ra công họ"
    " tại về vào đó cũng thành lại đầu chỉ",
}
"""The commonest words of languages that share a script with others, function words nearly all."""
_COMMON = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_BETWEEN_WORDS = re.compile(r"[\s\d!-/:-@\[-`{-~«»“”„‘’…،؟।–—]+")


def contradicts(text: str, language: str) -> bool:
    """Whether a text is plainly not in a language, an Amazon Translate code."""
    base = language.partition("-")[0]
    return _in_other_letters(text, base) or _in_other_words(text, base)


def _in_other_letters(text: str, language: str) -> bool:
    letters = _letters(text)
    total = letters.total()
    own_scripts = _SCRIPTS.get(language, _LATIN)
    own = sum(letters[script] for script in own_scripts)
    other = total - own - (letters["Latin"] if "Latin" not in own_scripts else 0)
    if other >= (_FEWEST_LETTERS if own else _FEWEST_ALONE) and other > 3 * own:
        return True
    if language == "zh" and letters["Kana"] >= max(_FEWEST_KANA, letters["Han"] / 4):
        return True
    if language in {"ja", "zh"} and letters["Han"] + letters["Kana"] >= _FEWEST_WITHOUT_OWN:
        japanese = letters["Kana"] * (4 if language == "zh" else 50) > letters["Han"]
        return japanese is (language == "zh")
    return total >= _FEWEST_WITHOUT_OWN and own * 50 < total


def _letters(text: str) -> Counter[str]:
    """How many letters of each script there are."""
    found: Counter[str] = Counter()
    for character, times in Counter(text).items():
        found[_script(character)] += times
    del found[""]
    return found


def _script(character: str) -> str:
    at = bisect_right(_STARTS, ord(character)) - 1
    return _SCRIPT_STARTS[at][1] if at >= 0 and character.isalpha() else ""


def _in_other_words(text: str, language: str) -> bool:
    own = _COMMON.get(language)
    if own is None:
        return False
    words = Counter(_BETWEEN_WORDS.split(text.lower()))
    others = (other for name, other in _COMMON.items() if not any({name, language} <= alike for alike in _ALIKE))
    return any(_is_rather(words, other - own, own - other) for other in others)


def _is_rather(words: Counter[str], other: frozenset[str], own: frozenset[str]) -> bool:
    """Whether words that only another language has are so many that the text is not in the language claimed for it."""
    found = [words[word] for word in other if word in words]
    if mine := sum(words[word] for word in own):
        return len(found) >= _FEWEST_DIFFERENT and sum(found) >= max(_FEWEST_WORDS, _TIMES_AS_MANY * mine)
    return len(found) >= _FEWEST_DIFFERENT_ALONE and sum(found) >= _FEWEST_WORDS_ALONE
