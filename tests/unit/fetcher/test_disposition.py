"""The verdict on one exchange: challenges are never documents, and documents are never challenges."""

# ruff: noqa: E501, ISC004 -- the pages stand in lines as long as their own

from __future__ import annotations

from collections.abc import Mapping

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange, FetchFailure, Hop

URL = "https://ministry.example/en/news/1204-statement-on-grain-corridor"
PARAGRAPHS = (
    "The Ministry welcomes the decision of the three governments to keep the grain corridor open until 18 May 2026.",
    "Since the first convoy left in March, 214 vessels have carried 5.1 million tonnes of wheat to eleven countries.",
    "The Minister will report to the parliamentary committee on Thursday and will publish the letter of intent then.",
    "Delegations agreed that inspections may take no longer than two days and that crews keep the right of passage.",
    "Further meetings of the working group are planned in Geneva and in Nairobi before the end of the summer.",
)
NAVIGATION = "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/contact>Contact us</a></ul></nav>"


def document(*extra: str, head: str = "", title: str = "Statement on the grain corridor", count: int = 20) -> str:
    """A whole page of a ministry; `count` paragraphs, after them the extra ones."""
    prose = "".join(f"<p>{PARAGRAPHS[number % 5]} ({number})</p>" for number in range(count))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Ministry of Trade</title>{head}</head><body>{NAVIGATION}'
        f"<main><h1>{title}</h1>{prose}{''.join(extra)}</main><footer>© Ministry of Trade</footer></body></html>"
    )


def short(*paragraphs: str, title: str, heading: str | None = None, head: str = "", tail: str = "") -> str:
    """A short page; without a heading of its own it is named by its title."""
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    named = title if heading is None else heading
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f"{f'<h1>{named}</h1>' if named else ''}{prose}{tail}</body></html>"
    )


def exchange(
    body: str | bytes,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    media_type: str = "text/html; charset=utf-8",
    url: str = URL,
    final_url: str | None = None,
) -> Exchange:
    return Exchange(
        url=url,
        status=status,
        headers={"Content-Type": media_type, **(headers or {})},
        body=body.encode() if isinstance(body, str) else body,
        final_url=final_url,
    )


PREVIOUS = exchange(document())
CLOUDFLARE = {"Server": "cloudflare", "CF-RAY": "8f1d2c3b4a596877-WAW"}

