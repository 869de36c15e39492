"""What is surely no document has a failing kind of its own, and what no reader sees is no evidence."""

from __future__ import annotations

import pytest

from statediff.fetcher import assess
from statediff.fetcher.page import read_page
from statediff.model import DispositionKind, Exchange

URL = "https://mod.example/press/statement-12"
MENU = "<header><nav><a href=/>Home</a><a href=/press>Press</a><a href=/contact>Contact</a></nav></header>"
FOOTER = "<footer><p>© 2026 Ministry. All rights reserved.</p></footer>"
SENTENCE = "The two ministers reviewed the delivery of radars and agreed to meet again in the spring of next year."
STATEMENT = "<main><h1>Statement</h1><p>The talks will resume on Friday.</p></main>"


def exchange(body: str, *, title: str = "Ministry", language: str = "en", final_url: str | None = None) -> Exchange:
    markup = f'<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>'
    return Exchange(
        url=URL,
        status=200,
        headers={"Content-Type": "text/html; charset=utf-8"},
        body=markup.encode(),
        final_url=final_url,
    )


PREVIOUS = exchange(
    f"{MENU}<main><h1>Statement on radars</h1>{''.join(f'<p>{SENTENCE} ({n})</p>' for n in range(16))}</main>{FOOTER}"
)

NOT_FOUND = {
    "ka": "გვერდი ვერ მოიძებნა",
    "ka, this page": "მოთხოვნილი გვერდი არ არსებობს",
    "pt, Plone": "Esta página parece não existir…",
    "pt": "A página solicitada não foi encontrada",
    "pt, we": "Não encontramos a página",
    "he": "העמוד המבוקש לא נמצא",
    "he, not there": "הדף אינו קיים",
    "ja": "ページが見つかりませんでした",
    "ja, yours": "お探しのページは存在しません",
    "zh": "您访问的页面不存在",
    "zh, traditional": "找不到您要的網頁",
    "zh, deleted": "抱歉,您访问的内容已删除",
    "tr": "Aradığınız sayfa bulunamadı",
    "tr, capitals": "SAYFA BULUNAMADI",
    "el": "Η σελίδα που ζητήσατε δεν βρέθηκε",
    "el, not there": "Η σελίδα δεν υπάρχει",
    "ro": "Pagina căutată nu a fost găsită",
    "nl": "De opgevraagde pagina bestaat niet",
    "nl, cannot": "Deze pagina kan niet worden gevonden",
    "sv": "Den begärda sidan finns inte längre",
    "cs": "Požadovaná stránka nebyla nalezena",
    "sk": "Hľadaná stránka neexistuje",
    "hu": "A keresett oldal nem létezik",
    "fi": "Hakemaasi sivua ei löytynyt",
    "bg": "Страницата не съществува",
    "sr": "Тражена страница не постоји",
}


@pytest.mark.parametrize("name", NOT_FOUND)
@pytest.mark.parametrize("has_previous", [False, True])
def test_a_heading_that_says_not_found_is_a_soft_404_in_any_language(name: str, has_previous: bool) -> None:
    page = exchange(f"{MENU}<main><h1>{NOT_FOUND[name]}</h1></main>{FOOTER}", language=name[:2])

    verdict = assess(page, PREVIOUS if has_previous else None)

    assert verdict.kind is DispositionKind.SOFT_404, verdict


EXPIRED = {
    "en": "Your session has expired. Please log in again.",
    "fr": "Votre session a expiré. Veuillez vous reconnecter.",
    "uk": "Час дії вашої сесії закінчився. Увійдіть знову.",
    "ru": "Время сессии истекло. Войдите снова.",
    "de": "Ihre Sitzung ist abgelaufen. Bitte melden Sie sich erneut an.",
    "es": "Su sesión ha expirado. Inicie sesión de nuevo.",
    "pl": "Twoja sesja wygasła. Zaloguj się ponownie.",
    "it": "La sessione è scaduta.",
    "ar": "انتهت صلاحية الجلسة. يرجى تسجيل الدخول.",
    "he": "החיבור שלך פג. יש להתחבר שוב.",
    "zh": "会话已过期,请重新登录。",
    "tr": "Oturum süresi doldu.",
    "pt": "A sua sessão expirou.",
}


