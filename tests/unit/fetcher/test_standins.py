"""More pages that stand in a document's place, and more documents, written after the rules and before their last mending."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

PARAGRAPHS = (
    "The Ministry welcomes the decision of the three governments to keep the grain corridor open until 18 May 2026.",
    "Since the first convoy left in March, 214 vessels have carried 5.1 million tonnes of wheat to eleven countries.",
    "The Minister will report to the parliamentary committee on Thursday and will publish the letter of intent then.",
)
NAVIGATION = "<header><a href=/>Ministry</a></header><nav><a href=/a>News</a><a href=/b>About</a></nav>"
FOOTER = "<footer><p>© 2026 Ministry. All rights reserved.</p></footer>"


def page(title: str, body: str) -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def exchange(body: str, status: int = 200, headers: dict[str, str] | None = None) -> Exchange:
    return Exchange(
        url="https://mod.example/en/news/77",
        status=status,
        headers={"Content-Type": "text/html", **(headers or {})},
        body=body.encode(),
    )


BEFORE = exchange(
    page(
        "Statement on the grain corridor",
        NAVIGATION + "<h1>Statement on the grain corridor</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 6),
    )
)

STAND_INS: list[tuple[str, int, dict[str, str], str, str]] = [
    (
        "cf new challenge",
        200,
        {"server": "cloudflare"},
        page(
            "Just a moment...",
            '<div class="main-wrapper" role="main"><div class="main-content"><h1 class="zone-name-title h1">mod.example</h1><h2 class="h2" id="challenge-running">Checking if the site connection is secure</h2><noscript><div>Enable JavaScript and cookies to continue</div></noscript></div></div><script>window._cf_chl_opt={}</script>',
        ),
        "blocked",
    ),
    (
        "cf fr",
        403,
        {"server": "cloudflare"},
        page("Un instant…", "<h1>mod.example</h1><p>Vérification de la sécurité de votre connexion</p>"),
        "blocked",
    ),
    (
        "cf 1015",
        429,
        {"server": "cloudflare"},
        page(
            "Access denied | mod.example used Cloudflare to restrict access",
            "<h1>Error 1015</h1><h2>You are being rate limited</h2>",
        ),
        "blocked",
    ),
    (
        "cf 1009 country 200",
        200,
        {"server": "cloudflare"},
        page(
            "Access denied",
            "<h1>Error 1009</h1><h2>Access denied</h2><p>The owner of this website (mod.example) has banned the country or region your IP address is in (FR) from accessing this website.</p>",
        ),
        "blocked",
    ),
    (
        "akamai sorry",
        200,
        {},
        page("Sorry!", "<p>Your request could not be completed. Reference: 18.2d1c4e68.1716200000.3a1b</p>"),
        "blocked|suspect",
    ),
    (
        "px custom",
        403,
        {},
        page(
            "Before we continue...",
            "<h1>Press & Hold to confirm you are<br>a human (and not a bot).</h1><p>Reference ID 4c0e2a1b-1111-11ee-8000-aabbccddeeff</p>",
        ),
        "blocked",
    ),
    (
        "px 200 custom",
        200,
        {},
        page(
            "mod.example",
            "<p>Before we continue...</p><p>Press & Hold to confirm you are a human (and not a bot).</p><p>Reference ID 4c0e2a1b-1111-11ee-8000-aabbccddeeff</p>",
        ),
        "blocked",
    ),
    (
        "incapsula error 200",
        200,
        {},
        page(
            "Error",
            "<h1>Error 15</h1><p>This request was blocked by the security rules</p><p>Your IP: 1.2.3.4</p><p>Incident ID: 104000-99</p><p>Powered by Imperva</p>",
        ),
        "blocked",
    ),
    (
        "distil plain",
        200,
        {},
        page(
            "Pardon Our Interruption",
            "<h1>Pardon Our Interruption...</h1><p>As you were browsing mod.example something about your browser made us think you were a bot. There are a few reasons this might happen:</p><ul><li>You've disabled JavaScript in your web browser.</li><li>You're a power user moving through this website with super-human speed.</li></ul>",
        ),
        "blocked",
    ),
    (
        "awswaf 200 page",
        200,
        {},
        page(
            "",
            "<script>AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh().then(x=>x)</script><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot. This requires JavaScript.</noscript>",
        ),
        "blocked",
    ),
    (
        "cloudfront 403",
        403,
        {"server": "CloudFront"},
        page(
            "ERROR: The request could not be satisfied",
            "<h1>403 ERROR</h1><h2>The request could not be satisfied.</h2>Request blocked. We can't connect to the server for this app or website at this time.",
        ),
        "blocked",
    ),
    (
        "f5 asm ru 200",
        200,
        {},
        page("Запрос отклонен", "Запрос отклонен. Обратитесь к администратору. Ваш support ID: 123"),
        "blocked",
    ),
    (
        "geo ru gov 200",
        200,
        {},
        page("Доступ к ресурсу ограничен", "<p>Доступ к данному ресурсу с территории вашей страны запрещён.</p>"),
        "blocked",
    ),
    ("geo simple", 403, {}, page("403", "Access from your country is not allowed."), "blocked"),
    (
        "tor",
        403,
        {},
        page("Access restricted", "Your IP 1.2.3.4 has been blocked because of suspicious activity"),
        "blocked",
    ),
    (
        "hcaptcha custom 200",
        200,
        {},
        page(
            "mod.example",
            "<form method=post><div class=h-captcha></div></form><p>Please click the box below</p><script src=https://hcaptcha.com/1/api.js></script>",
        ),
        "blocked",
    ),
    (
        "turnstile custom 200 uk",
        200,
        {},
        page(
            "Міністерство",
            "<h1>Перевірка</h1><p>Будь ласка, доведіть, що ви людина</p><div class='cf-turnstile'></div>",
        ),
        "blocked",
    ),
    (
        "ddosguard 200",
        200,
        {"server": "ddos-guard"},
        page("DDoS-Guard", "<h1>Checking your browser before accessing mod.example</h1>"),
        "blocked",
    ),
    ("plain 405", 405, {}, page("405 Not Allowed", "<center><h1>405 Not Allowed</h1></center>nginx"), "failed|blocked"),
    (
        "robot check amazon",
        200,
        {},
        page(
            "Robot Check",
            "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot.</p><form><input type=text></form>",
        ),
        "blocked",
    ),
    ("simple bot es", 200, {}, page("Comprobación de seguridad", "<p>Compruebe que no es un robot</p>"), "blocked"),
    (
        "soft404 nav",
        200,
        {},
        page(
            "Ministry of Defence",
            NAVIGATION
            + "<main><h1>Oops!</h1><p>The page you requested cannot be found.</p><a href=/>Back to home</a></main>"
            + FOOTER,
        ),
        "soft-404",
    ),
    (
        "soft404 uk nav",
        200,
        {},
        page(
            "Міністерство оборони",
            NAVIGATION
            + "<div class=content><h2>Сторінку не знайдено (404)</h2><p>Перевірте адресу або скористайтеся пошуком.</p></div>"
            + FOOTER,
        ),
        "soft-404",
    ),
    (
        "soft404 title only",
        200,
        {},
        page("404 - Ministry of Defence", NAVIGATION + "<main></main>" + FOOTER),
        "soft-404|empty",
    ),
    (
        "soft404 fr govt",
        200,
        {},
        page(
            "Page non trouvée | Ministère",
            NAVIGATION
            + "<main><h1>Page non trouvée</h1><p>La page que vous avez demandée n'est plus accessible ou n'existe pas.</p></main>"
            + FOOTER,
        ),
        "soft-404",
    ),
    (
        "soft404 moved",
        200,
        {},
        page(
            "Content moved",
            "<h1>This content has been removed</h1><p>The article you requested is no longer available.</p>",
        ),
        "soft-404",
    ),
    (
        "soft404 de",
        200,
        {},
        page(
            "Fehler 404 - Bundesministerium",
            "<h1>Seite nicht gefunden</h1><p>Leider konnte die gewünschte Seite nicht gefunden werden.</p>",
        ),
        "soft-404",
    ),
    (
        "soft404 es",
        200,
        {},
        page("Ministerio", "<h1>Error 404</h1><p>No hemos podido encontrar la página que buscas.</p>"),
        "soft-404",
    ),
    (
        "soft404 ru search",
        200,
        {},
        page("Поиск", "<h1>Такой страницы нет</h1><p>Возможно, она была удалена или вы неправильно набрали адрес.</p>"),
        "soft-404",
    ),
    (
        "soft404 pl",
        200,
        {},
        page("Błąd 404", "<h1>Błąd 404</h1><p>Strona o podanym adresie nie istnieje.</p>"),
        "soft-404",
    ),
    ("soft404 ar", 200, {}, page("خطأ 404", "<h1>404</h1><p>عذرا، الصفحة المطلوبة غير موجودة</p>"), "soft-404"),
    ("soft404 it", 200, {}, page("Errore 404", "<p>La pagina richiesta non è stata trovata.</p>"), "soft-404"),
    (
        "soft404 ja",
        200,
        {},
        page("ページが見つかりません", "<p>お探しのページは見つかりませんでした。</p>"),
        "soft-404",
    ),
    ("soft404 nl", 200, {}, page("Pagina niet gevonden - Ministerie", "<h1>Pagina niet gevonden</h1>"), "soft-404"),
    ("soft404 hu", 200, {}, page("404 - Az oldal nem található", "<h1>Az oldal nem található</h1>"), "soft-404"),
    ("soft404 news gone", 200, {}, page("News", "<h1>News item not found</h1>"), "soft-404"),
    (
        "maint uk",
        200,
        {},
        page("Міністерство", "<h1>Вибачте, сайт тимчасово недоступний</h1><p>Проводяться планові роботи.</p>"),
        "maintenance",
    ),
    (
        "maint wp",
        200,
        {},
        page("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
        "maintenance",
    ),
    (
        "maint drupal",
        200,
        {},
        page(
            "Site under maintenance | Ministry",
            "<h1>Site under maintenance</h1><p>Ministry is currently under maintenance. We should be back shortly. Thank you for your patience.</p>",
        ),
        "maintenance",
    ),
    (
        "maint fr",
        200,
        {},
        page("Ministère", "<p>Le site est momentanément indisponible pour cause de maintenance.</p>"),
        "maintenance",
    ),
    ("maint de", 200, {}, page("Wartung", "<p>Wir sind in Kürze wieder für Sie da.</p>"), "maintenance"),
    (
        "maint ru",
        200,
        {},
        page("Сайт временно недоступен", "<p>Ведутся работы по обновлению портала.</p>"),
        "maintenance",
    ),
    ("maint soon", 200, {}, page("We'll be right back", "<h1>We’ll be right back!</h1>"), "maintenance"),
    (
        "login oidc",
        200,
        {},
        page(
            "Sign in to your account",
            "<form><input type=email><input type=submit value=Next></form><p>Sign in to continue</p>",
        ),
        "login",
    ),
    ("login uk", 200, {}, page("Авторизація", "<form><input type=text><input type=password></form>"), "login"),
    (
        "login sharepoint",
        200,
        {},
        page(
            "Ministry Intranet - Sign In",
            "<form><input type=password><input></form><p>Sign in with your organizational account</p>",
        ),
        "login",
    ),
    (
        "login pl",
        200,
        {},
        page("Logowanie", "<form><input type=password></form><p>Zaloguj się, aby kontynuować</p>"),
        "login",
    ),
    ("shell flutter", 200, {}, page("app", "<script src=main.dart.js></script>"), "needs-javascript"),
    (
        "shell loading",
        200,
        {},
        page("Ministry", "<div id=app><div class=loader>Завантаження...</div></div><script src=a.js></script>"),
        "needs-javascript",
    ),
    (
        "shell noscript ru",
        200,
        {},
        page(
            "Ministry",
            "<noscript>Для работы сайта необходимо включить JavaScript</noscript><div class=page></div><script src=a.js></script>",
        ),
        "needs-javascript",
    ),
    (
        "shell nav",
        200,
        {},
        page("Ministry", NAVIGATION + "<main id=root></main>" + FOOTER + "<script src=a.js></script>"),
        "needs-javascript|empty",
    ),
    (
        "err laravel",
        200,
        {},
        page("Whoops, looks like something went wrong.", "<h1>Whoops, looks like something went wrong.</h1>"),
        "failed",
    ),
    (
        "err wp critical",
        200,
        {},
        page("WordPress › Error", "<p>There has been a critical error on this website.</p>"),
        "failed",
    ),
    ("err mysql", 200, {}, "Could not connect to MySQL: Too many connections", "failed"),
    ("err db uk", 200, {}, page("", "Помилка підключення до бази даних"), "failed"),
    (
        "err varnish",
        200,
        {},
        page(
            "503 Backend fetch failed",
            "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 1</p>",
        ),
        "failed|maintenance",
    ),
    (
        "err joomla",
        200,
        {},
        page("Error: 500", "<h1>0 - Error displaying the error page: Application Instantiation Error</h1>"),
        "failed",
    ),
    (
        "err iis",
        200,
        {},
        page(
            "Runtime Error",
            "<h1>Server Error in '/' Application.</h1><h2><i>Runtime Error</i></h2><p>Description: An application error occurred on the server. The current custom error settings for this application prevent the details of the application error from being viewed remotely</p>",
        ),
        "failed",
    ),
    (
        "consent google",
        200,
        {},
        page(
            "Before you continue to Google",
            "<h1>Before you continue</h1><p>We use cookies and data to</p><form><button>Reject all</button></form>",
        ),
        "blocked",
    ),
    (
        "consent yahoo fr",
        200,
        {},
        page(
            "Yahoo fait partie de la famille",
            "<h1>Le respect de votre vie privée est notre priorité</h1><p>Nous et nos partenaires utilisons des cookies.</p><form><button>Tout accepter</button></form>",
        ),
        "blocked|suspect",
    ),
    (
        "suspended",
        200,
        {},
        page(
            "Account Suspended",
            "<h1>Account Suspended</h1><p>This account has been suspended. Contact your hosting provider for more information.</p>",
        ),
        "suspect|failed",
    ),
    (
        "apache default",
        200,
        {},
        page(
            "Apache2 Ubuntu Default Page: It works",
            "<p>Apache2 Default Page</p><p>It works!</p><p>This is the default welcome page used to test the correct operation of the Apache2 server after installation on Ubuntu systems.</p>",
        ),
        "failed",
    ),
    (
        "parking ads",
        200,
        {},
        page(
            "mod-example.com",
            "<p>mod-example.com</p><p>Related Searches:</p><p>The Sponsored Listings displayed above are served automatically by a third party.</p>",
        ),
        "failed",
    ),
    ("ie only frames", 200, {}, page("x", "<frameset><frame src=a.html></frameset>"), "suspect|empty"),
    ("empty main", 200, {}, page("Statement", NAVIGATION + "<main></main>" + FOOTER), "empty|suspect"),
    (
        "js redirect",
        200,
        {},
        page("", "<script>window.location='https://x.example/y'</script>"),
        "suspect|needs-javascript",
    ),
    ("iframe only", 200, {}, page("", "<iframe src='https://x.example/y'></iframe>"), "suspect|empty"),
]
DOCUMENTS: list[tuple[str, str]] = [
    (
        "press release on captcha short",
        page(
            "Нова система захисту порталу",
            "<h1>Нова система захисту порталу «Дія»</h1><p>Відтепер користувачі мають підтвердити, що вони не роботи.</p>",
        ),
    ),
    (
        "fr maintenance annonce",
        page(
            "Maintenance du portail consulaire le 9 mai",
            "<h1>Maintenance du portail consulaire le 9 mai</h1><p>Le portail sera indisponible de 20 h à 23 h.</p>",
        ),
    ),
    (
        "uk announce works",
        page(
            "Технічні роботи на порталі 9 травня",
            "<h1>Технічні роботи на порталі електронних послуг 9 травня</h1><p>9 травня з 20:00 до 23:00 на порталі проводитимуться технічні роботи. Просимо врахувати це.</p>",
        ),
    ),
    (
        "login help",
        page(
            "How to log in to the portal",
            "<h1>How to log in to the portal</h1><p>To log in, enter the number of your passport and the code that was sent to you.</p><p>If you forgot your password, call us.</p>",
        ),
    ),
    (
        "cookie policy",
        page(
            "Cookie policy",
            "<h1>Cookie policy</h1>"
            + "<p>We use cookies to count visits. Nothing else is stored on your device by this website or by our partners.</p>"
            * 9,
        ),
    ),
    (
        "cookie policy short",
        page(
            "Cookies - Ministry of Trade",
            "<main><h1>Cookies</h1><p>This website sets one cookie, which remembers your language.</p><p>It is deleted after a year.</p></main>",
        ),
    ),
    (
        "javascript guide",
        page(
            "Guidance on JavaScript",
            "<h1>Guidance on the use of JavaScript in public services</h1><p>Services must work without JavaScript. JavaScript is required for maps only.</p><script src=a.js></script>",
        ),
    ),
    (
        "ar statement",
        page(
            "بيان صحفي",
            "<h1>بيان صحفي بشأن الاجتماع الوزاري</h1><p>عقدت الوزارة اجتماعا يوم الاثنين لبحث التعاون في مجال الدفاع الجوي.</p>",
        ),
    ),
    ("he statement", page("הודעה", "<h1>הודעת משרד החוץ</h1><p>השר נפגש עם עמיתו ביום שני.</p>")),
    ("zh statement", page("声明", "<h1>外交部声明</h1><p>部长周一会见了来访的代表团，双方讨论了防务合作。</p>")),
    (
        "sanctions blocked",
        page(
            "Assets blocked",
            "<h1>Assets of 14 companies blocked</h1><p>The Council has blocked the assets of 14 companies. Access to the funds was denied on Monday.</p>",
        ),
    ),
    (
        "road closed",
        page(
            "Temporarily closed",
            "<h1>Embassy in Beirut temporarily closed</h1><p>The embassy is temporarily closed until further notice. Consular services are available in Cyprus.</p>",
        ),
    ),
    (
        "embassy closed short title",
        page(
            "Embassy temporarily closed - Ministry",
            "<h1>Embassy temporarily closed</h1><p>The embassy in Beirut is closed until 12 May. Consular services are available in Cyprus.</p>",
        ),
    ),
    (
        "no results",
        page(
            "Search results - Ministry",
            NAVIGATION
            + "<h1>Search results for “grain”</h1><p>3 results.</p>"
            + "".join(f"<p>{x}</p>" for x in PARAGRAPHS),
        ),
    ),
    (
        "missing persons",
        page(
            "Missing persons: 404 not found",
            "<h1>404 people still missing, says the Ministry</h1><p>Of the 1,200 people reported missing, 404 have not been found.</p>",
        ),
    ),
    (
        "statement not available",
        page(
            "Video statement",
            "<h1>Video statement by the Minister</h1><p>This video is not available in your country. A transcript follows.</p><p>"
            + PARAGRAPHS[0]
            + "</p><p>"
            + PARAGRAPHS[1]
            + "</p>",
        ),
    ),
    (
        "wiki style h1",
        page(
            "Forbidden weapons",
            "<h1>Forbidden weapons</h1><p>The Convention lists the weapons that are forbidden. Parties may not produce or store them.</p>",
        ),
    ),
    (
        "error page policy",
        page(
            "Correction",
            "<h1>Correction</h1><p>An earlier version of this statement gave a wrong date. The meeting was held on 4 May.</p>",
        ),
    ),
    (
        "withdrawn",
        page(
            "Withdrawn: guidance on travel",
            "<h1>Guidance on travel to the region</h1><p>This page was withdrawn on 4 May 2026. It is kept for reference.</p><p>"
            + PARAGRAPHS[0]
            + "</p>",
        ),
    ),
    ("contact w/ phone", page("Contact", "<h1>Contact</h1><p>Press office: +380 44 000 00 00</p>")),
    (
        "list of links news",
        page(
            "News",
            NAVIGATION
            + "<main><h1>News</h1><ul>"
            + "".join(f"<li><a href=/n/{i}>{p}</a></li>" for i, p in enumerate(PARAGRAPHS * 4))
            + "</ul></main>",
        ),
    ),
    (
        "recaptcha short article no h1",
        page(
            "Statement by the spokesperson",
            f"<div class=art><p>{PARAGRAPHS[0]}</p></div><div class='g-recaptcha' data-size=invisible></div><script src=https://www.google.com/recaptcha/api.js></script>",
        ),
    ),
    (
        "short statement password manager",
        page(
            "Statement on leaked passwords",
            "<h1>Statement on leaked passwords</h1><p>No password of the Ministry was leaked.</p><form><input type=password></form>",
        ),
    ),
    (
        "bot in title",
        page(
            "Bot networks",
            "<h1>Bot networks</h1><p>The service has closed 14 bot farms since March, with 21,000 accounts in social networks.</p>",
        ),
    ),
    (
        "security check airport",
        page(
            "Security checks at airports",
            "<h1>Security checks at airports</h1><p>Passengers should arrive three hours before departure. Security check lanes are open from 4:00.</p>",
        ),
    ),
    (
        "security check exact",
        page(
            "Security checks - Ministry of Transport",
            "<h1>Security checks</h1><p>Passengers should arrive three hours before departure. Lanes are open from 4:00 and close at midnight.</p>",
        ),
    ),
    (
        "access restrictions",
        page(
            "Access restrictions",
            "<article><h1>Access restrictions</h1><time>2026-05-04</time><p>Access to the border zone is restricted from Monday on. Residents need a permit, which the district office issues.</p></article>",
        ),
    ),
    (
        "under construction",
        page(
            "Under construction: bridge",
            "<h1>Bridge under construction</h1><p>The bridge across the river is under construction and will open in June.</p>",
        ),
    ),
    (
        "unavail report",
        page(
            "Minister unavailable",
            "<h1>Minister unavailable for comment</h1><p>The Minister was not available for comment on Tuesday.</p>",
        ),
    ),
    (
        "de statement",
        page(
            "Erklärung",
            "<h1>Erklärung zur Wartung der Leitung</h1><p>Die Leitung ist wegen Wartungsarbeiten bis Freitag nicht verfügbar, teilte das Ministerium mit.</p>",
        ),
    ),
    (
        "pl statement",
        page(
            "Komunikat",
            "<h1>Komunikat</h1><p>Minister spotkał się w poniedziałek z delegacją. Rozmowy dotyczyły bezpieczeństwa granicy.</p>",
        ),
    ),
    (
        "js site w. text",
        page(
            "Ministry",
            "<div id=app><p>"
            + PARAGRAPHS[0]
            + "</p></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script>",
        ),
    ),
    (
        "iframe + text",
        page("Statement", "<p>" + PARAGRAPHS[0] + "</p><iframe src=https://www.youtube.com/embed/x></iframe>"),
    ),
    (
        "server cloudflare w/ email protect",
        page(
            "Statement",
            "<p>"
            + PARAGRAPHS[0]
            + "</p><a href='/cdn-cgi/l/email-protection#1'>[email&#160;protected]</a><script data-cfasync='false' src='/cdn-cgi/scripts/5c5dd728/cloudflare-static/email-decode.min.js'></script>",
        ),
    ),
    ("very short", page("Note", "<p>Postponed.</p>")),
    (
        "captcha vendor's rendered widget",
        page(
            "Contact the Ministry",
            "<h1>Contact the Ministry</h1><form><input name=email><textarea></textarea><input type=hidden name=cf-turnstile-response id=cf-chl-widget-abc_response></form>",
        ),
    ),
]


@pytest.mark.parametrize("previous", [None, BEFORE], ids=["at first", "after a good look"])
@pytest.mark.parametrize(("name", "status", "headers", "body", "kinds"), STAND_INS, ids=[row[0] for row in STAND_INS])
def test_a_page_in_a_documents_place_is_known_for_what_it_is(
    name: str, status: int, headers: dict[str, str], body: str, kinds: str, previous: Exchange | None
) -> None:
    verdict = assess(exchange(body, status, headers), previous)

    assert str(verdict.kind) in kinds.split("|"), verdict


@pytest.mark.parametrize(("name", "body"), DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_a_document_is_known_for_a_document(name: str, body: str) -> None:
    verdict = assess(exchange(body))

    assert verdict.kind is DispositionKind.OK, verdict