CHALLENGES: dict[str, tuple[str, int, dict[str, str], str]] = {
    "cloudflare managed challenge": (
        "cloudflare", 403, {**CLOUDFLARE, "cf-mitigated": "challenge"},
        short("Enable JavaScript and cookies to continue", title="Just a moment...", heading="",
              tail="<script>(function(){window._cf_chl_opt = {cvId: '3', cZone: 'ministry.example'};})();</script>"),
    ),
    "cloudflare challenge with status 200": (
        "cloudflare", 200, CLOUDFLARE,
        short("Checking if the site connection is secure", title="Just a moment...", heading="ministry.example",
              tail="<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8f'></script>"),
    ),
    "cloudflare old javascript challenge": (
        "cloudflare", 503, CLOUDFLARE,
        short("Please allow up to 5 seconds…", title="Just a moment...", heading="Checking your browser before accessing",
              tail="<form id='challenge-form'><input type=hidden name=jschl_answer></form>"),
    ),
    "cloudflare block 1020": (
        "cloudflare", 403, CLOUDFLARE,
        short("This website is using a security service to protect itself from online attacks.", title="Attention Required! | Cloudflare",
              heading="Sorry, you have been blocked", tail="<div id=cf-error-details>Cloudflare Ray ID: 8f1d2c3b4a596877</div>"),
    ),
    "cloudflare plain text": ("cloudflare", 403, CLOUDFLARE, "error code: 1020"),
    "akamai denial": (
        "akamai", 403, {"Server": "AkamaiGHost"},
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access "
        '"http&#58;&#47;&#47;ministry&#46;example" on this server.<P>Reference&#32;&#35;18&#46;2d1c4e68&#46;1716200000&#46;3a1b</BODY></HTML>',
    ),
    "akamai denial with status 200": (
        "akamai", 200, {},
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this "
        "page.<P>Reference&#32;&#35;18&#46;2d1c4e68&#46;1716200000&#46;3a1b<P>https&#58;//errors.edgesuite.net/18.2d1c</BODY></HTML>",
    ),
    "akamai bot manager": (
        "akamai", 200, {"Server": "AkamaiGHost"},
        "<html><head><title>&nbsp;</title></head><body><div id=sec-if-cpt-container></div>"
        "<script src='/_sec/cp_challenge/sec-3-6.js'></script></body></html>",
    ),
    "imperva script only": (
        "imperva", 200, {"X-Iinfo": "9-123-0 0NNN"},
        "<html><head><META NAME='robots' CONTENT='noindex,nofollow'><script src='/_Incapsula_Resource?"
        "SWJIYLWA=5074a744e2e3d891814e9a2dace20bd4,719d34d31c8e3a6e6fffd425f7e032f3'></script></head><body></body></html>",
    ),
    "imperva frame": (
        "imperva", 200, {},
        '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX"></head><body><iframe id="main-iframe" '
        'src="/_Incapsula_Resource?CWUDNSAI=23&xinfo=1-2-0">Request unsuccessful. Incapsula incident ID: 1040000290-81</iframe></body></html>',
    ),
    "imperva frame 403": ("imperva", 403, {"X-CDN": "Imperva"}, "<html><body>Request unsuccessful. Incapsula incident ID: 104-81</body></html>"),
    "distil": (
        "imperva", 200, {},
        short("As you were browsing something about your browser made us think you were a bot.", title="Pardon Our Interruption",
              tail="<script>window.onProtectionInitialized = function(protection) {}</script>"),
    ),
    "datadome": (
        "datadome", 403, {"X-DataDome": "protected", "X-DD-B": "1"},
        "<html><head><title>ministry.example</title></head><body><p id='cmsg'>Please enable JS and disable any ad blocker</p>"
        "<script>var dd={'rt':'c','cid':'AHrl','hsh':'A1','t':'bv','host':'geo.captcha-delivery.com'}</script></body></html>",
    ),
    "datadome 200": (
        "datadome", 200, {},
        "<html><head><title>ministry.example</title></head><body><p>Please enable JS and disable any ad blocker</p>"
        "<script src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
    ),
    "perimeterx": (
        "perimeterx", 403, {},
        short("Press &amp; Hold to confirm you are a human (and not a bot).", title="Access to this page has been denied",
              tail="<div id='px-captcha'></div><script src='https://captcha.px-cdn.net/PX1/captcha.js'></script>"),
    ),
    "perimeterx 200": (
        "perimeterx", 200, {},
        short("Please verify you are a human", title="Access to this page has been denied.", tail="<script>window._pxUuid='4c0e'</script>"),
    ),
    "aws waf challenge": ("aws-waf", 202, {"x-amzn-waf-action": "challenge"}, ""),
    "aws waf captcha": ("aws-waf", 405, {"x-amzn-waf-action": "captcha"}, short(title="Human Verification", heading="")),
    "aws waf script with status 200": (
        "aws-waf", 200, {},
        "<html><head><title></title><script>window.gokuProps = {'key':'A'};</script><script src='https://1a.token.awswaf.com/1a/"
        "challenge.js'></script></head><body><div id='challenge-container'></div></body></html>",
    ),
    "sucuri": (
        "sucuri", 403, {"Server": "Sucuri/Cloudproxy", "X-Sucuri-Block": "BFA004"},
        short("Access Denied - Sucuri Website Firewall", title="Sucuri WebSite Firewall - Access Denied"),
    ),
    "sucuri cookie test": (
        "sucuri", 200, {"Server": "Sucuri/Cloudproxy"},
        "<html><title>You are being redirected...</title><noscript>Javascript is required. Please enable javascript before you "
        "are allowed to see this page.</noscript><script>var s={},u,c,U,r;sucuri_cloudproxy_js='';document.cookie=s;location.reload();</script></html>",
    ),
    "ddos-guard": (
        "ddos-guard", 403, {"Server": "ddos-guard"},
        short("Checking your browser before accessing ministry.example", title="DDOS-GUARD",
              tail="<script src='/.well-known/ddos-guard/js-challenge/index.js'></script>"),
    ),
    "f5": (
        "f5", 200, {},
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your "
        "administrator.<br><br>Your support ID is: 4412978101223344556<br><a href='javascript:history.back();'>[Go Back]</a></body></html>",
    ),
    "f5 script only": (
        "f5", 200, {"Set-Cookie": "TS01a2b3c4=01"},
        "<html><head><meta http-equiv='Pragma' content='no-cache'/><script>window['bobcmn'] = '1011101011';</script>"
        "<script src='/TSPD/08b1c2?type=9'></script><noscript>Please enable JavaScript to view the page content.<br/>Your support "
        "ID is: 0987654321098.</noscript></head><body></body></html>",
    ),
    "kasada": (
        "kasada", 429, {"x-kpsdk-ct": "0bW9"},
        "<!DOCTYPE html><html><head></head><body><script>window.KPSDK={};KPSDK.now=Date.now;</script><script src='/149e9513-01fa-"
        "4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js?KP_UIDz=0'></script></body></html>",
    ),
    "radware": (
        "radware", 200, {},
        short("We apologize for the inconvenience...", "...but your activity and behavior on this website made us think that you are a bot.",
              title="Radware Captcha Page", tail="<script src='https://captcha.perfdrive.com/captcha-public/x.js'></script>"),
    ),
    "qrator": ("qrator", 401, {"Server": "QRATOR"}, "<html><head><title>HTTP 401</title><script src=/__qrator/qauth_utm_v2.js></script></head></html>"),
    "fastly": (
        "fastly", 200, {},
        short("A required part of this site couldn’t load. This may be due to a browser extension.", title="Client Challenge",
              heading="", tail="<script src='/_fs-ch-1T1wmsGaOgGaSxcX/script.js'></script>"),
    ),
    "stackpath": (
        "stackpath", 403, {},
        short("This website is using a security service to protect itself from online attacks. An action has triggered the "
              "service and blocked your request.", title="StackPath", heading=""),
    ),
    "reblaze": (
        "reblaze", 200, {"Server": "Reblaze Secure Web Gateway"},
        "<html><head><meta charset='utf8'><script>window.rbzns={bereshit: '1', seed: 'c', storage:'3'};winsocks();</script></head><body></body></html>",
    ),
    "wordfence": (
        "wordfence", 503, {"Retry-After": "3600"},
        short("Your access to this service has been limited. (HTTP response code 503)", "Generated by Wordfence at Tue, 5 May 2026 10:11:12 GMT.",
              title="Your access to this site has been limited", heading="Your access to this site has been limited by the site owner"),
    ),
    "modsecurity": (
        "modsecurity", 406, {"Server": "Apache"},
        "<head><title>Not Acceptable!</title></head><body><h1>Not Acceptable!</h1><p>An appropriate representation of the requested "
        "resource could not be found on this server. This error was generated by Mod_Security.</p></body></html>",
    ),
    "vercel": ("vercel", 429, {"x-vercel-mitigated": "challenge"}, short("We're verifying your browser", title="Vercel Security Checkpoint")),
    "siteground": ("siteground", 202, {"SG-Captcha": "challenge"}, "<html><head><meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2F'></head></html>"),
    "imunify360": (
        "imunify360", 200, {"Server": "imunify360-webshield/1.21"},
        short("Please wait while your request is being verified...", title="One moment, please...", tail="<form action='/wsidchk'></form>"),
    ),
    "anubis": (
        "anubis", 200, {},
        short("Loading...", title="Making sure you're not a bot!", tail="<script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>"),
    ),
    "hcaptcha interstitial": (
        "hcaptcha", 200, {},
        short("Please complete the security check to access ministry.example", title="Security check",
              tail="<form><div class='h-captcha' data-sitekey='1'></div><input type=submit></form><script src='https://js.hcaptcha.com/1/api.js'></script>"),
    ),
    "recaptcha interstitial": (
        "recaptcha", 429, {},
        short("To continue, please confirm that you are not a robot.", title="Verification",
              tail="<form><div class='g-recaptcha' data-sitekey='1'></div></form><script src='https://www.google.com/recaptcha/api.js'></script>"),
    ),
    "turnstile interstitial in an unknown language": (
        "turnstile", 200, {},
        short("გთხოვთ დაადასტუროთ", title="ministry.example", heading="", tail="<div class='cf-turnstile' data-sitekey='0x4'></div>"),
    ),
    "yandex": (
        "yandex-smartcaptcha", 200, {},
        short("Подтвердите, что запросы отправляли вы, а не робот", "Нам очень жаль, но запросы с вашего устройства похожи на автоматические.",
              title="Вы не робот?", tail="<form action='/checkcaptcha?key=1' class=CheckboxCaptcha-Form></form>"),
    ),
    "google": (
        "google", 429, {},
        short("Our systems have detected unusual traffic from your computer network.", title="Sorry...", heading="",
              tail="<form id='captcha-form' action='index'></form><a href='/sorry/index?continue=1'></a>"),
    ),
    "ruishu": ("ruishu", 412, {}, "<html><head><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"),
    "jsl": ("jsl", 521, {}, "<script>document.cookie=('_')+('_jsl_clearance_s=1');document.cookie='__jsl_clearance=1';location.href=location.pathname</script>"),
    "fortinet": ("fortinet", 403, {}, short("Web Page Blocked! The page cannot be displayed. Attack ID: 20000008 Message ID: 000012345678", title="Web Page Blocked", heading="")),
    "deflect": ("deflect", 200, {"Server": "Deflect"}, short("Checking your browser", title="Deflect", tail="<script>var deflect_challenge4='1'</script>")),
    "servicepipe": ("servicepipe", 200, {"Server": "servicepipe"}, "<html><head><script src='https://servicepipe.ru/static/checkjs/1.js'></script></head><body><div id=id_spinner></div></body></html>"),
}  # fmt: skip


