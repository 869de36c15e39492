"""A third round of pages: terse ones, long refusals, and documents whose titles sound like error pages."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

from collections.abc import Mapping

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

SENTENCE = "The delegation discussed cooperation in energy and border security with its partners. "
URL = "https://ministry.example/en/news/1204-statement-on-grain-corridor"


def long(count: int) -> str:
    return f"<p>{SENTENCE * count}</p>"


def page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def exchange(body: str, status: int = 200, headers: Mapping[str, str] | None = None, *, url: str = URL) -> Exchange:
    return Exchange(
        url=url, status=status, headers={"content-type": "text/html", **(headers or {})}, body=body.encode()
    )


BEFORE = exchange(page("Statement on the grain corridor", f"<h1>Statement on the grain corridor</h1>{long(25)}"))

STAND_INS: list[tuple[str, Exchange, str]] = [
    (
        "old browser",
        exchange(
            page(
                "Browser not supported",
                "<h1>Your browser is not supported</h1><p>Please update your browser to view this site.</p>",
            )
        ),
        "blocked|needs-javascript|suspect",
    ),
    (
        "zscaler",
        exchange(
            page(
                "Internet Security by Zscaler",
                "<p>Sorry, you don't have permission to visit this site.</p><p>Not allowed to browse Government category</p>",
            )
        ),
        "blocked|suspect",
    ),
    (
        "court",
        exchange(
            page(
                "Доступ к запрашиваемому ресурсу ограничен",
                "<p>Доступ к ресурсу ограничен на основании Федерального закона от 27 июля 2006 г. № 149-ФЗ.</p>",
            )
        ),
        "blocked",
    ),
    (
        "rate limit txt",
        exchange("Rate limit exceeded. Try again later.", 200, {"content-type": "text/plain"}),
        "blocked",
    ),
    ("txt forbidden", exchange("Forbidden", 200, {"content-type": "text/plain"}), "blocked"),
    ("txt not found", exchange("Not Found", 200, {"content-type": "text/plain"}), "soft-404"),
    ("txt 404 page not found", exchange("404 page not found\n", 200, {"content-type": "text/plain"}), "soft-404"),
    (
        "no ctype html",
        Exchange(url=URL, status=200, headers={}, body=b"<html><title>Just a moment...</title><body></body></html>"),
        "blocked",
    ),
    (
        "cf h2",
        exchange(
            page(
                "Just a moment...",
                "<p id=cf-spinner>Verifying you are human. This may take a few seconds.</p><p>mod.example needs to review the security of your connection before proceeding.</p>",
            )
        ),
        "blocked",
    ),
    (
        "cf error 1006",
        exchange(
            page(
                "Access denied | mod.example used Cloudflare to restrict access",
                "<h1>Error 1006</h1><p>What happened?</p><p>The owner of this website (mod.example) has banned your IP address (1.2.3.4).</p>",
            )
        ),
        "blocked",
    ),
    (
        "akamai hidden",
        exchange(
            '<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n \nYou don\'t have permission to access "http&#58;&#47;&#47;mod&#46;example&#47;" on this server.<P>\nReference&#32;&#35;18&#46;6df01702&#46;1716200000&#46;1a2b3c\n</BODY>\n</HTML>\n',
            403,
            {"Server": "AkamaiGHost", "Mime-Version": "1.0"},
        ),
        "blocked",
    ),
    (
        "long denied help",
        exchange(
            page(
                "Access Denied",
                "<h1>Access Denied</h1><p>Our security systems have blocked your request.</p>"
                + "<p>If you believe that this is an error, contact our help desk and give the reference below. We apologise for the trouble.</p>"
                * 6,
            )
        ),
        "blocked",
    ),
    (
        "verify uk",
        exchange(page("Перевірка безпеки", "<p>Підтвердьте, що ви не робот</p><div class=g-recaptcha></div>")),
        "blocked",
    ),
    (
        "verify ru",
        exchange(page("Проверка", "<p>Пройдите проверку, чтобы продолжить</p><div class=h-captcha></div>")),
        "blocked",
    ),
    (
        "soft404 short nav divs long footer",
        exchange(
            page(
                "Not found",
                "<div id=menu><a>Home</a><a>News</a></div><h1>Not found</h1><p>Sorry, nothing matched.</p><div class=foot>"
                + long(6)
                + "</div>",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 sorry",
        exchange(page("MFA", "<h1>Sorry!</h1><p>The page you are looking for is no longer here.</p>")),
        "soft-404",
    ),
    ("soft404 retired", exchange(page("MFA", "<h1>This page is no longer available</h1>")), "soft-404"),
    (
        "soft404 nothing found wp",
        exchange(
            page(
                "Nothing found for News Statement",
                "<h1>Nothing Found</h1><p>It seems we can't find what you're looking for. Perhaps searching can help.</p>",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 uk2",
        exchange(page("404", "<h1>Ой! Сторінку не знайдено</h1><p>Схоже, що за цією адресою нічого немає.</p>")),
        "soft-404",
    ),
    ("soft404 uk3", exchange(page("Портал", "<h1>Запитану сторінку не знайдено</h1>")), "soft-404"),
    (
        "soft404 ru2",
        exchange(page("Портал", "<h1>Запрашиваемая страница не найдена</h1><p>Начните с главной</p>")),
        "soft-404",
    ),
    ("soft404 ru3", exchange(page("Портал", "<p>Документ не найден</p>")), "soft-404"),
    ("soft404 de3", exchange(page("BMVg", "<h1>Leider wurde die gewünschte Seite nicht gefunden</h1>")), "soft-404"),
    ("soft404 es3", exchange(page("Ministerio", "<h1>La página solicitada no existe</h1>")), "soft-404"),
    ("soft404 pl3", exchange(page("MON", "<h1>Strona nie została znaleziona</h1>")), "soft-404"),
    ("soft404 it3", exchange(page("Ministero", "<h1>La pagina cercata non è stata trovata</h1>")), "soft-404"),
    ("soft404 ar3", exchange(page("وزارة", "<h1>عفوا، الصفحة التي طلبتها غير موجودة</h1>")), "soft-404"),
    (
        "soft404 fr3",
        exchange(page("Ministère", "<h1>Oups, cette page est introuvable</h1><p>Elle a peut-être été déplacée.</p>")),
        "soft-404",
    ),
    (
        "maint en2",
        exchange(page("MFA", "<h1>We're down for maintenance</h1><p>Please check back in an hour.</p>")),
        "maintenance",
    ),
    (
        "maint en3",
        exchange(
            page("MFA", "<p>This website is undergoing scheduled maintenance and will be available again at 6:00.</p>")
        ),
        "maintenance",
    ),
    ("maint uk2", exchange(page("Сайт тимчасово недоступний", "<p>Приносимо вибачення.</p>")), "maintenance"),
    (
        "maint uk3",
        exchange(
            page("Портал", "<h1>На порталі проводяться технічні роботи</h1><p>Портал буде доступний о 18:00.</p>")
        ),
        "maintenance",
    ),
    ("maint ru2", exchange(page("Портал", "<h1>Сайт находится на техническом обслуживании</h1>")), "maintenance"),
    ("maint de2", exchange(page("BMVg", "<h1>Die Website wird derzeit gewartet</h1>")), "maintenance"),
    (
        "maint it2",
        exchange(
            page(
                "Ministero",
                "<h1>Sito temporaneamente non disponibile</h1><p>Stiamo effettuando lavori di manutenzione.</p>",
            )
        ),
        "maintenance",
    ),
    ("maint ar2", exchange(page("وزارة", "<h1>الموقع مغلق مؤقتاً للصيانة</h1>")), "maintenance"),
    ("maint pl2", exchange(page("MON", "<h1>Serwis jest chwilowo niedostępny</h1>")), "maintenance"),
    (
        "maint es2",
        exchange(page("Ministerio", "<h1>El sitio está temporalmente fuera de servicio</h1>")),
        "maintenance",
    ),
    (
        "login wall",
        exchange(
            page(
                "Sign in - Ministry extranet",
                "<h1>Sign in</h1><form><input type='text'><input type='password'><button>Sign in</button></form>"
                "<p>This system is for authorised users only. All activity is monitored.</p>",
            )
        ),
        "login",
    ),
    ("login es", exchange(page("Iniciar sesión", "<form><input type=password></form>")), "login"),
    (
        "login it",
        exchange(page("Area riservata", "<form><input type=password></form><p>Inserire nome utente e password</p>")),
        "login",
    ),
    ("login ar", exchange(page("تسجيل الدخول", "<form><input type=password></form>")), "login"),
    ("401", exchange(page("x", "y"), 401, {"www-authenticate": "Basic"}), "login"),
    (
        "shell svelte",
        exchange(page("MFA", "<div id=svelte></div><script type=module>import('./x.js')</script>")),
        "needs-javascript",
    ),
    (
        "shell blazor",
        exchange(page("MFA", "<app>Loading...</app><script src='_framework/blazor.webassembly.js'></script>")),
        "needs-javascript",
    ),
    ("cut", exchange(page("Statement on grain", long(8))[:600]), "suspect|ok"),
]
DOCUMENTS: list[tuple[str, Exchange]] = [
    (
        "browser upgrade banner",
        exchange(
            page(
                "Statement",
                "<p class=browserupgrade>You are using an outdated browser. Please upgrade your browser.</p><h1>Statement on the grain corridor</h1>"
                + long(2),
            )
        ),
    ),
    ("title ministry only, no h1", exchange(page("Ministry of Trade", long(3)))),
    ("blocked road", exchange(page("Road blocked", "<h1>Road blocked by protesters</h1>" + long(1)))),
    (
        "page blocked count",
        exchange(
            page(
                "The site was blocked by the regulator",
                "<h1>The site was blocked by the regulator, court rules</h1>" + long(1),
            )
        ),
    ),
    (
        "not available",
        exchange(page("Spokesperson not available", "<h1>Spokesperson not available for interviews</h1>" + long(1))),
    ),
    ("updates", exchange(page("Updating the law", "<h1>Updating the law on service</h1>" + long(1)))),
    (
        "coming soon bulletin",
        exchange(page("Coming soon: new passports", "<h1>New passports come in June</h1>" + long(1))),
    ),
    (
        "dispatch in Ukrainian about 404",
        exchange(
            page("Зведення", "<h1>Знищено 404 одиниці техніки</h1><p>За добу не знайдено жодного вцілілого мосту.</p>")
        ),
    ),
    (
        "fr refus",
        exchange(
            page(
                "Accès refusé aux observateurs",
                "<h1>Accès refusé aux observateurs de la mission</h1><p>Le ministère proteste contre ce refus.</p>",
            )
        ),
    ),
    (
        "de",
        exchange(
            page(
                "Zugang verweigert",
                "<h1>Zugang verweigert: Ministerium protestiert</h1><p>Den Beobachtern wurde am Montag erneut der Zugang zum Gelände verweigert.</p>",
            )
        ),
    ),
    (
        "es",
        exchange(
            page(
                "Acceso denegado a los observadores",
                "<h1>Acceso denegado a los observadores</h1><p>El Ministerio protesta por la tercera vez en un mes.</p>",
            )
        ),
    ),
    (
        "cookies law",
        exchange(
            page(
                "Law on cookies",
                "<h1>Law on cookies adopted</h1><p>We use cookies on this website, too, and will change that in June, the Minister said.</p><button>Share</button>",
            )
        ),
    ),
    (
        "short with share buttons",
        exchange(page("Note", "<h1>Note to editors</h1><p>The briefing starts at 10:00.</p><button>Share</button>")),
    ),
    (
        "auth page text",
        exchange(
            page(
                "Authentication of documents",
                "<h1>Authentication of documents</h1><p>The Ministry authenticates documents for use abroad. A form is needed.</p><form><input name=q></form>",
            )
        ),
    ),
    (
        "registration",
        exchange(
            page(
                "Registration required",
                "<h1>Registration required for travellers</h1><p>Travellers must register before departure.</p><form><input name=q></form>",
            )
        ),
    ),
    (
        "security checkpoint",
        exchange(page("Security checkpoint", "<h1>New security checkpoint at the border</h1>" + long(1))),
    ),
    ("robot", exchange(page("Robot delivers aid", "<h1>Robot delivers aid to front line</h1>" + long(1)))),
    ("maintenance page of gear", exchange(page("Maintenance", "<h1>Maintenance of donated vehicles</h1>" + long(2)))),
    (
        "uk works",
        exchange(
            page(
                "Технічні роботи",
                "<h1>Технічні роботи на залізничному переході тривають</h1><p>Рух на переході відновлять у п'ятницю.</p>",
            )
        ),
    ),
    (
        "ar",
        exchange(
            page(
                "رفض",
                "<h1>الوزارة ترفض الاتهامات الموجهة إليها</h1><p>رفضت الوزارة الاتهامات وأكدت التزامها بالاتفاق.</p>",
            )
        ),
    ),
    (
        "legacy table layout",
        exchange(
            "<html><head><title>MFA</title></head><body><table><tr><td><a href=/>Home</a></td><td><font size=4>Statement of the Ministry</font><br>"
            + long(2)
            + "</td></tr></table></body></html>"
        ),
    ),
    (
        "wp short post",
        exchange(
            page(
                "Update - Ministry",
                "<body class='post single'><article><h1>Update</h1><time datetime=2026-05-04>4 May</time><p>The ship has left.</p></article>",
            )
        ),
    ),
    (
        "listing of press",
        exchange(
            page(
                "Press releases",
                "<h1>Press releases</h1>"
                + "".join(
                    f"<div><a href=/{i}>Minister visits region {i}</a> <span>{i} May</span></div>" for i in range(1, 20)
                ),
            )
        ),
    ),
    (
        "search form home",
        exchange(
            page("MFA", "<h1>Ministry of Foreign Affairs</h1><form><input type=search></form>" + long(1)),
            url="https://mfa.example/",
        ),
    ),
    ("pre text", exchange("<html><body><pre>" + ("STATEMENT\nThe parties agreed.\n" * 5) + "</pre></body></html>")),
    (
        "xhtml",
        exchange(
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Statement</title><script src="a.js"/></head><body><p>The parties agreed on Monday to extend the truce.</p></body></html>',
            200,
            {"content-type": "application/xhtml+xml"},
        ),
    ),
]


@pytest.mark.parametrize("previous", [None, BEFORE], ids=["at first", "after a good look"])
@pytest.mark.parametrize(("name", "came", "kinds"), STAND_INS, ids=[row[0] for row in STAND_INS])
def test_what_stands_in_a_ministrys_place_is_known(
    name: str, came: Exchange, kinds: str, previous: Exchange | None
) -> None:
    verdict = assess(came, previous)

    assert str(verdict.kind) in kinds.split("|"), verdict


@pytest.mark.parametrize(("name", "came"), DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_what_a_ministry_says_is_a_document(name: str, came: Exchange) -> None:
    verdict = assess(came)

    assert verdict.kind is DispositionKind.OK, verdict
