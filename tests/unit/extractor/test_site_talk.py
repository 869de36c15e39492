"""What a site says of itself amid a statement is left out wherever it stands; sentences of the statement stay."""

from __future__ import annotations

import pytest

from statediff.extractor import read

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
REST = "A working group meets every month, reports to both ministers and publishes its minutes within ten days."
LAST = "The ministers will meet again in the autumn to decide on what remains of the common programme of work."


def texts_of(inner: str, *, before: str = "", after: str = "") -> list[str]:
    text = f"<main><article><h1>Joint statement</h1>{before}<p>{LEAD}</p><p>{REST}</p>{inner}<p>{LAST}</p>{after}"
    page = f"<html lang='en'><body>{text}</article></main></body></html>"
    return [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks[1:]]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Join our <a href='https://whatsapp.com/channel/x'>WhatsApp channel</a> for updates.</p>",
        "<p>Follow us on <a href='https://x.com/m'>X</a> and <a href='https://www.facebook.com/m'>Facebook</a>.</p>",
        "<p>Підписуйтесь на наш <a href='https://t.me/m'>Telegram-канал</a>, щоб дізнаватися новини.</p>",
        "<p>Подписывайтесь на <a href='https://t.me/m'>наш Telegram-канал</a></p>",
        "<p>Suivez-nous sur <a href='https://www.linkedin.com/m'>LinkedIn</a></p>",
        "<p>تابعونا على <a href='https://twitter.com/m'>تويتر</a></p>",
        "<p>扫码关注我们的微信公众号</p>",
        "<p>Якщо ви знайшли помилку, виділіть її та натисніть Ctrl+Enter.</p>",
        "<p>To view this video please enable JavaScript, and consider upgrading your browser</p>",
        "<p>This text was translated automatically.</p>",
        "<p>Ce texte a été traduit automatiquement.</p>",
    ],
)
def test_a_line_that_invites_or_excuses_is_the_sites_wherever_it_stands(line: str) -> None:
    assert texts_of(line) == [LEAD, REST, LAST]
    assert texts_of("", after=line) == [LEAD, REST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on X for live coverage.",
        "Join our WhatsApp group of observers by 3 May.",
        "Subscribers of the bonds are paid in May.",
        "Press Ctrl+C to stop the siren.",
    ],
)
def test_a_sentence_that_only_sounds_so_is_wording(line: str) -> None:
    assert texts_of(f"<p>{line}</p>") == [LEAD, REST, line, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "<div><a>Print</a><a>Email</a><a>A+</a><a>A-</a></div>",
        "<div><span>Print</span> <span>Save</span> <span>Share</span></div>",
        "<div><a>Imprimir</a><a>Partilhar</a><a>Ouvir (4 min)</a></div>",
        "<div><a>Надрукувати</a><a>Зберегти</a></div>",
        "<p>Listen to this page · 3 min</p>",
    ],
)
def test_a_row_of_things_to_press_before_the_text_is_none_of_it(line: str) -> None:
    assert texts_of("", before=line) == [LEAD, REST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "จำนวนผู้เข้าชม 512 ครั้ง",
        "Baxış sayı: 512",
        "Դիտումներ՝ 512",
        "Қаралды: 512",
        "পঠিত: 512 বার",
        "Број прегледа: 512",
        "Skatījumi: 512",
        "Page last reviewed: 3 May 2026. Next review due: 3 May 2029",
        "Last review: 3 May 2026",
        "Publicēts: 03.05.2026. Atjaunots: 04.05.2026.",
        "Paskutinis atnaujinimas: 2026-05-03 14:20",
        "Objavljeno: 3. svibnja 2026. | Ažurirano: 4. svibnja 2026.",
        "Aktualizované: 3. mája 2026",
        "Publisert 3. mai 2026, sist oppdatert 4. mai 2026",
        "วันที่ปรับปรุงข้อมูล 8 พ.ค. 2569",
        "Հրապարակվել է 3 մայիսի 2026",
        "Жарияланған күні: 3 мамыр 2026",
        "Përditësuar më 3 maj 2026",
        "প্রকাশিত: ৩ মে ২০২৬",
        "شائع شدہ: 3 مئی 2026",
        "Data ostatniej modyfikacji: 27.01.2026 14:20",
        "Дата последнего изменения: 03.05.2026",
        "Дата останньої зміни: 03.05.2026",
        "Son değişiklik tarihi: 03.05.2026",
        "Последна актуализация: 03.05.2026",
        "Sidst opdateret: 3. maj 2026",
        "Datum poslední změny: 3. května 2026",
        "最終更新日：2026年5月3日",
        "最后更新：2026-05-03",
        "최종수정일 2026-05-03",
        "Просмотров за сегодня: 12",
        "प्रकाशित मिति: २०८३/०१/११ | पटक पढिएको: ५१२",
    ],
)
def test_counters_and_stamps_of_more_languages_are_no_wording(line: str) -> None:
    assert texts_of("", after=f"<p>{line}</p>") == [LEAD, REST, LAST]
    assert texts_of("", before=f"<p>{line}</p>") == [LEAD, REST, LAST]