@pytest.mark.parametrize("previous", [None, PREVIOUS], ids=["at first", "after a good look"])
@pytest.mark.parametrize("name", CHALLENGES)
def test_a_vendors_challenge_is_blocked_and_names_the_vendor(name: str, previous: Exchange | None) -> None:
    vendor, status, headers, body = CHALLENGES[name]

    verdict = assess(exchange(body, status, headers), previous)

    assert (verdict.kind, verdict.vendor) == (DispositionKind.BLOCKED, vendor), verdict
    assert verdict.reason
    assert verdict.evidence


NAMELESS = {
    "plain 403": (403, short(title="403 Forbidden", tail="<hr><center>nginx</center>")),
    "plain 429": (429, "slow down"),
    "451": (451, short("Unavailable due to legal demands.", title="Unavailable For Legal Reasons")),
    "511": (511, short("Sign in to the network.", title="Network Authentication Required")),
    "odd status": (456, short("Your request has been blocked by our security policy.", title="Request blocked")),
    "javascript wall": (200, short("Please enable JavaScript and cookies to continue", title="Please wait")),
    "human check": (200, short("Verify you are human by completing the action below.", title="ministry.example", heading="ministry.example")),
    "access denied": (200, short("You don't have permission to access this page.", title="Access Denied")),
    "region": (200, short("Sorry, this content is not available in your country.", title="Ministry of Trade", heading="")),
    "region in Ukrainian": (200, short("Доступ до цього сайту з вашої країни обмежено.", title="Доступ обмежено")),
    "region in Russian": (403, short("Сайт недоступен для посетителей из вашей страны.", title="Доступ ограничен")),
    "French": (200, short("Veuillez confirmer que vous êtes humain.", title="Vérification de sécurité")),
    "Ukrainian": (200, short("Перевіряємо ваш браузер. Це займе кілька секунд.", title="Зачекайте, будь ласка...")),
    "Russian": (200, short("Проверка браузера перед переходом на сайт.", title="Один момент…", heading="")),
    "German": (200, short("Bitte bestätigen Sie, dass Sie ein Mensch sind.", title="Nur einen Moment…", heading="ministry.example")),
    "Spanish": (200, short("Verificando que es usted humano. Esto puede tardar unos segundos.", title="Un momento…")),
    "Polish": (200, short("Sprawdzamy, czy połączenie jest bezpieczne.", title="Jeszcze chwila…")),
    "Italian": (200, short("Verifica di essere umano completando l'azione seguente.", title="Un attimo…", heading="")),
    "Arabic": (200, short("جارٍ التحقق من المتصفح قبل المتابعة.", title="لحظة من فضلك…")),
    "Chinese": (200, short("请完成安全验证后继续访问", title="安全验证")),
    "Hebrew": (200, short("אנא אמת שאינך רובוט", title="אימות אנושי")),
    "cookie test": (200, "<html><body><script>document.cookie='t=1;path=/';window.location.reload();</script></body></html>"),
    "consent wall": (200, short("We and our 842 partners store and access information on a device.", "By clicking accept all you agree.",
                                title="Before you continue", tail="<form><button>Accept all</button></form>")),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMELESS)
def test_a_refusal_without_a_vendor_is_blocked_too(name: str) -> None:
    status, body = NAMELESS[name]

    verdict = assess(exchange(body, status))

    assert verdict.kind is DispositionKind.BLOCKED, verdict


