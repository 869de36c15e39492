"""Lines about the page itself are told from sentences that are made of the same words, in many languages."""

from __future__ import annotations

import pytest

from statediff.extractor.facts import find_facts
from statediff.extractor.stamps import find_stamp


@pytest.mark.parametrize(
    "line",
    [
        "120 次浏览",
        "浏览次数：120",
        "閱讀3分鐘",
        "2小时前",
        "3分钟前",
        "昨天 10:20",
        "2時間前",
        "120回閲覧",
        "この記事は3分で読めます",
        "조회수 120",
        "2시간 전",
        "120 צפיות",
        "זמן קריאה: 3 דקות",
        "לפני 2 שעות",
        "עודכן לאחרונה: 10.11.2026",
        "Son güncelleme: 10.11.2026",
        "3 dk okuma",
        "2 saat önce",
        "Προβολές: 120",
        "Χρόνος ανάγνωσης: 3 λεπτά",
        "πριν από 2 ώρες",
        "120 ნახვა",
        "2 საათის წინ",
        "há 2 horas",
        "Tempo de leitura: 3 minutos",
        "Publicado em 10/11/2026 10h20 Atualizado em 11/11/2026 12h00",
        "Läst 120 gånger",
        "för 2 timmar sedan",
        "منذ 2 ساعات",
        "عدد المشاهدات: ١٢٠",
        "Přečteno: 120x",
        "před 2 hodinami",
        "2 órája",
        "2 घंटे पहले",
        "۱۲۰ بازدید",
        "2026-11-03 10:00 来源： 外交部 【字体： 大 中 小】 7148 次浏览 打印本页",
        "3 ноября 2026, 10:00 Источник: МИД Просмотров: 7148 Версия для печати",
        "(Release ID: 2124242) Visitor Counter : 842",
        "Reading time: 2 min (412 words)",
        "You are visitor number 55113 since 1998",
        "Last updated: November 3, 2026 You are visitor no. 55,113",
        "You are the 55113th visitor to this site since 3 May 1998",
        "This page has been visited 1234 times since 1 January 2001.",
        "Page generated in 0.034 seconds",
        "Vous êtes le 55 113e visiteur depuis 1998",
        "Cette page a été vue 1234 fois",
        "Ви відвідувач № 55113",
        "Зараз на сайті: 12",
        "Вы 55113-й посетитель",
        "Sie sind der 55113. Besucher seit 1998",
        "Usted es el visitante número 55113",
        "Odwiedziło nas 55113 osób",
        "Sei il visitatore numero 55113",
        "أنت الزائر رقم 55113",
        "מבקר מספר 55113",
        "您是第55113位访客",
        "あなたは55113人目の訪問者です",
    ],
)
def test_a_counter_or_age_is_no_wording_wherever_it_stands(line: str) -> None:
    assert find_stamp(line) == "stamp"


@pytest.mark.parametrize(
    "line",
    [
        "【责任编辑： 王芳】",
        "【字体： 大 中 小】 打印 关闭",
        "2026-11-03 来源：新华社 作者：王芳 编辑：李明",
        "Источник: Пресс-служба 03.11.2026",
        "[Ответственный редактор: Иванова А.]",
        "شارك: فيسبوك تويتر واتساب",
        "Поділитися: Facebook Telegram Viber",
        "Share: Facebook, Twitter, LinkedIn",
        "シェア ツイート LINE",
        "Paylaş: Facebook Twitter WhatsApp",
        "[打印] [关闭]",
        "Print | Copy link",
        "قبل ساعتين",
        "il y a une heure",
        "Nieuwsbericht | 05-05-2026 | 12:14",
        "Uutiset, 5.5.2026",
        "Foto: Anna Lind",
        "图片来源：新华社",
        "Photo credit: Jane Doe/Ministry",
        "Diminuer la taille du texte",
    ],
)
def test_a_line_of_facts_about_the_page_is_told_as_one(line: str) -> None:
    assert find_stamp(line) == "facts"


@pytest.mark.parametrize(
    "line",
    [
        "来源于中国的出口增长百分之五。",
        "编辑部收到40封来信。",
        "打印设备进口增长12%。",
        "来源：外交部",
        "2小时前会议结束。",
        "2 hours ago the council met.",
        "Source: Office for Statistics",
        "Source: the ministry said that 40 people died.",
        "Источник: Росстат",
        "Editor: the figure of 40 was wrong.",
        "(Editor: the figure was wrong.)",
        "Переглянуто 12 статей договору.",
        "Друк бюлетенів завершено 5 березня.",
        "Share: 40 euros",
        "Facebook, Twitter",
        "120 visitors came.",
        "Teilen der Last: 40 Millionen",
        "Print 12 ballots",
        "Нажаль, 12 просмотров фільму скасовано",
        "Partager les charges : 40 %",
        "Statement of 5 May 2026",
        "Photo: The minister signs the treaty",
        "Credits: 40 million euros",
        "Photo: Anna Lind, 40",
        "News | Statement",
        "Print 12",
        "Since 24 February 2022",
        "Visitors since 2020 need a visa.",
        "Depuis le 3 mars 2022",
        "You are visitor number one in our hearts.",
    ],
)
def test_a_sentence_or_name_of_the_same_words_is_none(line: str) -> None:
    assert find_facts(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Цю новину переглянули 1 204 рази",
        "Dieser Artikel wurde 1204 mal gelesen",
        "Esta página ha sido visitada 1.204 veces",
        "Статья прочитана 1204 раз",
        "Bu duyuru 1.204 kez okundu",
        "本文已被浏览1204次",
        "このページは1,204回閲覧されました",
        "Quest'articolo è stato letto 1.204 volte",
        "Artykuł przeczytano 1204 razy",
        "Esta notícia foi lida 1.204 vezes",
        "هذا المقال شوهد 1204 مرة",
        "Artikel ini telah dibaca 1.204 kali",
        "Bài viết đã được xem 1.204 lần",
        "Đánh giá bài viết: (2.8/5 - 9 lượt)",
        "3,8 de 5 (Media de 24 votos)",
        "Rating: 4.5/5 (12 votes)",
    ],
)
def test_how_often_a_page_was_read_or_rated_is_told_in_many_languages(line: str) -> None:
    assert find_stamp(line) == "stamp"


@pytest.mark.parametrize(
    "line", ["The vote was 12 to 3.", "3/5 of 450 deputies agreed", "Law No. 12 of 5 May", "2,5 von 10 Mio. 2024"]
)
def test_figures_of_a_text_are_no_counters(line: str) -> None:
    assert find_stamp(line) is None
