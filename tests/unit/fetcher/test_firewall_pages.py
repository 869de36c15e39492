"""Block pages of firewalls that are seldom met, and the walls of well-known sites: invented around the sentences they print."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from answers import LAST_GOOD_LOOK, answer, compose_page
from statediff.fetcher import assess

# Name, status the page comes with, kinds that are right for it, title, body; a body may be a whole answer.
# fmt: off
PAGES: list[tuple[str, int, str, str, str]] = [
    ("alertlogic", 404, "gone blocked soft-404", "Requested URL cannot be found", "<h1>Requested URL cannot be found</h1><p>We are sorry, but the page you are looking for cannot be found. Back to previous page. Proceed to homepage.</p><p>Reference ID: a1b2c3</p>"),
    ("anyu", 403, "blocked", "AnYu", "<p>Sorry! your access has been intercepted by AnYu</p><p>AnYu - the green channel</p>"),
    ("approach", 403, "blocked", "Approach", "<p>Approach Web Application Firewall Framework - Your IP address has been logged and this information could be used by authorities to track you.</p>"),
    ("armor", 403, "blocked", "Blocked", "<p>This request has been blocked by website protection from Armor</p><p>If you feel that you have received this in error, please create an Armor support ticket.</p>"),
    ("asp.net dangerous request", 500, "failed blocked", "A potentially dangerous Request.QueryString value was detected", "<h1>Server Error in '/' Application.</h1><h2><i>A potentially dangerous Request.QueryString value was detected from the client (id=\"&lt;\").</i></h2><p><b>Description: </b>ASP.NET has detected data in the request that is potentially dangerous.</p>"),
    ("astra", 403, "blocked", "Sorry, this is not allowed.", "<h1>Sorry, this is not allowed.</h1><p>Thank you for visiting our website, unfortunately our website protection system has detected an issue with your request and wont let you proceed any further.</p>"),
    ("bekchy", 403, "blocked", "Bekchy - Access Denied", "<h1>Access Denied</h1><p>Bekchy WAF has blocked the request.</p>"),
    ("bitninja", 200, "blocked", "BitNinja", "<h1>Security check by BitNinja.IO</h1><p>Visitor anti-robot validation</p><p>Your IP is greylisted.</p>"),
    ("bulletproof", 403, "blocked", "403 Forbidden", "<div id='bpsMessage'><p>403 Forbidden Error Page</p><p>If you arrived here due to a search or clicking on a link click your Browser's back button to return to the previous page.</p></div>"),
    ("cloudbric", 403, "blocked", "Cloudbric | ERROR!", "<h1>Your request was blocked by Cloudbric</h1><p>If you think it is a mistake, please contact Cloudbric Support.</p>"),
    ("chuangyu", 403, "blocked", "创宇盾", "<h1>当前访问因触发安全策略被拦截</h1><p>如有疑问请访问 www.365cyd.com</p>"),
    ("crawlprotect", 403, "blocked", "CrawlProtect", "<p>This site is protected by CrawlProtect !!!</p>"),
    ("denyall", 200, "blocked", "Condition Intercepted", "<h1>Condition Intercepted</h1>"),
    ("expressionengine", 200, "failed blocked", "Error", "<p>Invalid GET Data</p>"),
    ("greywizard", 403, "blocked", "Grey Wizard", "<h1>Access blocked</h1><p>We've detected attempted attack or non standard traffic from your IP address</p><p>Please contact the website owner or Grey Wizard.</p>"),
    ("isa server", 403, "blocked", "Network Access Message", "<h1>Network Access Message: The page cannot be displayed</h1><p>Error Code: 403 Forbidden. The server denied the specified Uniform Resource Locator (URL). Contact the server administrator. (12202)</p>"),
    ("malcare", 403, "blocked", "Firewall", "<h1>Blocked because of Malicious Activities</h1><p>Firewall powered by MalCare Pro</p><p>Reference ID: 5f2b</p>"),
    ("naxsi", 418, "blocked", "Naxsi", "<p>This request was blocked by NAXSI</p><p>Naxsi Blocked Information</p>"),
    ("nemesida", 403, "blocked", "Blocked", "<h1>Suspicious activity detected. Access to the site is blocked.</h1><p>If you think that is an erroneous blocking, please email us at nwaf@site.example and specify ID 5f2b.</p>"),
    ("ninjafirewall", 403, "blocked", "NinjaFirewall 403 Forbidden", "<p>Sorry, your request cannot be processed. For security reasons, it was blocked and logged.</p><p>If you believe this was an error please contact the webmaster and enclose the following incident ID: [ #1234567 ]</p>"),
    ("pt application firewall", 403, "blocked", "Forbidden", "<h1>Forbidden</h1><pre>Request ID: 2026-03-01-10-11-12-a1b2c3d4e5f6</pre>"),
    ("requestvalidation", 500, "failed blocked", "", "Request Validation has detected a potentially dangerous client input value, and processing of the request has been aborted."),
    ("rsfirewall", 403, "blocked", "403 Forbidden", "<h1>403 Forbidden</h1><p>Protected by RSFirewall!</p>"),
    ("secupress", 403, "blocked", "SecuPress", "<h1>SecuPress</h1><p>You are not allowed to access the requested page.</p><p>Block ID: Bad URL Contents</p>"),
    ("securesphere", 200, "blocked failed", "Error", "<h2>Error</h2><p>This page can't be displayed. Contact support for additional information.</p><p>The incident ID is: N/A.</p>"),
    ("shield security", 403, "blocked", "Access Denied", "<h1>You were blocked by the Shield.</h1><p>Something in the URL, Form or Cookie data wasn't appropriate.</p>"),
    ("siteground robot", 200, "blocked", "Robot Challenge Screen", "<h1>Our system thinks you might be a robot!</h1><p>We're really sorry about this, but it's getting harder and harder to tell the difference between humans and bots these days.</p><p>Please complete the captcha below to prove you're a human and proceed to the page you're trying to reach.</p>"),
    ("siteguard", 403, "blocked", "403 Forbidden", "<p>The server refuse to browse the page.</p><p>The URL may not be correct. Please confirm the value.</p><p>Powered by SiteGuard Lite</p>"),
    ("sitelock", 200, "blocked failed", "SiteLock", "<p>SiteLock will remember you and will not show this page again.</p><p>SiteLock Incident ID: 1234-5678</p>"),
    ("sonicwall", 200, "blocked", "Web Site Blocked", "<h1>This site is blocked by the SonicWALL Gateway Anti-Virus Service</h1>"),
    ("sophos", 200, "blocked", "Request blocked", "<h1>Access to the requested URL was blocked</h1><p>Powered by UTM Web Protection</p>"),
    ("squid denied", 403, "blocked", "ERROR: The requested URL could not be retrieved", "<h1>ERROR</h1><h2>The requested URL could not be retrieved</h2><p><b>Access Denied.</b></p><p>Access control configuration prevents your request from being allowed at this time. Please contact your service provider if you feel this is incorrect.</p>"),
    ("urlscan", 404, "gone soft-404 blocked", "The page cannot be found", "<h1>The page cannot be found</h1><p>The page you are looking for might have been removed, had its name changed, or is temporarily unavailable.</p>"),
    ("viettel", 403, "blocked", "Access denied", "<h1>Access Denied</h1><p>Your request is suspected of attack by Viettel WAF System.</p>"),
    ("virusdie", 403, "blocked", "Virusdie", "<p>The request was blocked by the firewall of the site. © Virusdie.ru</p>"),
    ("watchguard", 403, "blocked", "Denied", "<p>Request denied by WatchGuard Firewall.</p>"),
    ("webseal", 200, "failed", "Server Error", "<h1>Access Manager WebSEAL could not complete your request due to an unexpected error.</h1><p>Diagnostic Information Method: GET URL: /news/77 Error Code: 0x38cf0425</p>"),
    ("webseal third party", 200, "failed", "Third-party server not responding", "<h1>Third-party server not responding.</h1><p>The requested resource is located on a third-party server. WebSEAL has tried to send your request to that server, but it is not responding.</p>"),
    ("wp cerber", 403, "blocked", "403 Access Forbidden", "<h1>We're sorry, you are not allowed to proceed</h1><p>Your request looks suspicious or similar to automated requests from spam posting software. Our server stopped processing your request.</p>"),
    ("xlabs", 403, "blocked", "Secured by XLabs", "<p>Your request was blocked. XLabs WAF</p>"),
    ("yundun", 403, "blocked", "Yundun", "<p>Blocked by YUNDUN Cloud WAF</p>"),
    ("yunsuo", 200, "blocked", "云锁", '<img class="yunsuologo" src="/y.png"><p>为了您的安全，请验证后访问</p>'),
    ("zenedge", 403, "blocked", "Zenedge", "<p>Your request has been blocked by ZENEDGE.</p>"),
    ("janusec", 403, "blocked", "403", "<h1>JANUSEC Application Gateway</h1><p>Reason: SQL injection. Policy ID: 5. Your request was blocked.</p>"),
    ("360 wangzhanbao", 493, "blocked", "360", "<p>您的请求已被 wangshan.360.cn 网站卫士拦截</p>"),
    ("kerio", 200, "blocked", "Access denied", "<h1>Web page blocked</h1><p>The administrator has restricted access to this page. Kerio Control</p>"),
    ("pfsense squidguard", 200, "blocked", "Request denied", "<h1>Request denied by pfSense proxy: 403 Forbidden</h1><p>Reason: Client address 10.0.0.2 Target group: blk_BL_news URL: https://mfa.example/</p>"),
    ("mikrotik hotspot", 200, "blocked login", "internet hotspot > login", "<p>Please log on to use the internet hotspot service</p><form><input name=username><input type=password><input type=submit value=OK></form>"),
    ("openresty denied", 403, "blocked", "", "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>openresty</center></body></html>"),
    ("tengine punish", 200, "blocked", "验证", '<div id="nocaptcha"></div><script src="https://g.alicdn.com/AWSC/AWSC/awsc.js"></script><p>亲，请按照说明进行验证哦</p>'),
    ("amazon dogs", 503, "blocked maintenance", "Sorry! Something went wrong!", "<p>Sorry! Something went wrong on our end. Please go back and try again or go to the home page.</p>"),
    ("amazon captcha", 200, "blocked", "Robot Check", "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.</p>"),
    ("reddit block", 403, "blocked", "Blocked", "<h1>whoa there, pardner!</h1><p>Your request has been blocked due to a network policy. Try logging in or creating an account here to get back to browsing.</p>"),
    ("linkedin authwall", 999, "blocked", "", '<html><head><script type="text/javascript">window.onload = function() { window.location.href = "https://www.linkedin.com/authwall?trk=x"; }</script></head><body></body></html>'),
    ("facebook", 200, "login", "Log in to Facebook", "<h1>You must log in to continue.</h1><form><input name=email><input type=password name=pass><button>Log In</button></form>"),
    ("x", 200, "needs-javascript blocked failed", "X", "<div id=react-root></div><noscript><h1>JavaScript is not available.</h1><p>We’ve detected that JavaScript is disabled in this browser. Please enable JavaScript or switch to a supported browser to continue using x.com.</p></noscript><script src=a.js></script>"),
    ("x error", 200, "failed blocked", "X", "<h1>Something went wrong, but don’t fret — let’s give it another shot.</h1><p>Some privacy related extensions may cause issues on x.com. Please disable them and try again.</p>"),
    ("wayback", 404, "gone soft-404 failed", "Internet Archive Wayback Machine", "<h1>Wayback Machine doesn't have that page archived.</h1><p>The Wayback Machine has not archived that URL.</p>"),
    ("telegram", 200, "soft-404 failed", "Telegram: Contact", "<p>If you have Telegram, you can contact @no_such_page right away.</p>"),
    ("gov.ua new site", 200, "maintenance failed blocked", "Вебсайт оновлюється", "<h1>Ми оновлюємо вебсайт</h1><p>Дякуємо за терпіння! Слідкуйте за нами у Facebook.</p>"),
]
# fmt: on


@pytest.mark.parametrize("has_previous", [False, True], ids=["at first", "after a good look"])
@pytest.mark.parametrize("row", PAGES, ids=[row[0] for row in PAGES])
def test_a_firewalls_page_is_known_for_what_it_is(row: tuple[str, int, str, str, str], has_previous: bool) -> None:
    _, status, kinds, title, body = row

    verdict = assess(answer(compose_page(title, body), status), LAST_GOOD_LOOK if has_previous else None)

    assert str(verdict.kind) in kinds.split()


@pytest.mark.parametrize("has_previous", [False, True], ids=["at first", "after a good look"])
@pytest.mark.parametrize("row", PAGES, ids=[row[0] for row in PAGES])
def test_a_firewalls_page_is_no_document_with_a_status_of_success_either(
    row: tuple[str, int, str, str, str], has_previous: bool
) -> None:
    *_, title, body = row

    verdict = assess(answer(compose_page(title, body)), LAST_GOOD_LOOK if has_previous else None)

    assert verdict.is_failure