def test_a_box_that_asks_for_an_address_is_none_of_the_text_however_plain_its_names_are() -> None:
    form = "<form action='/s'><input type='email' name='e'><button>Subscribe</button></form>"
    box = f"<div class='b7'><p><strong>Our newsletter</strong></p><p>Stay up to date with our news.</p>{form}</div>"

    assert texts_of(box) == [LEAD, REST, LAST]


def test_a_box_with_a_field_for_an_address_and_no_form_goes_too() -> None:
    box = "<div class='b7'><p>Receive our news every Friday, free of charge.</p><input type='email'></div>"

    assert texts_of(box) == [LEAD, REST, LAST]


def test_a_text_around_a_field_for_an_address_stays() -> None:
    found = texts_of("<form action='/s'><input type='email' name='e'></form>")

    assert found == [LEAD, REST, LAST]


def test_an_appeal_with_a_button_goes_from_a_short_page_too() -> None:
    appeal = "<div class='d1'><p>Support the armed forces</p><a class='btn' href='/d'>Donate</a></div>"
    page = f"<html><body><main><h1>Joint statement</h1><p>{LEAD}</p>{appeal}<p>It ends here.</p></main></body></html>"

    found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]

    assert found == ["Joint statement", LEAD, "It ends here."]


def test_what_readers_wrote_under_a_heading_that_counts_it_goes_by_its_ages() -> None:
    said = (
        "<div class='k'><b>Anna</b><time>2 hours ago</time><p>Thank you for this very clear position of ours.</p></div>"
    )
    asked = "<div class='k'><b>Tom</b><time>3 hours ago</time><p>When will the second part of it be paid out?</p></div>"

    found = texts_of("", after=f"<section class='q'><h3>2 comments</h3>{said}{asked}</section>")

    assert found == [LEAD, REST, LAST]


def test_what_readers_wrote_goes_from_under_one_paragraph_too() -> None:
    said = "<div class='k'><b>Anna</b><time>2 hours ago</time><p>Thank you for this very clear position.</p></div>"
    page = f"<html><body><h1>Joint statement</h1><p>{LEAD}</p><div><h3>Comments (1)</h3>{said}</div></body></html>"

    found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]

    assert found == ["Joint statement", LEAD]


def test_a_section_of_comments_without_ages_is_text() -> None:
    section = "<section><h3>Comments</h3><p>The ministry comments as follows on the draft of it.</p></section>"

    assert texts_of("", after=section)[-1].startswith("The ministry comments")


def test_cards_amid_a_text_take_their_heading_along_and_nothing_else() -> None:
    card = "<div class='it'><a href='/{0}'><h3>Minister opens office {0}</h3></a><p>It serves many people.</p></div>"
    cards = "".join(card.format(number) for number in range(3))

    assert texts_of(f"<div class='g'><h2>More news</h2>{cards}</div>") == [LEAD, REST, LAST]
    assert texts_of(f"<div class='g'><h2>Из ленты</h2>{cards}</div>") == [LEAD, REST, LAST]