@pytest.mark.parametrize("language", EXPIRED)
@pytest.mark.parametrize("has_previous", [False, True])
def test_an_expired_session_is_a_login_without_any_form(language: str, has_previous: bool) -> None:
    page = exchange(f"<p>{EXPIRED[language]}</p>", title="Portal", language=language)

    verdict = assess(page, PREVIOUS if has_previous else None)

    assert verdict.kind is DispositionKind.LOGIN, verdict


CHECKS = {
    "ddos-guard": (
        "Проверка браузера",
        "<h1>Проверка браузера перед переходом на mod.example</h1><p>Это займёт несколько секунд. DDOS-GUARD</p>",
        "ddos-guard",
    ),
    "ddos-guard, without its name": (
        "Подождите",
        "<h1>Проверка браузера перед переходом на mod.example</h1><p>Это займёт несколько секунд.</p>",
        None,
    ),
    "go-away": (
        "Checking you are not a bot",
        "<h1>Checking you are not a bot</h1><p>The administrator of this website has set up go-away.</p>",
        "go-away",
    ),
    "uk": ("МЗС", "<h1>Перевірка браузера перед переходом на mod.example</h1>", None),
    "waiting room": ("Waiting room", "<h1>You are now in line</h1><p>Your estimated wait time is 5 minutes.</p>", None),
    "fr waiting room": ("Salle d’attente", "<p>Vous êtes dans la file d’attente.</p>", None),
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("has_previous", [False, True])
def test_a_check_of_the_browser_and_a_waiting_room_are_blocked(name: str, has_previous: bool) -> None:
    title, body, vendor = CHECKS[name]

    verdict = assess(exchange(body, title=title), PREVIOUS if has_previous else None)

    assert (verdict.kind, verdict.vendor) == (DispositionKind.BLOCKED, vendor), verdict


def test_a_waiting_room_on_another_host_is_blocked_and_not_merely_suspect() -> None:
    page = exchange(
        "<h1>You are now in line</h1><p>Your estimated wait time is 5 minutes.</p>",
        title="Queue-it",
        final_url="https://mod.queue.example/?c=mod",
    )

    verdict = assess(page, PREVIOUS)

    assert verdict.kind is DispositionKind.BLOCKED, verdict


SESSIONS = {
    "en": "The session was terminated by the Speaker at noon.",
    "en, ended": "The session has ended after three days of debate.",
    "uk": "Сесія завершена, повідомила Верховна Рада.",
    "ru": "Сессия завершена, сообщил председатель думы.",
    "fr": "La session est terminée, a annoncé le président.",
    "de": "Die Sitzung ist beendet, teilte der Präsident mit.",
    "es": "La sesión ha finalizado a las 18 horas.",
    "pt": "A sessão terminou às 18 horas.",
    "it": "La sessione è terminata alle 18.",
    "uk, a queue": "Ви перебуваєте у черзі на паспорт? Скористайтеся застосунком.",
    "el, a document": "Το έγγραφο δεν βρέθηκε στα αρχεία, δήλωσε ο υπουργός.",
    "en, a search": "Related searches for the missing vessel continue.",
    "en, a radar": "It works, said the minister of the new radar.",
}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_of_a_parliament_and_other_short_news_are_ok(name: str) -> None:
    body = f"{MENU}<main><h1>Notice</h1><p>{SESSIONS[name]}</p></main>{FOOTER}"

    verdict = assess(exchange(body, title="Notice", language=name[:2]))

    assert verdict.kind is DispositionKind.OK, verdict


STATEMENTS = {
    "a resolution": "The page of the archive that could not be found in 1995 is now on show in the museum.",
    "pt": "A página mais difícil das negociações não existe em nenhum arquivo, afirmou o ministro.",
    "zh": "中方注意到有关页面不存在的报道,并将继续调查。",
    "ru": "Проверка браузера министерства показала, что данные граждан не пострадали.",
    "tr": "Sayfa, tarihte bulunamayan bir belgeyi gösteriyor, dedi bakan.",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_about_missing_pages_is_ok(name: str) -> None:
    body = f"<main><article><h1>Remarks of the minister to the press</h1><p>{STATEMENTS[name]}</p></article></main>"

    verdict = assess(exchange(MENU + body + FOOTER))

    assert verdict.kind is DispositionKind.OK, verdict


HIDDEN = {
    "style": '<div class="error-msg" style="display:none">{}</div>',
    "style, spaced": '<div style="color: red; display : none;"><div>{}</div></div>',
    "visibility": "<p style='visibility:hidden'>{}</p>",
    "attribute": '<div hidden class="modal"><p>{}</p></div>',
    "attribute last": "<section class=modal hidden>{}</section>",
    "aria": '<div aria-hidden="true"><p>{}</p></div>',
    "class": '<p class="msg sr-only">{}</p>',
    "class of Drupal": '<div class="visually-hidden">{}</div>',
    "class of Bootstrap": "<div class=d-none>{}</div>",
}
MESSAGES = (
    "An error occurred. Please try again later.",
    "Your session has expired. Please log in again.",
    "Page not found.",
    "Please enable cookies to continue",
)


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("name", HIDDEN)
def test_what_no_reader_sees_is_no_evidence(name: str, message: str) -> None:
    verdict = assess(exchange(MENU + HIDDEN[name].format(message) + STATEMENT + FOOTER, title="Statement | Ministry"))

    assert verdict.kind is DispositionKind.OK, verdict


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="display:none"><main><h1>Title</h1><p>Text.</p></main></div>',
        "<div hidden><p>Text.</p>",
        '<div class="hidden md:block">Text.</div>',
        '<div class="d-none d-md-block">Text.</div>',
        '<div title="a hidden man">Text.</div>',
        f"<div hidden><p>{SENTENCE * 100}</p></div>",
    ],
)
def test_what_a_script_or_a_wider_window_shows_counts_as_shown(markup: str) -> None:
    page = read_page(markup)

    assert page.text_weight > 0


