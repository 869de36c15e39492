"""Pages as ministries and the vendors before them really lay them out, in twelve languages."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

from collections.abc import Mapping

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

PARAGRAPHS = (
    "The Ministry welcomes the decision of the three governments to keep the grain corridor open until 18 May 2026.",
    "Since the first convoy left in March, 214 vessels have carried 5.1 million tonnes of wheat to eleven countries.",
    "The Minister will report to the parliamentary committee on Thursday and will publish the letter of intent then.",
    "Delegations agreed that inspections may take no longer than two days and that crews keep the right of passage.",
    "Further meetings of the working group are planned in Geneva and in Nairobi before the end of the summer.",
)
PROSE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
DECLARATION = "Joint declaration of the Ministers of Foreign Affairs"
URL = "https://www.mfa.gov.example/en/press/statement-joint-declaration"
NAVIGATION = '<div class="header"><div class="menu"><a href="/">Home</a> <a href="/about">About the Ministry</a> <a href="/press">Press centre</a> <a href="/contacts">Contacts</a></div></div>'
FOOTER = '<div class="footer"><p>Ministry of Foreign Affairs, 1 Mykhailivska Square, Kyiv</p><p>© 2026</p></div>'


def page(title: str, body: str, *, lang: str = "en") -> str:
    return f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n{body}\n</body>\n</html>'


def exchange(
    body: str | bytes, status: int = 200, h: Mapping[str, str] | None = None, *, url: str = URL, fin: str | None = None
) -> Exchange:
    content = body.encode() if isinstance(body, str) else body
    return Exchange(
        url=url,
        status=status,
        headers={"Content-Type": "text/html; charset=utf-8", **(h or {})},
        body=content,
        final_url=fin,
    )


BEFORE = exchange(page(DECLARATION, f"<h1>{DECLARATION}</h1>{PROSE * 4}"))

STAND_INS: list[tuple[str, Exchange, str]] = [
    (
        "cf blocked full 200",
        exchange(
            page(
                "Attention Required! | Cloudflare",
                '<div id="cf-wrapper"><div class="cf-alert cf-alert-error cf-cookie-error" id="cookie-alert" data-translate="enable_cookies">Please enable cookies.</div><div id="cf-error-details" class="cf-error-details-wrapper"><h1 data-translate="block_headline">Sorry, you have been blocked</h1><h2 class="cf-subheadline"><span data-translate="unable_to_access">You are unable to access</span> mfa.gov.example</h2><div><h2 data-translate="blocked_why_headline">Why have I been blocked?</h2><p>This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution. There are several actions that could trigger this block including submitting a certain word or phrase, a SQL command or malformed data.</p><h2>What can I do to resolve this?</h2><p>You can email the site owner to let them know you were blocked. Please include what you were doing when this page came up and the Cloudflare Ray ID found at the bottom of this page.</p></div><p><span class="cf-footer-item">Cloudflare Ray ID: <strong>8f1d2c3b4a596877</strong></span> <span>Performance &amp; security by Cloudflare</span></p></div></div>',
            )
        ),
        "blocked",
    ),
    (
        "imperva new 200",
        exchange(
            page(
                "",
                '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=10-1-0" frameborder=0>Request unsuccessful. Incapsula incident ID: 1000-1</iframe>',
            )
        ),
        "blocked",
    ),
    (
        "datadome iframe 403",
        exchange(
            "<html><head><title>mfa.gov.example</title></head><body style='margin:0'><script data-cfasync='false'>var dd={'rt':'c','cid':'x','host':'geo.captcha-delivery.com','cookie':'y'}</script><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
            403,
            {"Server": "DataDome"},
        ),
        "blocked",
    ),
    (
        "human challenge 200",
        exchange(
            page(
                "mfa.gov.example",
                '<div class="px-captcha-container"><div class="px-captcha-header">Before we continue...</div><div>Press & Hold to confirm you are a human (and not a bot).</div><div id="px-captcha"></div></div>',
            )
        ),
        "blocked",
    ),
    (
        "aws waf captcha 405 body",
        exchange(
            page(
                "Human Verification",
                '<script>window.awsWafCookieDomainList=[];window.gokuProps={"key":"a"}</script><script src="https://x.us-east-1.captcha.awswaf.com/x/captcha.js"></script><noscript><h1>JavaScript is disabled</h1></noscript>',
            ),
            405,
        ),
        "blocked",
    ),
    (
        "sucuri full 200",
        exchange(
            page(
                "Sucuri WebSite Firewall - Access Denied",
                "<h1>Access Denied - Sucuri Website Firewall</h1><p>If you are the site owner (or you manage this site), please whitelist your IP or if you think this block is an error please open a support ticket.</p><p>Block details:</p><p>Your IP: 1.2.3.4</p><p>Block ID: BFA001</p>",
            )
        ),
        "blocked",
    ),
    (
        "f5 with captcha",
        exchange(
            page(
                "",
                "<noscript>Please enable JavaScript to view the page content.<br/>Your support ID is: 1234567890123456</noscript><script>/TSPD/</script>",
            )
        ),
        "blocked",
    ),
    (
        "shape 200",
        exchange(
            "<html><head><script src='/z0f76?async'></script><script>window['bobcmn']='1';(function(){})()</script></head><body></body></html>"
        ),
        "blocked|needs-javascript|suspect",
    ),
    (
        "kasada 403 html",
        exchange(
            "<html><head></head><body><script src='/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js?tkrm_alpekz_s1.3=0'></script></body></html>",
            403,
        ),
        "blocked",
    ),
    (
        "qrator 403",
        exchange(
            page("403", "<h1>Forbidden</h1><p>Guru meditation: 1.2.3.4</p><p>Qrator</p>"), 403, {"Server": "QRATOR"}
        ),
        "blocked",
    ),
    (
        "reblaze 247",
        exchange("<html><script>winsocks('x');window.rbzns.challdomain='x'</script></html>", 247),
        "blocked",
    ),
    (
        "stackpath block",
        exchange(
            page(
                "Site Protection",
                "<p>This website is using a security service to protect itself from online attacks.</p><p>Please enable JavaScript and cookies</p><script src='/sbbi/?sbbpg=sbbShell'></script>",
            ),
            200,
        ),
        "blocked",
    ),
    (
        "modsec 403",
        exchange(
            page(
                "403 Forbidden",
                "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p><p>ModSecurity Action</p>",
            ),
            403,
        ),
        "blocked",
    ),
    (
        "wordfence 403",
        exchange(
            page(
                "403 Forbidden",
                "<h1>Your access to this site has been limited by the site owner</h1><p>Your access to this service has been limited. (HTTP response code 403)</p><p>Generated by Wordfence</p>",
            ),
            403,
        ),
        "blocked",
    ),
    (
        "fastly denied",
        exchange(
            page(
                "Access denied",
                "<h1>Error 403 Access denied</h1><p>Access denied</p><h3>Error 54113</h3><p>Details: cache-ams21035-AMS 1716200000 123456</p><p>Varnish cache server</p>",
            ),
            200,
        ),
        "blocked",
    ),
    (
        "azure fd",
        exchange(
            page(
                "",
                "<h2>Our services aren't available right now</h2><p>We're working to restore all services as soon as possible. Please check back soon.</p><div>0ABC</div>",
            ),
            200,
        ),
        "maintenance|failed|blocked",
    ),
    (
        "azure waf",
        exchange("<html><body>The request is blocked.<br>20260504T120000Z-r1abc</body></html>", 200),
        "blocked",
    ),
    ("geo he", exchange(page("הגישה חסומה", "<p>הגישה לאתר זה חסומה ממדינתך</p>", lang="he"), 200), "blocked"),
    (
        "geo uk kordon",
        exchange(page("Увага", "<p>Доступ до сайту з-за меж України тимчасово обмежено.</p>", lang="uk"), 200),
        "blocked",
    ),
    ("geo zh", exchange(page("访问受限", "<p>您所在的地区无法访问本网站</p>", lang="zh"), 200), "blocked"),
    (
        "geo fr",
        exchange(page("Accès restreint", "<p>Ce site n'est pas accessible depuis votre pays.</p>", lang="fr"), 200),
        "blocked",
    ),
    (
        "captcha pl",
        exchange(
            page(
                "Weryfikacja",
                "<p>Potwierdź, że nie jesteś robotem.</p><form><div class='h-captcha'></div></form>",
                lang="pl",
            ),
            200,
        ),
        "blocked",
    ),
    (
        "captcha image",
        exchange(
            page(
                "Captcha",
                "<form><p>Введите код с картинки</p><img src=/captcha.php><input name=code></form>",
                lang="ru",
            ),
            200,
        ),
        "blocked",
    ),
    (
        "ddos gen",
        exchange(
            page(
                "DDoS protection",
                "<p>This process is automatic. Your browser will redirect to your requested content shortly.</p><p>Please allow up to 5 seconds...</p>",
            ),
            503,
        ),
        "blocked",
    ),
    (
        "testcookie",
        exchange(
            "<html><body><script type='text/javascript' src='/aes.js'></script><script>function toNumbers(d){}var a=1;document.cookie='__test='+a+'; path=/'; location.href='https://x/?i=1';</script><noscript>This site requires Javascript to work, please enable Javascript in your browser</noscript></body></html>"
        ),
        "blocked",
    ),
    (
        "soft404 uk gov nav divs",
        exchange(
            page(
                "Міністерство закордонних справ України",
                NAVIGATION
                + "<div class=content><h1>Сторінка не знайдена</h1><p>Можливо, її було переміщено або видалено. Скористайтеся пошуком по сайту.</p></div>"
                + FOOTER,
                lang="uk",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 404 big",
        exchange(
            page(
                "Ministry",
                NAVIGATION + "<div class='err'><span>404</span><p>Oops... Something is missing.</p></div>" + FOOTER,
            )
        ),
        "soft-404|suspect|ok",
    ),
    (
        "soft404 dead",
        exchange(
            page(
                "Page Not Found",
                NAVIGATION
                + "<h2>We can't find the page you're looking for</h2><p>Try searching or go to the homepage.</p>"
                + PROSE
                + FOOTER,
            )
        ),
        "soft-404",
    ),
    (
        "soft404 class",
        exchange(page("Ministry", "<div class='page-404'><h2>Hmm</h2></div>" + NAVIGATION + FOOTER)),
        "soft-404",
    ),
    (
        "soft404 de amt",
        exchange(
            page(
                "Auswärtiges Amt",
                NAVIGATION
                + "<h1>Die Seite konnte nicht gefunden werden</h1><p>Bitte überprüfen Sie die Adresse.</p>"
                + FOOTER,
                lang="de",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 fr diplo",
        exchange(
            page(
                "Erreur 404 : page non trouvée",
                NAVIGATION + "<p>La page demandée n’existe pas.</p>" + FOOTER,
                lang="fr",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 es",
        exchange(
            page(
                "404: Página no encontrada | Ministerio",
                NAVIGATION + "<h1>¡Ups! Página no encontrada</h1>" + FOOTER,
                lang="es",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 ar",
        exchange(page("وزارة الخارجية", NAVIGATION + "<h1>الصفحة المطلوبة غير موجودة</h1>" + FOOTER, lang="ar")),
        "soft-404",
    ),
    (
        "soft404 ar2",
        exchange(page("وزارة الخارجية", NAVIGATION + "<h1>لم يتم العثور على الصفحة</h1>" + FOOTER, lang="ar")),
        "soft-404",
    ),
    ("soft404 he", exchange(page("משרד החוץ", NAVIGATION + "<h1>העמוד לא נמצא</h1>" + FOOTER, lang="he")), "soft-404"),
    ("soft404 zh", exchange(page("外交部", "<h1>404</h1><p>您访问的页面不存在或已删除</p>", lang="zh")), "soft-404"),
    (
        "soft404 ru",
        exchange(page("МИД", "<h1>Ошибка 404. Страница не найдена</h1>" + NAVIGATION, lang="ru")),
        "soft-404",
    ),
    (
        "soft404 it",
        exchange(
            page(
                "Ministero", "<h1>Ops! Pagina non trovata</h1><p>La pagina che stai cercando non esiste.</p>", lang="it"
            )
        ),
        "soft-404",
    ),
    (
        "soft404 pl",
        exchange(
            page(
                "Gov.pl",
                "<h1>Nie znaleziono strony</h1><p>Strona, której szukasz, została usunięta lub zmieniła adres.</p>",
                lang="pl",
            )
        ),
        "soft-404",
    ),
    (
        "soft404 cp1251",
        exchange(
            (
                "<html><head><title>Страница не найдена</title></head><body><h1>Страница не найдена</h1><p>К сожалению, такой страницы нет.</p></body></html>"
            ).encode("cp1251"),
            h={"Content-Type": "text/html"},
        ),
        "soft-404",
    ),
    (
        "to home",
        exchange(page("MFA", NAVIGATION + "<h1>Welcome</h1>" + PROSE * 3), fin="https://www.mfa.gov.example/en"),
        "soft-404",
    ),
    (
        "to press",
        exchange(
            page("Press centre", NAVIGATION + "<h1>Press centre</h1>" + PROSE * 3),
            fin="https://www.mfa.gov.example/en/press/",
        ),
        "soft-404",
    ),
    (
        "to news",
        exchange(
            page("News", NAVIGATION + "<h1>All news</h1>" + PROSE * 3), fin="https://www.mfa.gov.example/en/all-news"
        ),
        "soft-404|suspect",
    ),
    (
        "to error",
        exchange(page("Ministry", NAVIGATION + "<p>Oops</p>"), fin="https://www.mfa.gov.example/error/404.html"),
        "soft-404",
    ),
    (
        "login ru",
        exchange(
            page(
                "Портал",
                "<form><input name=login><input type=password><button>Войти</button><a>Забыли пароль?</a></form>",
                lang="ru",
            )
        ),
        "login",
    ),
    (
        "login redirect adfs",
        exchange(
            page("Sign In", "<form><input type=password></form>"), fin="https://adfs.gov.example/adfs/ls/?wa=wsignin1.0"
        ),
        "login",
    ),
    (
        "members only",
        exchange(
            page(
                "Members only",
                "<h1>Members only</h1><p>You must be logged in to view this page.</p><form><input><input type=password></form>",
            )
        ),
        "login",
    ),
    (
        "maint he",
        exchange(page("האתר בתחזוקה", "<p>האתר אינו זמין כעת. אנא נסו שוב מאוחר יותר.</p>", lang="he")),
        "maintenance",
    ),
    (
        "maint uk vybach",
        exchange(
            page(
                "МЗС",
                "<h2>Вебсайт на технічному обслуговуванні</h2><p>Працюємо над оновленням. Скоро повернемося!</p>",
                lang="uk",
            )
        ),
        "maintenance",
    ),
    ("maint tr", exchange(page("Bakım çalışması", "<p>Sitemiz bakımda.</p>", lang="tr")), "maintenance"),
    (
        "maint es",
        exchange(page("En mantenimiento", "<p>Disculpe las molestias, volveremos en breve.</p>", lang="es")),
        "maintenance",
    ),
    (
        "maint fr long",
        exchange(
            page(
                "Maintenance en cours",
                "<h1>Le site est en maintenance</h1><p>Une opération de maintenance est en cours. Nous mettons tout en œuvre pour rétablir le service dans les meilleurs délais.</p>",
                lang="fr",
            )
        ),
        "maintenance",
    ),
    ("503 w/ challenge words none", exchange("", 503), "maintenance"),
    (
        "spa nuxt",
        exchange(page("MFA", '<div id="__nuxt"><div class="loading"></div></div><script src="/_nuxt/x.js"></script>')),
        "needs-javascript",
    ),
    (
        "spa cra",
        exchange(
            page(
                "MFA",
                '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/x.js"></script>',
            )
        ),
        "needs-javascript",
    ),
    (
        "spa nav only",
        exchange(
            page(
                "MFA",
                '<header><a>Home</a><a>News</a></header><div id="app"></div><footer>© MFA 2026</footer><script src="/x.js"></script>',
            )
        ),
        "needs-javascript",
    ),
    (
        "spa msg",
        exchange(
            page(
                "MFA",
                "<div id=\"app\"><strong>We're sorry but mfa-frontend doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></div><script src=x.js></script>",
            )
        ),
        "needs-javascript",
    ),
    ("bitrix err", exchange("DB query error. Please try later."), "failed"),
    ("bitrix mysql", exchange("MySQL Query Error: SELECT * FROM b_iblock [[1146] Table doesn't exist]"), "failed"),
    (
        "php fatal",
        exchange(
            "<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in <b>/var/www/html/wp-includes/x.php</b> on line <b>12</b>"
        ),
        "failed",
    ),
    (
        "php warnings",
        exchange(
            "<br />\n<b>Warning</b>:  require(x.php): failed to open stream: No such file or directory in <b>/www/index.php</b> on line <b>3</b><br />\n<br /><b>Fatal error</b>: require(): Failed opening required 'x.php'"
        ),
        "failed",
    ),
    (
        "504 text 200",
        exchange(
            page("504 Gateway Time-out", "<center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center>")
        ),
        "failed",
    ),
    ("django", exchange(page("Server Error (500)", "<h1>Server Error (500)</h1>")), "failed"),
    (
        "tomcat",
        exchange(
            page(
                "HTTP Status 500 – Internal Server Error",
                "<h1>HTTP Status 500 – Internal Server Error</h1><p>Type Exception Report</p><p>Message java.lang.NullPointerException</p>",
            )
        ),
        "failed",
    ),
    ("es err", exchange(page("Error", "<h1>Error interno del servidor</h1>", lang="es")), "failed"),
    (
        "consent fr",
        exchange(
            page(
                "Votre vie privée",
                "<h1>Gestion des cookies</h1><p>Nous utilisons des cookies pour améliorer votre expérience.</p><button>Tout accepter</button><button>Tout refuser</button>",
                lang="fr",
            )
        ),
        "blocked|suspect",
    ),
    (
        "consent de",
        exchange(
            page(
                "Datenschutz",
                "<h1>Bevor Sie fortfahren</h1><p>Wir verwenden Cookies.</p><form><button>Alle akzeptieren</button></form>",
                lang="de",
            )
        ),
        "blocked|suspect",
    ),
    (
        "parking uk",
        exchange(page("mfa-old.example", "<h1>Домен mfa-old.example продається</h1>", lang="uk")),
        "failed",
    ),
    (
        "parking godaddy",
        exchange(
            page(
                "mfa-old.example",
                "<h1>mfa-old.example</h1><p>is parked free, courtesy of GoDaddy.com.</p><p>Get This Domain</p>",
            )
        ),
        "failed",
    ),
    (
        "iis default",
        exchange(page("IIS Windows Server", "<div><a href=x><img src=iisstart.png></a></div>")),
        "failed",
    ),
    (
        "index of",
        exchange(
            "<html><head><title>Index of /uploads</title></head><body><h1>Index of /uploads</h1><pre><a href='../'>../</a></pre></body></html>"
        ),
        "failed",
    ),
    ("wifi portal", exchange(page("Guest Wi-Fi", "<p>Accept terms</p>"), 511), "blocked"),
]
DOCUMENTS: list[tuple[str, Exchange]] = [
    ("plain", exchange(page(DECLARATION, NAVIGATION + f"<h1>{DECLARATION}</h1>" + PROSE + FOOTER))),
    (
        "div-soup no h1",
        exchange(
            page(
                "MFA - " + DECLARATION,
                NAVIGATION
                + f"<div class=title>{DECLARATION}</div><div>"
                + PARAGRAPHS[0]
                + "<br><br>"
                + PARAGRAPHS[1]
                + "</div>"
                + FOOTER,
            )
        ),
    ),
    (
        "uk short",
        exchange(
            page(
                "Коментар МЗС",
                "<h1>Коментар МЗС України щодо обстрілу</h1><p>МЗС України рішуче засуджує обстріл порту та закликає партнерів відреагувати.</p>",
                lang="uk",
            )
        ),
    ),
    (
        "uk about site",
        exchange(
            page(
                "Заява",
                "<h1>Щодо роботи сайту МЗС</h1><p>Сайт МЗС тимчасово не працює через кібератаку. Фахівці відновлюють його роботу. Просимо користуватися сторінками у соцмережах.</p>",
                lang="uk",
            )
        ),
    ),
    (
        "ru about captcha",
        exchange(
            page(
                "Новости",
                "<h1>На портале госуслуг введена капча</h1><p>Теперь при входе нужно подтвердить, что вы не робот.</p>",
                lang="ru",
            )
        ),
    ),
    (
        "fr about 404",
        exchange(
            page(
                "Actualités",
                "<h1>La page 404 du ministère récompensée</h1><p>Notre page « Page introuvable » a reçu un prix de design.</p>",
                lang="fr",
            )
        ),
    ),
    (
        "ar short",
        exchange(
            page(
                "بيان",
                "<h1>بيان صادر عن وزارة الخارجية</h1><p>تدين الوزارة الهجوم وتدعو إلى وقف فوري لإطلاق النار.</p>",
                lang="ar",
            )
        ),
    ),
    (
        "zh short",
        exchange(
            page(
                "外交部发言人答记者问",
                "<h1>外交部发言人答记者问</h1><p>问：有报道称网站无法访问。答：网站正在维护，将于明日恢复。</p>",
                lang="zh",
            )
        ),
    ),
    (
        "es short",
        exchange(
            page(
                "Comunicado",
                "<h1>Comunicado conjunto de los ministros</h1><p>Los ministros acordaron una tregua de diez días.</p>",
                lang="es",
            )
        ),
    ),
    (
        "he short",
        exchange(
            page("הודעה לעיתונות", "<h1>הודעה לעיתונות: פגישת השרים</h1><p>השרים נפגשו היום בירושלים.</p>", lang="he")
        ),
    ),
    (
        "title equals Blocked word",
        exchange(
            page(
                "Blocked accounts",
                "<h1>Blocked accounts</h1><p>The list of blocked accounts was updated on 4 May. It has 214 entries.</p>",
            )
        ),
    ),
    (
        "title Forbidden",
        exchange(
            page(
                "Forbidden goods",
                "<h1>Forbidden goods</h1><p>Goods in this list may not be brought into the country.</p>",
            )
        ),
    ),
    (
        "Restricted access notice",
        exchange(
            page(
                "Restricted access to the zone",
                "<h1>Restricted access to the zone</h1><p>You do not have permission to enter the zone without a pass, the Ministry reminds visitors.</p>",
            )
        ),
    ),
    (
        "Maintenance heading + prose",
        exchange(
            page(
                "Maintenance of monuments",
                "<h1>Maintenance of monuments</h1><p>The Ministry is currently carrying out maintenance of 14 monuments.</p>",
            )
        ),
    ),
    (
        "Unavailable leader",
        exchange(
            page(
                "Service unavailable on holidays",
                "<h1>Consular service unavailable on public holidays</h1><p>Consular service is unavailable on 9 May. Emergencies: call the hotline.</p>",
            )
        ),
    ),
    (
        "Sign in text",
        exchange(
            page(
                "How to sign in",
                "<h1>How to sign in to the e-visa system</h1><p>Sign in with your passport number. If you have forgotten your password, choose the link below the form.</p>",
            )
        ),
    ),
    (
        "Survey w/ captcha widget",
        exchange(
            page(
                "Survey",
                "<h1>Survey on services</h1><form><textarea></textarea><select></select><div class='h-captcha'></div></form><p>Tell us what to mend.</p>",
            )
        ),
    ),
    (
        "Comments form recaptcha short",
        exchange(
            page(
                "News",
                "<h1>Minister meets ambassador</h1><p>They met on Monday.</p><form id=comment><textarea></textarea><div class='g-recaptcha'></div></form>",
            )
        ),
    ),
    (
        "cookie banner div + statement",
        exchange(
            page(
                DECLARATION,
                f"<div id=cookie><p>We use cookies. Accept all</p><button>OK</button></div><h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>",
            )
        ),
    ),
    (
        "js noscript banner",
        exchange(
            page(
                DECLARATION,
                f"<noscript><div>JavaScript is disabled in your browser. Please enable JavaScript to continue.</div></noscript><h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p><script src=x.js></script>",
            )
        ),
    ),
    (
        "visible js banner",
        exchange(
            page(
                DECLARATION,
                f"<div class=nojs>Please enable JavaScript to use all functions of this site.</div><h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p><script src=x.js></script>",
            )
        ),
    ),
    (
        "loading words",
        exchange(
            page(
                DECLARATION,
                f"<div class=preloader>Loading...</div><h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p><script src=x.js></script>",
            )
        ),
    ),
    (
        "sidebar login",
        exchange(
            page(
                DECLARATION,
                f"<div class=sidebar><form><p>Log in</p><input name=u><input type=password></form></div><h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>",
            )
        ),
    ),
    (
        "error word h2",
        exchange(
            page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p><h2>Error</h2><p>{PARAGRAPHS[1]}</p>")
        ),
    ),
    (
        "sanction list pdf link only",
        exchange(
            page(
                "Sanctions list",
                "<h1>Sanctions list</h1><p><a href=x.pdf>Download the list of 4 May 2026 (PDF)</a></p>",
            )
        ),
    ),
    (
        "index title",
        exchange(
            page(
                "Index of documents",
                "<h1>Index of documents</h1><ul><li><a href=1>Decree 1</a><li><a href=2>Decree 2</a></ul>",
            )
        ),
    ),
    (
        "under the maintenance mandate",
        exchange(
            page(
                DECLARATION,
                f"<h1>Maintenance</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p><p>{PARAGRAPHS[0]}</p>",
            )
        ),
    ),
    (
        "captcha article long",
        exchange(
            page(
                "CAPTCHA",
                "<h1>CAPTCHA</h1>"
                + "<p>Verify you are human: this sentence is shown by services that doubt their visitors.</p>" * 20,
            )
        ),
    ),
    (
        "moved page note",
        exchange(
            page(DECLARATION, f"<h1>{DECLARATION}</h1><p>This page has moved to the archive.</p><p>{PARAGRAPHS[0]}</p>")
        ),
    ),
    (
        "withdrawn statement",
        exchange(
            page(
                "Statement withdrawn",
                "<h1>Statement on the incident withdrawn</h1><p>The statement of 3 May has been withdrawn. The Ministry regrets the error.</p>",
            )
        ),
    ),
    (
        "cf email",
        exchange(
            page(
                DECLARATION,
                f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><script>(function(){{function c(){{var b=a.contentDocument;window.__CF$cv$params={{r:'8f1d',t:'MTcx'}};a.src='/cdn-cgi/challenge-platform/h/g/scripts/jsd/x/main.js'}}}})();</script>",
            ),
            h={"Server": "cloudflare", "cf-ray": "x", "cf-cache-status": "DYNAMIC"},
        ),
    ),
    (
        "dd cookies",
        exchange(
            page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>"),
            h={"Set-Cookie": "datadome=abc; Path=/", "X-DataDome": "protected", "X-DataDome-CID": "x"},
        ),
    ),
    (
        "inc cookies",
        exchange(
            page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>"),
            h={"Set-Cookie": "incap_ses_1=abc", "X-Iinfo": "1-2", "X-CDN": "Imperva"},
        ),
    ),
    (
        "kpsdk headers on good",
        exchange(page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>"), h={"x-kpsdk-ct": "abc"}),
    ),
    ("203", exchange(page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>"), 203)),
    (
        "upper html",
        exchange(
            f"<HTML><HEAD><TITLE>{DECLARATION}</TITLE></HEAD><BODY><CENTER><B>{DECLARATION}</B></CENTER><P>{PARAGRAPHS[0]}<P>{PARAGRAPHS[1]}</BODY></HTML>"
        ),
    ),
    ("frag only", exchange(f"<p>{PARAGRAPHS[0]}</p>")),
    (
        "redirect www",
        exchange(
            page(DECLARATION, f"<h1>{DECLARATION}</h1><p>{PARAGRAPHS[0]}</p>"),
            url="http://mfa.gov.example/en/press/statement-joint-declaration",
            fin="https://www.mfa.gov.example/en/press/statement-joint-declaration/",
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