def test_a_related_list_in_a_box_of_its_own_ends_where_the_text_goes_on() -> None:
    box = "<div class='g'><div class='h'><h2>Related</h2></div><div><a href='/a'>Another page of it</a></div></div>"

    assert texts_of(f"{box}<p>It goes on.</p>") == [LEAD, REST, "It goes on.", LAST]


def test_a_question_to_the_reader_in_a_box_amid_the_text_is_the_sites() -> None:
    box = "<div class='f'><p>Was this page helpful?</p><a href='#'>Yes</a> <a href='#'>No</a></div>"

    assert texts_of(box) == [LEAD, REST, LAST]


def test_what_stands_behind_the_box_of_a_question_is_no_answer_to_it() -> None:
    box = "<div class='f'><p>Was this page helpful?</p><a href='#'>Yes</a> <a href='#'>No</a></div>"

    assert texts_of(f"{box}<p>Date</p><p>Place</p>") == [LEAD, REST, "Date", "Place", LAST]


def test_ways_to_the_page_before_and_after_amid_a_text_are_none_of_it() -> None:
    ways = "<li>이전글 <a href='/p'>장관, 주한대사 접견</a></li><li>다음글 <a href='/n'>정례브리핑 안내문</a></li>"

    assert texts_of(f"<ul>{ways}</ul>") == [LEAD, REST, LAST]


def test_how_often_a_file_was_fetched_is_no_part_of_its_name() -> None:
    item = "<ul><li><a href='/f.hwp'>26-231 논평.hwp</a> <span>(45KB)</span> <em>다운로드 32</em></li></ul>"

    assert texts_of(item) == [LEAD, REST, "26-231 논평.hwp", LAST]


def test_a_line_about_a_file_is_none_of_the_text() -> None:
    box = "<div class='file'><div>Statement (text)</div><div>English (118.2 KB - PDF)</div></div>"

    assert texts_of(box) == [LEAD, REST, "Statement (text)", LAST]
    assert texts_of("<p>Files of up to 20 MB are taken.</p>") == [LEAD, REST, "Files of up to 20 MB are taken.", LAST]


def test_the_number_beside_an_eye_is_how_often_a_page_was_seen_in_any_language() -> None:
    line = "<div class='date'><i class='icon-cal'></i> 2026-yil 3-mart <i class='icon-eye'></i> 812</div>"

    assert "812" not in " ".join(texts_of("", before=line))
    assert texts_of("<p>The <span class='eye-clinic'></span> 12 clinics</p>")[2] == "The 12 clinics"


@pytest.mark.parametrize(
    "box",
    [
        "<div fs-cc='banner' class='fs-cc-banner_component'><div>By clicking “Accept”, you agree to this.</div></div>",
        "<div id='cmpbox' class='cmpbox'><h2>Willkommen!</h2><p>Wir und unsere Partner nutzen Ihre Daten.</p></div>",
        "<div class='c1'><p>本网站使用Cookie以提升您的浏览体验。继续浏览即表示您同意我们使用Cookie。</p></div>",
        "<div class='c1'><p>By clicking “Accept”, you agree to the storing of cookies on your device.</p></div>",
        "<div class='c1'><p>Цей сайт використовує файли cookie, щоб зробити його зручнішим.</p></div>",
    ],
)
def test_talk_of_cookies_outside_the_text_is_the_sites(box: str) -> None:
    text = f"<h1>Joint statement</h1><div><p>{LEAD}</p><p>{REST}</p></div>"

    for body in (f"{box}{text}", f"{text}{box}"):
        page = f"<html><body>{body}</body></html>"
        found = [block.text for block in read(page.encode(), "text/html; charset=utf-8").wording.blocks]
        assert found == ["Joint statement", LEAD, REST]


def test_a_statement_about_cookies_is_wording() -> None:
    sentence = "The ministry fines sites whose banners of cookies hide the button to refuse."

    assert texts_of(f"<p>{sentence}</p>") == [LEAD, REST, sentence, LAST]