RECAPTCHA = "<script src='https://www.google.com/recaptcha/api.js' async></script>"
GOOD = {
    "behind cloudflare": (CLOUDFLARE, document()),
    "with cloudflare's beacon": (
        CLOUDFLARE,
        document(head="<script src='https://static.cloudflareinsights.com/beacon.min.js' data-cf-beacon='{}'></script>"
                      "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
    ),
    "short behind cloudflare": (
        CLOUDFLARE, document(count=2, head="<script>window.__CF$cv$params={r:'8f'};a.src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'</script>")
    ),
    "with imperva's script": ({"X-CDN": "Imperva", "Set-Cookie": "visid_incap_1=a"}, document(head="<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e&ns=1'></script>")),
    "short with imperva's script": ({"X-Iinfo": "9-1-0"}, document(count=1, head="<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e&ns=1'></script>")),
    "behind datadome": ({"X-DataDome": "protected"}, document(count=2, head="<script>window.ddjskey='A1';</script><script src='https://js.datadome.co/tags.js'></script>")),
    "behind perimeterx": ({}, document(count=2, head="<script>window._pxAppId='PX1';</script><script src='https://client.px-cloud.net/PX1/main.min.js'></script>")),
    "behind aws waf": ({"Via": "1.1 x.cloudfront.net (CloudFront)"}, document(count=2, head="<script src='https://1a.edge.sdk.awswaf.com/1a/challenge.js' defer></script>")),
    "behind f5": ({"Set-Cookie": "TS01a2=1", "Server": "BigIP"}, document(count=2, head="<script src='/TSPD/08b1?type=10'></script>")),
    "behind kasada": ({}, document(count=2, head="<script src='/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/p.js'></script>")),
    "behind akamai": ({"Server": "AkamaiGHost"}, document(count=2, head="<script src='/akam/13/5c1b2d3e' defer></script><script>var bmak={}</script>")),
    "behind sucuri": ({"Server": "Sucuri/Cloudproxy", "X-Sucuri-ID": "14014"}, document(count=2)),
    "behind ddos-guard": ({"Server": "ddos-guard"}, document(count=2)),
    "behind qrator": ({"Server": "QRATOR"}, document(count=2)),
    "behind radware": ({}, document(count=2, head="<script src='https://cdn.perfdrive.com/aperture/aperture.js'></script>")),
    "behind reblaze": ({"Server": "Reblaze Secure Web Gateway"}, document(count=2)),
    "contact form with recaptcha": (
        {},
        short("Use this form to write to the press office. We answer within three working days.", title="Contact us", head=RECAPTCHA,
              tail="<form><label>Name<input name=n></label><label>Message<textarea></textarea></label><div class='g-recaptcha'></div></form>"),
    ),
    "short statement with recaptcha on every page": ({}, short(PARAGRAPHS[0], title="Statement on the grain corridor", head=RECAPTCHA)),
    "contact form with turnstile": (
        CLOUDFLARE,
        short("Write to us.", title="Contact", tail="<form><input type=email><div class=cf-turnstile></div></form>"
                                                    "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>"),
    ),
    "statement about captchas": (
        {}, short("From Monday, visitors to the consular portal will be asked to verify that they are human.",
                  "The captcha is operated in the country and stores no personal data, the Ministry said.", title="Ministry introduces a captcha on its consular portal"),
    ),
    "statement about a DDoS attack": (
        CLOUDFLARE,
        short("The Ministry's websites were under a DDoS attack on Tuesday. Visitors saw a page that said “Checking your browser before accessing”.",
              "Access denied messages were shown to some users in Europe. Service was restored at 18:40.", title="Statement on the DDoS attack of 5 May"),
    ),
    "statement about denied access": (
        {}, short("Observers of the mission were denied access to the station for the third time this month.",
                  "The Ministry demands that access be granted without delay.", title="Access denied: observers turned away from the station"),
    ),
    "statement about maintenance": (
        {}, short("The consular services portal will be unavailable on 9 May from 20:00 to 23:00 because of scheduled maintenance.",
                  "Urgent requests are taken by telephone.", title="Scheduled maintenance of the consular services portal on 9 May"),
    ),
    "statement on a resolution": ({}, document(title="Resolution 404 (1977)", count=3)),
    "statement about removal": (
        {}, short("The page with the names of the missing was removed from the website of the occupation authorities and cannot be found any more.",
                  "The Ministry has published a copy.", title="Statement on the removal of a list of the missing"),
    ),
    "long report named access denied": ({}, document(title="Access Denied", count=40)),
    "long report named page not found": ({}, document(title="Page not found: how archives vanish", count=20)),
    "prose about challenges": ({}, document("<p>Just a moment, said the Minister. Please verify you are human. Page not found, 404.</p>")),
    "noscript words": ({}, document("<noscript>Please enable JavaScript and cookies to continue</noscript>", count=1)),
    "cookie banner": ({}, document("<div class=banner><p>We use cookies. By clicking accept you agree.</p></div>", count=2)),
    "login box beside a short statement": (
        {}, short(*PARAGRAPHS[:2], title="Statement on the grain corridor", tail="<aside><form><input type=password><button>Log in</button></form></aside>"),
    ),
    "quoted challenge markup": ({}, document("<pre>&lt;script&gt;window._cf_chl_opt&lt;/script&gt; Incapsula incident ID</pre>", count=4)),
    "one sentence": ({}, short("The meeting was postponed.", title="Notice")),
    "Ukrainian statement about an attack": (
        {}, short("Через DDoS-атаку сайт міністерства тимчасово не працював, доступ до порталу було обмежено, сторінка не відкривалася.",
                  "Технічні роботи завершено о 18:40.", title="Заява щодо кібератаки на сайт міністерства"),
    ),
    "French statement about a page": (
        {}, short("La page consacrée aux disparus a été supprimée et est introuvable depuis lundi.", title="Déclaration sur la suppression d'une page officielle"),
    ),
    "maintenance of roads": ({}, short("The road to the border post will be under maintenance until June.", "Drivers should use the northern crossing.", title="Road works at the border post")),
    "index of prices": ({}, short("The index of consumer prices rose by 0.4 % in April.", title="Index of consumer prices, April 2026")),
    "parking rules": ({}, short("Vehicles of the mission may be parked on the inner court only.", title="Parking at the Ministry")),
    "error in a decree": ({}, short("An error occurred in paragraph 4 of decree 112: the figure is 5.1, not 51.", title="Correction to decree 112")),
    "PHP warning above a statement": ({}, "<br /><b>Warning</b>: mysqli_connect(): php in <b>/var/www/x.php</b> on line <b>4</b><br />" + document(count=3)),
    "data in a table": (
        {}, "<html><head><title>Losses</title></head><body><main><h1>Losses</h1><table>"
            + "".join(f"<tr><td>Vehicles {n}</td><td>{n * 7}</td></tr>" for n in range(30)) + "</table></main></body></html>",
    ),
    "app with its text in the page": (
        {}, f"<html><head><title>Statement</title></head><body><div id='__next'><h1>Statement</h1><p>{PARAGRAPHS[0]}</p></div><script src=a.js></script></body></html>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_document_is_ok_whatever_stands_before_it_and_whatever_it_is_about(name: str) -> None:
    headers, body = GOOD[name]

    verdict = assess(exchange(body, 200, headers))

    assert verdict.kind is DispositionKind.OK, verdict


NOT_FOUND = {
    "en": ("Page not found", "The page you are looking for could not be found."),
    "en 404": ("404", "Sorry, we couldn't find that page."),
    "en error": ("Error 404 - Page Not Found", "It may have been moved or deleted."),
    "en gone": ("This page doesn't exist", "If you typed the web address, check it is correct."),
    "fr": ("Page introuvable", "La page que vous recherchez n'existe pas ou a été déplacée."),
    "fr 404": ("Erreur 404", "Désolé, cette page n’existe plus."),
    "uk": ("Сторінку не знайдено", "На жаль, запитувана сторінка не існує або була видалена."),
    "uk 404": ("Помилка 404", "Такої сторінки не існує."),
    "ru": ("Страница не найдена", "К сожалению, запрашиваемая вами страница не существует."),
    "de": ("Seite nicht gefunden", "Die von Ihnen aufgerufene Seite existiert leider nicht."),
    "es": ("Página no encontrada", "Lo sentimos, la página que busca no existe."),
    "pl": ("Nie znaleziono strony", "Przepraszamy, strona, której szukasz, nie istnieje."),
    "it": ("Pagina non trovata", "Siamo spiacenti, la pagina richiesta non esiste."),
    "ar": ("الصفحة غير موجودة", "عذراً، الصفحة التي تبحث عنها غير متاحة."),
    "he": ("הדף לא נמצא", "הדף שביקשת אינו קיים."),
    "zh": ("页面不存在", "抱歉，您访问的页面不存在。"),
    "pt": ("Página não encontrada", "Desculpe, a página que procura não existe."),
    "ro": ("Pagina nu a fost găsită", "Ne pare rău, pagina pe care o căutați nu există."),
    "tr": ("Sayfa bulunamadı", "Aradığınız sayfa bulunamadı."),
    "cs": ("Stránka nenalezena", "Omlouváme se, požadovaná stránka neexistuje."),
}


@pytest.mark.parametrize("language", NOT_FOUND)
@pytest.mark.parametrize("form", ["title and heading", "heading only", "title only", "with the latest news"])
def test_a_page_that_says_it_was_not_found_is_a_soft_404(language: str, form: str) -> None:
    title, words = NOT_FOUND[language]
    news = "".join(f"<li><a href=/n/{n}>{paragraph}</a>" for n, paragraph in enumerate(PARAGRAPHS * 4))
    bodies = {
        "title and heading": short(words, title=title),
        "heading only": short(words, title="Ministry of Trade", heading=title.split(" | ")[0]),
        "title only": short(words, title=f"{title} | Ministry of Trade", heading=""),
        "with the latest news": short(
            words, *PARAGRAPHS, title=f"{title} - Ministry", heading=title, tail=f"<ul>{news}</ul>"
        ),
    }

    verdict = assess(exchange(bodies[form]))

    assert verdict.kind is DispositionKind.SOFT_404, verdict


def test_a_theme_that_marks_its_error_page_gives_a_soft_404_away() -> None:
    body = short("Hmm.", *PARAGRAPHS[:3], title="Ministry", heading="").replace(
        "<body>", '<body class="error404 wp-theme">'
    )

    verdict = assess(exchange(body))

    assert verdict.kind is DispositionKind.SOFT_404


@pytest.mark.parametrize(
    ("url", "final_url"),
    [
        (URL, "https://ministry.example/"),
        (URL, "https://ministry.example/en/"),
        (URL, "https://www.ministry.example/en/home.html"),
        (URL, "https://ministry.example/en/news"),
        (URL, "https://new-ministry.example/"),
        ("https://ministry.example/index.php?id=512", "https://ministry.example/"),
        (URL, "https://ministry.example/404"),
    ],
)
def test_a_redirect_to_the_home_page_or_a_listing_is_a_soft_404(url: str, final_url: str) -> None:
    home = short("Welcome to the Ministry.", *PARAGRAPHS, title="Ministry of Trade")

    verdict = assess(exchange(home, url=url, final_url=final_url))

    assert verdict.kind is DispositionKind.SOFT_404, verdict


@pytest.mark.parametrize(
    ("url", "final_url"),
    [
        ("http://ministry.example/news/5", "https://ministry.example/news/5"),
        ("https://ministry.example/news/5", "https://www.ministry.example/news/5/"),
        ("https://ministry.example/news/5/index.html", "https://ministry.example/news/5"),
        ("https://ministry.example/news/5", "https://ministry.example/en/news/5"),
        ("https://ministry.example/News/5?utm_source=feed", "https://ministry.example/news/5"),
        ("https://ministry.example/", "https://ministry.example/en/"),
        ("http://ministry.example", "https://www.ministry.example/index.html"),
    ],
)
def test_a_redirect_to_the_same_document_is_ok(url: str, final_url: str) -> None:
    verdict = assess(exchange(document(), url=url, final_url=final_url))

    assert verdict.kind is DispositionKind.OK, verdict


def test_a_document_at_another_address_is_redirected_and_readable() -> None:
    moved = Exchange(
        url=URL, status=200, headers={"Content-Type": "text/html"}, body=document().encode(),
        final_url="https://archive.ministry.example/2026/grain-corridor", hops=(Hop(url=URL, status=301),),
    )  # fmt: skip

    verdict = assess(moved)

    assert verdict.kind is DispositionKind.REDIRECTED
    assert not verdict.is_failure
    assert "for good" in verdict.reason


def test_a_redirect_that_the_last_good_look_took_too_is_no_news() -> None:
    final_url = "https://ministry.example/documents/77"
    before = exchange(document(count=19), final_url=final_url)

    verdict = assess(exchange(document(), final_url=final_url), before)

    assert verdict.kind is DispositionKind.OK


def test_a_listing_that_names_the_document_is_the_document() -> None:
    body = document(title="Statement on the grain corridor")

    verdict = assess(exchange(body, final_url="https://ministry.example/en/news"))

    assert verdict.kind is DispositionKind.REDIRECTED


def test_a_made_up_sibling_with_the_same_body_is_a_soft_404() -> None:
    answer = Exchange(url=URL, status=200, headers={"Content-Type": "text/html"}, body=document().encode(), has_sibling_like_body=True)  # fmt: skip

    verdict = assess(answer)

    assert verdict.kind is DispositionKind.SOFT_404


@pytest.mark.parametrize(("status", "kind"), [(404, "gone"), (410, "gone"), (401, "login"), (407, "login")])
def test_a_status_that_speaks_for_itself(status: int, kind: str) -> None:
    verdict = assess(exchange(short(title="Ministry"), status), PREVIOUS)

    assert str(verdict) == kind


@pytest.mark.parametrize("status", [400, 402, 409, 414, 500, 502, 504, 520, 522, 525, 530, 599])
def test_other_failing_statuses_are_failed(status: int) -> None:
    verdict = assess(exchange(short("Something is wrong.", title=f"{status} trouble"), status))

    assert verdict.kind is DispositionKind.FAILED


def test_a_cloudflare_page_about_a_broken_origin_is_failed_not_blocked() -> None:
    body = short("The web server reported a bad gateway error.", "Cloudflare Ray ID: 8f1d2c3b4a596877", title="ministry.example | 502: Bad gateway",
                 heading="Bad gateway Error code 502", tail="<div id=cf-error-details class=cf-error-details></div>")  # fmt: skip

    verdict = assess(exchange(body, 502, CLOUDFLARE))

    assert verdict.kind is DispositionKind.FAILED


MAINTENANCE = {
    "en": ("Site under maintenance", "We are currently performing scheduled maintenance. We'll be back soon."),
    "en other": (
        "Temporarily unavailable",
        "Our website is currently undergoing maintenance. Please check back later.",
    ),
    "fr": ("Site en maintenance", "Notre site est actuellement en cours de maintenance. Merci de revenir plus tard."),
    "uk": ("Технічні роботи", "На сайті ведуться технічні роботи. Спробуйте пізніше."),
    "ru": ("Технические работы", "На сайте проводятся технические работы. Приносим извинения за неудобства."),
    "de": ("Wartungsarbeiten", "Unsere Website ist derzeit wegen Wartungsarbeiten nicht erreichbar."),
    "es": ("Sitio en mantenimiento", "Estamos realizando tareas de mantenimiento. Volveremos pronto."),
    "pl": ("Przerwa techniczna", "Trwają prace konserwacyjne. Zapraszamy później."),
    "it": ("Sito in manutenzione", "Il nostro sito è attualmente in manutenzione. Torneremo presto."),
    "ar": ("الموقع تحت الصيانة", "نقوم حالياً بأعمال صيانة. سنعود قريباً."),
    "zh": ("系统维护中", "网站正在维护，请稍后访问。"),
}


@pytest.mark.parametrize("language", MAINTENANCE)
@pytest.mark.parametrize("is_named", [True, False], ids=["by its heading", "by its words"])
def test_a_maintenance_page_with_status_200_is_maintenance(language: str, is_named: bool) -> None:
    title, words = MAINTENANCE[language]
    body = short(words, title=title if is_named else "Ministry", heading=None if is_named else "")

    verdict = assess(exchange(body))

    assert verdict.kind is DispositionKind.MAINTENANCE, verdict


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3600"}])
def test_a_503_is_maintenance_with_and_without_an_hour_to_come_back(headers: dict[str, str]) -> None:
    verdict = assess(exchange(short("Back soon.", title="Service unavailable"), 503, headers))

    assert verdict.kind is DispositionKind.MAINTENANCE
    assert any("retry-after" in words for words in verdict.evidence) == bool(headers)


LOGINS = {
    "en": short(
        "Please log in to continue.", title="Log in", tail="<form><input name=u><input type='password'></form>"
    ),
    "fr": short("Veuillez vous connecter.", title="Connexion", tail="<form><input type=password></form>"),
    "uk": short("Введіть логін та пароль", title="Вхід до системи", tail="<form><input type=password></form>"),
    "de": short(title="Anmeldung", tail="<form><input type=password></form>"),
    "no words": "<html><head><title>Portal</title></head><body><form><input name=u><input type=password><button>OK</button></form></body></html>",
}


@pytest.mark.parametrize("language", LOGINS)
def test_a_page_that_is_a_password_field_is_a_login(language: str) -> None:
    verdict = assess(exchange(LOGINS[language]))

    assert verdict.kind is DispositionKind.LOGIN, verdict


@pytest.mark.parametrize(
    "final_url",
    [
        "https://ministry.example/login?next=/en/news",
        "https://sso.ministry.example/authorize",
        "https://ministry.example/user/login",
    ],
)
def test_a_redirect_to_a_login_page_is_a_login(final_url: str) -> None:
    verdict = assess(exchange(short("Your e-mail address", title="Ministry"), final_url=final_url))

    assert verdict.kind is DispositionKind.LOGIN


def test_a_redirect_to_a_consent_host_is_blocked() -> None:
    body = short("Choose what we may store.", title="Ministry", tail="<form><button>OK</button></form>")

    verdict = assess(exchange(body, final_url="https://consent.ministry.example/collect?continue=x"))

    assert verdict.kind is DispositionKind.BLOCKED


SHELLS = {
    "react": "<!doctype html><html><head><title>Ministry</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script src=/static/js/main.js></script></body></html>",
    "vue": "<html><head><title>Ministry</title></head><body><div id=app></div><script type=module src=/a.js></script></body></html>",
    "angular": "<html><head><title>Ministry</title></head><body><app-root>Loading...</app-root><script src=main.js></script></body></html>",
    "next": "<html><head><title>Ministry</title></head><body><div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{}</script></body></html>",
    "words": short("This site requires JavaScript to work properly.", title="Ministry", heading="", tail="<script src=a.js></script>"),
    "French words": short("Veuillez activer JavaScript pour afficher ce site.", title="Ministère", heading="", tail="<script src=a.js></script>"),
    "spinner": "<html><head><title>Ministry</title></head><body><div class=spinner></div><script src=a.js></script></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", SHELLS)
def test_an_app_shell_needs_javascript(name: str) -> None:
    verdict = assess(exchange(SHELLS[name]), PREVIOUS)

    assert verdict.kind is DispositionKind.NEEDS_JAVASCRIPT, verdict


@pytest.mark.parametrize(
    "body", ["", "  \n", "<html><head><title>Ministry</title></head><body></body></html>", "<!-- nothing -->"]
)
def test_a_page_without_words_is_empty(body: str) -> None:
    verdict = assess(exchange(body), PREVIOUS)

    assert verdict.kind is DispositionKind.EMPTY, verdict


ERRORS = {
    "database": short(title="Database Error", heading="Error establishing a database connection"),
    "PHP": "<br />\n<b>Fatal error</b>:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/db.php:12",
    "gateway": short(title="502 Bad Gateway", tail="<hr><center>nginx/1.18.0</center>"),
    "crash": short("Something went wrong. Please try again later.", title="Error"),
    "Ukrainian": short("Сталася помилка. Спробуйте пізніше.", title="Помилка"),
    "French": short("Une erreur est survenue.", title="Erreur interne du serveur"),
    "asp": short("An unhandled exception occurred during the execution of the current web request.", title="Runtime Error", heading="Server Error in '/' Application."),
    "upstream": "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_message_with_status_200_is_failed(name: str) -> None:
    verdict = assess(exchange(ERRORS[name]), PREVIOUS)

    assert verdict.kind is DispositionKind.FAILED, verdict


OF_THE_SERVER = {
    "directory listing": short(
        title="Index of /news", tail="<pre><a href='../'>Parent Directory</a> <a href='a.pdf'>a.pdf</a></pre>"
    ),
    "parked domain": short(
        "The domain ministry.example may be for sale. Inquire now.", title="ministry.example is parked"
    ),
    "default page": short(
        "If you see this page, the nginx web server is successfully installed and working.", title="Welcome to nginx!"
    ),
    "Russian parking": short("Домен ministry.example продаётся.", title="Домен продаётся"),
}


@pytest.mark.parametrize("name", OF_THE_SERVER)
@pytest.mark.parametrize("has_previous", [False, True])
def test_what_a_server_or_a_registrar_shows_for_itself_is_failed_and_never_suspect(
    name: str, has_previous: bool
) -> None:
    verdict = assess(exchange(OF_THE_SERVER[name]), PREVIOUS if has_previous else None)

    assert verdict.kind is DispositionKind.FAILED, verdict


def test_a_page_that_only_sends_readers_on_is_suspect() -> None:
    refresh = "<html><head><title>Ministry</title><meta http-equiv=refresh content='0; url=/x'></head>"

    verdict = assess(exchange(refresh + "<body>Redirecting</body></html>"))

    assert verdict.kind is DispositionKind.SUSPECT, verdict


def test_text_that_collapsed_is_suspect_and_a_large_edit_is_not() -> None:
    collapsed = assess(exchange(document(count=4)), PREVIOUS)
    edited = assess(exchange(document(count=8)), PREVIOUS)

    assert collapsed.kind is DispositionKind.SUSPECT
    assert edited.kind is DispositionKind.OK


def test_a_page_cut_in_the_middle_is_suspect_and_a_page_that_never_ended_is_not() -> None:
    whole = document()
    endless = whole.replace("</body></html>", "")

    cut = assess(exchange(whole[: len(whole) // 2]), PREVIOUS)
    as_before = assess(exchange(endless.replace("2026", "2027")), exchange(endless))

    assert cut.kind is DispositionKind.SUSPECT
    assert as_before.kind is DispositionKind.OK


def test_a_page_that_lost_its_last_sentences_with_its_closing_tag_is_suspect() -> None:
    whole = document()

    verdict = assess(exchange(whole[: whole.index("(17)") - 20]), PREVIOUS)

    assert verdict.kind is DispositionKind.SUSPECT


@pytest.mark.parametrize("end", ["</body></html>", "</body>", ""])
def test_a_short_page_that_breaks_off_within_a_paragraph_is_suspect(end: str) -> None:
    whole = document(count=5).replace("</body></html>", end)
    starts = [whole.index(f"({number})") - 40 for number in range(5)]

    kinds = [assess(exchange(whole[:start]), exchange(whole)).kind for start in starts]

    assert kinds == [DispositionKind.SUSPECT] * 5


@pytest.mark.parametrize("end", ["</body></html>", ""])
def test_a_paragraph_that_lost_its_last_words_is_an_edit(end: str) -> None:
    whole = document(count=5).replace("</body></html>", end)

    verdict = assess(
        exchange(whole.replace(" are planned in Geneva and in Nairobi before the end of the summer. (4)", "")),
        exchange(whole),
    )

    assert verdict.kind is DispositionKind.OK


@pytest.mark.parametrize("media_type", ["text/plain", "application/rss+xml", "text/csv", "text/markdown"])
@pytest.mark.parametrize("share", [0.4, 0.8, 0.99])
def test_an_answer_that_is_the_beginning_of_the_one_before_is_suspect(media_type: str, share: float) -> None:
    whole = "\n\n".join(PARAGRAPHS) + "\n"
    before = exchange(whole, media_type=media_type)

    cut = assess(exchange(whole[: int(len(whole) * share)], media_type=media_type), before)
    trimmed = assess(exchange(whole.rstrip(), media_type=media_type), before)

    assert (cut.kind, trimmed.kind) == (DispositionKind.SUSPECT, DispositionKind.OK)


@pytest.mark.parametrize("end", ["<", "</", "</bod", '<a href="/news', "<p class=x data-y='1"])
def test_a_page_that_ends_within_a_tag_is_suspect_at_first_sight(end: str) -> None:
    verdict = assess(exchange(document()[:-20] + end))

    assert verdict.kind is DispositionKind.SUSPECT


@pytest.mark.parametrize("end", ["", " a < b", " <3 ", "-->", "x < 5%"])
def test_a_page_without_a_closing_tag_is_ok(end: str) -> None:
    verdict = assess(exchange(document().replace("</body></html>", "") + end))

    assert verdict.kind is DispositionKind.OK


def test_another_language_is_suspect() -> None:
    french = (
        document()
        .replace('lang="en"', 'lang="fr"')
        .replace(" the ", " le ")
        .replace(" of ", " de ")
        .replace(" in ", " dans ")
    )

    verdict = assess(exchange(french), PREVIOUS)

    assert verdict.kind is DispositionKind.SUSPECT


def test_the_same_bytes_and_a_304_are_the_same() -> None:
    assert assess(exchange(document()), PREVIOUS).kind is DispositionKind.SAME
    assert assess(exchange("", 304), PREVIOUS).kind is DispositionKind.SAME


def test_a_body_shorter_than_announced_is_truncated() -> None:
    body = document()

    short_of_it = assess(exchange(body, headers={"Content-Length": str(len(body) * 2)}))
    encoded = assess(exchange(body, headers={"Content-Length": "9000000", "Content-Encoding": "gzip"}))
    part = assess(exchange(body, 206))
    cut_pdf = assess(exchange(b"%PDF-1.7\n1 0 obj", media_type="application/pdf"))

    assert [short_of_it.kind, encoded.kind, part.kind, cut_pdf.kind] == [
        DispositionKind.TRUNCATED, DispositionKind.OK, DispositionKind.TRUNCATED, DispositionKind.TRUNCATED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"),
        ("application/json", b'{"title": "Statement", "body": "The Ministry welcomes the decision."}'),
        ("application/json", b'{"error": null, "data": {"title": "Statement"}}'),
        ("application/rss+xml", b"<?xml version='1.0'?><rss><channel><title>News</title></channel></rss>"),
        ("text/plain", b"The Ministry welcomes the decision of the three governments."),
        ("application/octet-stream", b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04rest"),
        ("text/html", b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"),
    ],
)
def test_a_document_that_is_no_html_is_ok(media_type: str, body: bytes) -> None:
    verdict = assess(exchange(body, media_type=media_type))

    assert verdict.kind is DispositionKind.OK, verdict


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"error": "Internal Server Error", "code": 500}', DispositionKind.FAILED),
        (b'{"message": "Missing Authentication Token"}', DispositionKind.FAILED),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", DispositionKind.FAILED),
        (b'{"items": []}', DispositionKind.SUSPECT),
        (b'{"url": "https://geo.captcha-delivery.com/captcha/?initialCid=A"}', DispositionKind.BLOCKED),
    ],
)
def test_a_small_object_in_a_pages_place_is_no_document(body: bytes, kind: DispositionKind) -> None:
    verdict = assess(exchange(body, media_type="application/json"), PREVIOUS)

    assert verdict.kind is kind, verdict


def test_a_page_in_a_files_place_is_suspect() -> None:
    pdf = exchange(b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n", media_type="application/pdf", url=URL + ".pdf")
    page = short("Choose a document from the list.", title="Documents of the Ministry of Trade")

    at_first = assess(exchange(page, url=URL + ".pdf"))
    after_a_file = assess(exchange(document(), url=URL), pdf)
    as_before = assess(exchange(page + " ", url=URL + ".pdf"), exchange(page, url=URL + ".pdf"))

    assert [at_first.kind, after_a_file.kind, as_before.kind] == [
        DispositionKind.SUSPECT,
        DispositionKind.SUSPECT,
        DispositionKind.OK,
    ]


def test_a_document_that_still_stands_outweighs_what_it_says() -> None:
    before = exchange(
        short("We are currently performing scheduled maintenance on the dam.", PARAGRAPHS[0], title="Under maintenance")
    )
    after = short(
        "We are currently performing scheduled maintenance on the dam.",
        PARAGRAPHS[0] + " Amended.",
        PARAGRAPHS[0],
        title="Under maintenance",
    )

    verdict = assess(exchange(after), before)

    assert verdict.kind is DispositionKind.OK, verdict


def test_a_failure_of_the_network_is_the_verdict() -> None:
    failure = FetchFailure(kind=DispositionKind.DNS_ERROR, cause="ministry.example has no address")

    verdict = assess(Exchange(url=URL, failure=failure), PREVIOUS)

    assert (verdict.kind, verdict.reason) == (DispositionKind.DNS_ERROR, "ministry.example has no address")


def test_a_redirect_that_was_not_followed_makes_no_document() -> None:
    home = assess(exchange("", 302, {"Location": "/"}))
    nowhere = assess(exchange("moved", 300))
    elsewhere = assess(exchange("moved", 301, {"Location": "/documents/77"}))

    assert [home.kind, nowhere.kind, elsewhere.kind] == [
        DispositionKind.SOFT_404, DispositionKind.FAILED, DispositionKind.REDIRECTED,
    ]  # fmt: skip
