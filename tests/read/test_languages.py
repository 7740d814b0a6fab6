"""Which language a text is in, where nobody says it."""

from __future__ import annotations

import pytest

from sourceline.read import read_source
from sourceline.read.decode import decode_text
from sourceline.read.languages import detect_language

TEXTS = {
    "en": "The mayor opened the bridge on Friday, and most of those who had been there before it was closed came to see it.",
    "de": "Der Bürgermeister hat die Brücke am Freitag eröffnet, und die meisten, die vor der Schließung dort waren, sind gekommen.",
    "fr": "Le maire a inauguré le pont vendredi, et la plupart de ceux qui étaient là avant sa fermeture sont venus pour le voir.",
    "es": "El alcalde inauguró el puente el viernes, y la mayoría de los que estaban allí antes de que se cerrara vinieron a verlo.",
    "it": "Il sindaco ha inaugurato il ponte venerdì, e la maggior parte di coloro che erano lì prima della chiusura è venuta a vederlo.",
    "pt": "O prefeito inaugurou a ponte na sexta-feira, e a maioria dos que estavam lá antes do fechamento veio para ver como ela é.",
    "nl": "De burgemeester heeft de brug op vrijdag geopend, en de meeste mensen die er voor de sluiting waren, zijn naar de brug gekomen.",
    "pl": "Burmistrz otworzył most w piątek, a większość tych, którzy byli tam przed zamknięciem, przyszła, żeby go zobaczyć i się przejść.",
    "sv": "Borgmästaren öppnade bron på fredagen, och de flesta som hade varit där innan den stängdes kom för att se den.",
    "ru": "Мэр открыл мост в пятницу, и большинство из тех, кто был там до его закрытия, пришли, чтобы увидеть его.",
    "el": "Ο δήμαρχος άνοιξε τη γέφυρα την Παρασκευή, και οι περισσότεροι από αυτούς που ήταν εκεί πριν κλείσει ήρθαν να τη δουν.",
    "ar": "افتتح رئيس البلدية الجسر في يوم الجمعة، وقد حضر معظم الذين كانوا هناك قبل أن يغلق، وذلك من أجل أن يروا ما تغير.",
    "he": "ראש העיר פתח את הגשר ביום שישי, ורוב אלה אשר היו שם לפני שהוא נסגר באו גם הם כדי לראות את הגשר, כי הוא היה יפה.",
    "zh": "市长在星期五打开了这座大桥，以前来过这里的人大多都来看了，他们说这是一个很好的地方。",
    "ja": "市長は金曜日に橋を開きました。閉まる前にそこにいた人たちの多くが、それを見るためにやって来ました。",
    "ko": "시장은 금요일에 다리를 열었고, 닫히기 전에 그곳에 있었던 사람들의 대부분이 그것을 보기 위하여 왔다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language: str) -> None:
    """The small words, or the signs, of one sentence tell its language."""
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2031 – 40 %",
        "Bread sells.",
        "Ada Fenwick, Bruno Castellan, Cora Lindqvist, Milo Anders " * 9,
    ],
)
def test_no_answer_is_better_than_a_guess(text: str) -> None:
    """Too little text, and text that is in no language, is in none."""
    assert detect_language(text) is None


def test_a_source_keeps_where_its_language_comes_from() -> None:
    """It is detected only where nobody says it; where it cannot be, a text counts as English."""
    path = "content/sources/a.txt"
    german = TEXTS["de"].encode()
    found = read_source(german, path=path)
    said = read_source(german, path=path, sidecar={"language": "nl"})
    short = read_source(b"Bread sells.", path=path)
    assert [(s.language, s.origins) for s in (found, said, short)] == [
        ("de", (("language", "detected"),)),
        ("nl", (("language", "sidecar"),)),
        ("en", ()),
    ]
    page = f'<html lang="en"><title>Brücke</title><body><p>{TEXTS["de"]}</p></body></html>'
    doubted = read_source(page.encode(), path="content/sources/a.html")
    assert doubted.language == "en"
    assert [doubt.code for doubt in doubted.doubts] == ["language-doubtful"]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("de", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("pt", "cp1252"), ("pl", "cp1250")),
        *(("ru", "cp1251"), ("ru", "koi8-r"), ("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256")),
        *(("zh", "gb18030"), ("ja", "cp932"), ("ja", "euc-jp"), ("ko", "cp949")),
    ],
)
def test_encodings_are_told_by_their_words(language: str, encoding: str) -> None:
    """A text in an older encoding is read by the one in which its words make sense, and the guess is told."""
    text, doubts = decode_text(TEXTS[language].encode(encoding), "a.txt")
    assert text == TEXTS[language]
    assert [(doubt.code, doubt.severity) for doubt in doubts] == [("encoding-guessed", "warning")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings_are_no_guess(encoding: str) -> None:
    """A byte-order mark says it all."""
    assert decode_text(TEXTS["pl"].encode(encoding), "a.txt") == (TEXTS["pl"], ())