def test_hidden_elements_nest_and_end_where_they_end() -> None:
    page = read_page(
        "<div hidden>One <div>two</div><script>'<div>'</script> three</div><p>Four <b hidden>five</b>six.</p>"
    )

    assert page.prose == ("Four six.",)


FORM = "<form><input name=user><input type=password name=p><button>Log in</button></form>"


@pytest.mark.parametrize(
    "body",
    [
        MENU + FORM + STATEMENT + FOOTER,
        f"<header>{FORM}</header>{STATEMENT}",
        f"<nav>{FORM}</nav><h1>Statement</h1><p>The talks will resume on Friday.</p>",
        f"<form><p>Log in</p><input type=password></form>{STATEMENT}",
        f"<div hidden>{FORM}</div><h1>Statement</h1><p>The talks will resume on Friday.</p>",
        f"<header>{FORM}</header><main><h1>声明</h1><p>中方对此表示强烈谴责。</p></main>",
    ],
)
@pytest.mark.parametrize("has_previous", [False, True])
def test_a_login_form_beside_a_statement_is_no_login_page(body: str, has_previous: bool) -> None:
    page = exchange(body, title="Statement | Ministry")
    before = exchange(body.replace("Friday", "Monday").replace("强烈", ""), title="Statement | Ministry")

    verdict = assess(page, before if has_previous else None)

    assert verdict.kind in {DispositionKind.OK, DispositionKind.SAME}, verdict


@pytest.mark.parametrize(
    "body",
    [
        f"{MENU}<main><h1>Sign in</h1><p>Use your ministry account to continue.</p>{FORM}</main>{FOOTER}",
        f"{MENU}<main><p>Welcome to the portal.</p>{FORM}</main>",
        f"<header>{FORM}</header><main><p>Please log in to continue.</p></main>",
        f"{FORM}<p>Ministry of Defence</p>",
    ],
)
def test_a_page_whose_main_part_is_a_login_is_a_login_page(body: str) -> None:
    verdict = assess(exchange(body))

    assert verdict.kind is DispositionKind.LOGIN, verdict
