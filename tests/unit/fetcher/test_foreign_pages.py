"""Pages written after the rules had been mended for the vendors and servers, in many languages: what they found was mended after."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from answers import LAST_GOOD_LOOK, answer, compose_page
from statediff.fetcher import assess

SITE = "<header><a href=/>Ministry of Foreign Affairs</a></header><nav><ul><li><a href=/news>News</a><li><a href=/ministry>The Ministry</a><li><a href=/services>Consular services</a><li><a href=/contacts>Contacts</a></ul></nav>%s<footer><p>© Ministry 2026</p><ul><li><a href=/rss>RSS</a><li><a href=/map>Map</a></ul></footer>"
# Name, status the page comes with, kinds that are right for it, title, body; a body may be a whole answer.
# fmt: off
PAGES: list[tuple[str, int, str, str, str]] = [
    ("sorry bot wall", 403, "blocked", "Robot or human?", "<h1>Robot or human?</h1><p>Activate and hold the button to confirm that you’re human. Thank You!</p><p>Try a different method</p>"),
    ("hyperwall", 403, "blocked", "Security Incident Detected", "<h1>Security Incident Detected</h1><p>Your request was blocked by HyperGuard.</p><p>Event ID: 0a1b2c3d</p>"),
    ("airlock", 403, "blocked", "Request Blocked", "<h1>The server detected a syntax error in your request.</h1><p>Check your request and all parameters.</p><p>Airlock reference 00-11-22</p>"),
    ("nevisproxy", 403, "blocked failed", "Access not possible", "<h1>Access not possible</h1><p>For security reasons your session could not be continued. Please close all windows of the browser and start again.</p>"),
    ("barikode", 403, "blocked", "Barikode", "<h1>FORBIDDEN ACCESS</h1><p>Sorry, your request has been identified as a threat.</p>"),
    ("comodo", 403, "blocked", "403", "<p>Protected by COMODO WAF</p><p>Your access to this page is stopped.</p>"),
    ("webknight", 999, "blocked", "WebKnight Application Firewall Alert", "<h1>WebKnight Application Firewall Alert</h1><p>Your request triggered an alert! If you feel that you have received this page in error, please contact the administrator of this web site.</p><h2>What is WebKnight?</h2>"),
    ("profense", 403, "blocked", "Error", "<p>Your request has been denied by PLProfense.</p>"),
    ("wallarm", 403, "blocked", "Blocked", "<h1>The access is blocked</h1><p>If you think this is a mistake, contact us with the support token: 5f2a.</p>"),
    ("wts-waf", 403, "blocked", "WTS-WAF", "<p>Your request has been refused because it looks like an attack.</p>"),
    ("shadow daemon", 403, "blocked", "request forbidden by administrative rules", "<h1>request forbidden by administrative rules.</h1>"),
    ("haproxy 403", 403, "blocked", "", "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>"),
    ("crowdsec", 403, "blocked", "CrowdSec Access Forbidden", "<h1>Access Forbidden</h1><p>You are unable to visit the website.</p><p>This security check has been powered by CrowdSec</p>"),
    ("crowdsec captcha", 200, "blocked", "CrowdSec Captcha", '<h1>CrowdSec Captcha</h1><form method=POST><div class="g-recaptcha" data-sitekey=x></div></form><p>This security check has been powered by CrowdSec</p>'),
    ("fail2ban page", 403, "blocked", "Verboten", "<h1>Ihr Rechner wurde gesperrt</h1><p>Von Ihrem Anschluss kamen zu viele fehlerhafte Anmeldungen.</p>"),
    ("ukrainian provider block", 200, "blocked", "Ресурс заблоковано", "<h1>Доступ до ресурсу заблоковано</h1><p>На виконання Указу Президента України № 133/2017 доступ до цього ресурсу обмежено провайдером.</p>"),
    ("belarus block", 200, "blocked", "Доступ ограничен", "<p>Доступ к данному интернет-ресурсу ограничен на основании решения Министерства информации.</p>"),
    ("indian block", 200, "blocked", "Blocked", "<p>The website has been blocked as per order of Ministry of Electronics and Information Technology under IT Act, 2000.</p>"),
    ("spanish block", 200, "blocked", "Contenido bloqueado", "<h1>Contenido bloqueado por requerimiento de la autoridad competente</h1><p>El acceso a esta web ha sido bloqueado en aplicación del Real Decreto.</p>"),
    ("belgian stop page", 200, "blocked", "Stop", "<h1>STOP!</h1><p>Vous avez été redirigé vers cette page stop car le site que vous essayez de visiter offre des contenus considérés illégaux selon la législation belge.</p>"),
    ("school filter", 200, "blocked", "Blocked", "<h1>Website Blocked by Filter</h1><p>The site you tried to visit is in the category: News. Ask your teacher to unblock it.</p>"),
    ("smartscreen like", 200, "blocked failed", "Deceptive site ahead", "<h1>Deceptive site ahead</h1><p>Attackers on this site may trick you into doing something dangerous. Go back to safety.</p>"),
    ("geo block in Polish", 200, "blocked", "Brak dostępu", "<h1>Ta treść nie jest dostępna w Twoim kraju</h1><p>Serwis jest dostępny wyłącznie z terytorium Polski.</p>"),
    ("geo block in Spanish", 200, "blocked", "No disponible", "<h1>Este contenido no está disponible en su ubicación</h1><p>El portal sólo admite conexiones desde el territorio nacional.</p>"),
    ("geo block in Arabic", 200, "blocked", "غير متاح", "<h1>هذا الموقع غير متاح في بلدك</h1><p>الوصول مسموح من داخل الدولة فقط.</p>"),
    ("geo block in Turkish", 200, "blocked", "Erişim yok", "<h1>Bu siteye yurt dışından erişilemez</h1><p>Güvenlik nedeniyle yalnızca Türkiye'den gelen bağlantılar kabul edilmektedir.</p>"),
    ("geo block in Japanese", 200, "blocked", "アクセス制限", "<h1>海外からのアクセスは制限されています</h1><p>セキュリティ対策のため、国外からの接続を遮断しています。</p>"),
    ("chinese rate limit", 429, "blocked", "访问频繁", "<h1>您的访问过于频繁，请稍后再试</h1><p>系统检测到异常流量，请输入验证码继续访问。</p>"),
    ("chinese system busy", 200, "failed maintenance blocked", "系统提示", "<h1>系统繁忙，请稍后再试</h1><p>当前访问人数过多。</p>"),
    ("chinese court block", 200, "blocked failed", "提示", "<p>该网站内容违反相关法律法规，已被停止访问。</p>"),
    ("korean warning", 200, "blocked", "불법·유해 정보(사이트)에 대한 차단 안내", "<h1>불법·유해 정보(사이트)에 대한 차단 안내</h1><p>귀하가 접속하려고 하는 정보에서 불법 정보가 제공되고 있어 접속이 차단되었음을 알려드립니다.</p>"),
    ("hebrew waf", 403, "blocked", "הבקשה נדחתה", "<h1>הבקשה נחסמה</h1><p>הבקשה שלך נחסמה על ידי מערכת האבטחה. אנא פנה למנהל האתר. מספר פנייה 12345.</p>"),
    ("persian waf", 403, "blocked", "دسترسی شما مسدود شده است", "<h1>دسترسی شما به این سایت مسدود شده است</h1><p>لطفا با مدیر سایت تماس بگیرید.</p>"),
    ("czech waf", 403, "blocked", "Přístup odmítnut", "<h1>Přístup odmítnut</h1><p>Váš požadavek byl zablokován bezpečnostním systémem. Kontaktujte prosím správce webu.</p>"),
    ("portuguese waf", 403, "blocked", "Acesso bloqueado", "<h1>O seu pedido foi bloqueado</h1><p>O sistema de segurança identificou um comportamento suspeito. Código: 8812.</p>"),
    ("greek waf", 403, "blocked", "Απαγορεύεται η πρόσβαση", "<h1>Απαγορεύεται η πρόσβαση</h1><p>Το αίτημά σας απορρίφθηκε για λόγους ασφαλείας.</p>"),
    ("finnish maintenance", 503, "maintenance", "Huoltokatko", "<h1>Palvelussa on huoltokatko</h1><p>Pahoittelemme häiriötä. Yritä myöhemmin uudelleen.</p>"),
    ("hungarian maintenance", 503, "maintenance", "Karbantartás", "<h1>Az oldal karbantartás alatt áll</h1><p>Kérjük, látogasson vissza később.</p>"),
    ("bulgarian maintenance", 503, "maintenance", "Профилактика", "<h1>Сайтът е в профилактика</h1><p>Извиняваме се за неудобството. Моля, опитайте по-късно.</p>"),
    ("czech maintenance", 503, "maintenance", "Odstávka", "<h1>Probíhá plánovaná odstávka</h1><p>Stránky jsou dočasně nedostupné. Děkujeme za pochopení.</p>"),
    ("french ministry maintenance", 200, "maintenance", "Ministère", "<h1>Le service est momentanément interrompu</h1><p>Nos équipes travaillent à son rétablissement. Merci de votre compréhension.</p>"),
    ("german maintenance", 200, "maintenance", "Ministerium", "<p>Aufgrund technischer Arbeiten ist unser Angebot zurzeit leider nicht erreichbar. Wir bitten um Verständnis.</p>"),
    ("italian maintenance", 200, "maintenance", "Ministero", "<p>Servizio temporaneamente sospeso per aggiornamento dei sistemi. Ci scusiamo per il disagio.</p>"),
    ("georgian 500", 500, "failed", "შეცდომა", "<h1>სერვერზე მოხდა შეცდომა</h1><p>გთხოვთ, სცადოთ მოგვიანებით.</p>"),
    ("japanese 500", 500, "failed", "エラー", "<h1>サーバーエラーが発生しました</h1><p>しばらく経ってから再度お試しください。</p>"),
    ("turkish 500", 500, "failed", "Hata", "<h1>Beklenmeyen bir hata oluştu</h1><p>Lütfen daha sonra tekrar deneyiniz.</p>"),
    ("portuguese 500", 500, "failed", "Erro", "<h1>Ops! Algo deu errado</h1><p>Ocorreu um erro inesperado ao processar o seu pedido.</p>"),
    ("arabic 500", 500, "failed", "خطأ", "<h1>حدث خطأ غير متوقع</h1><p>يرجى المحاولة مرة أخرى لاحقا.</p>"),
    ("craft cms", 503, "maintenance failed", "Service Unavailable", "<h1>Service Unavailable</h1><p>Our site is temporarily unavailable. Please try again later.</p>"),
    ("magnolia", 200, "failed", "", "HTTP ERROR 500 Problem accessing /news/77. Reason: Server Error\nCaused by: java.lang.NullPointerException\n\tat info.magnolia.cms.Render(Render.java:12)"),
    ("umbraco", 500, "failed", "Error", "<h1>Boot Failed</h1><p>Umbraco failed to boot, if you are the owner of the website please see the log file for more details.</p>"),
    ("umbraco no nodes", 200, "failed", "Umbraco", "<h1>Welcome to your Umbraco installation</h1><p>You're seeing this wonderful page because your website doesn't contain any published content yet.</p>"),
    ("sitecore", 200, "soft-404 failed", "Document Not Found", "<h1>The requested document was not found</h1><p>It is likely that the layout is missing.</p><p>Requested URL: /news/77 User Name: extranet\\Anonymous</p>"),
    ("sitecore layout", 200, "failed soft-404", "Layout Not Found", "<h1>The layout for the requested document was not found</h1><p>It is likely that the layout file has been deleted or renamed.</p>"),
    ("concrete", 200, "failed", "", "An unexpected error occurred."),
    ("modx", 503, "maintenance failed", "Error 503: Service temporarily unavailable", "<h1>Error 503</h1><p>Site temporarily unavailable; missing site start resource.</p>"),
    ("squarespace", 404, "soft-404 gone failed", "Website Expired", "<h1>Website Expired</h1><p>This account has expired. If you are the site owner, click below to login.</p>"),
    ("wix", 404, "soft-404 gone failed", "404 Error", "<h1>Error ConnectYourDomain occurred</h1><p>Looks Like This Domain Isn't Connected To A Website Yet</p>"),
    ("shopify", 402, "failed", "Store unavailable", "<h1>Sorry, this shop is currently unavailable.</h1>"),
    ("ghost", 503, "maintenance failed", "We'll be right back", "<h1>We'll be right back.</h1><p>We're busy updating our site to give you the best experience, and will be back soon.</p>"),
    ("render", 502, "failed", "Bad Gateway", "<h1>Bad Gateway</h1><p>This service is currently unavailable. Please try again in a few minutes.</p><p>Request ID: abc</p>"),
    ("fly", 502, "failed", "", "could not find a good candidate within 20 attempts at load balancing"),
    ("gitlab pages", 404, "gone soft-404", "The page you're looking for could not be found (404)", "<h1>404</h1><h3>The page you're looking for could not be found.</h3><p>The resource that you are attempting to access does not exist or you don't have the necessary permissions to view it.</p><p>Make sure the address is correct and that the page hasn't moved.</p>"),
    ("archive of portal moved", 200, "soft-404", "Ministry", "<h1>Diese Seite existiert leider nicht (mehr)</h1><p>Bitte nutzen Sie die Suche oder die Startseite.</p>"),
    ("french soft 404", 200, "soft-404", "Oups !", "<h1>Oups ! Cette page a disparu</h1><p>Le lien que vous avez suivi est peut-être rompu.</p>"),
    ("ukrainian soft 404", 200, "soft-404", "МЗС", "<h1>Такої сторінки вже немає</h1><p>Скористайтеся пошуком або поверніться на головну.</p>"),
    ("national id login", 200, "login", "Sign in", "<h1>Choose how to sign in</h1><form><button>MitID</button><button>BankID</button><input type=password></form>"),
    ("authelia", 200, "login needs-javascript", "Login - Authelia", '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src=/a.js></script>'),
    ("gitea login", 200, "login", "Sign In - Docs", "<h4>Sign In</h4><form><label>Username or Email Address</label><input><label>Password</label><input type=password><button>Sign In</button></form>"),
    ("paywall", 200, "login blocked", "Subscribe", "<h1>Subscribe to continue reading</h1><p>This article is for subscribers only. Already a subscriber? Log in.</p><form><input type=email><button>Continue</button></form>"),
    ("age gate", 200, "blocked login", "Age verification", "<h1>Please verify your age</h1><p>You must be 18 or over to enter this site.</p><button>Yes</button><button>No</button>"),
    ("cookie wall in Ukrainian", 200, "blocked", "Згода", "<h1>Ми використовуємо файли cookie</h1><p>Щоб продовжити, дайте згоду на використання файлів cookie.</p><button>Погоджуюсь</button>"),
    ("cookie wall in Spanish", 200, "blocked", "Cookies", "<h1>Para continuar debe aceptar las cookies</h1><p>Puede aceptar las cookies o suscribirse.</p><button>Aceptar</button>"),
    ("spinner", 200, "needs-javascript", "Ministry", "<div class=loader>Зачекайте, сторінка завантажується…</div><script src=/app.js></script>"),
    ("empty cms page", 200, "empty needs-javascript failed", "Ministry", "<header><a href=/>Ministry</a></header><main></main><footer>© 2026</footer>"),
    ("template 404 en", 200, "soft-404", "Ministry of Foreign Affairs", SITE % "<main><h2>Oh no, the page is missing</h2><p>It may have moved during our redesign. Use the menu above.</p></main>"),
    ("template 404 fr", 200, "soft-404 failed", "Ministère", SITE % "<main><h2>Contenu non disponible</h2><p>La page que vous tentez d'afficher n'existe plus.</p></main>"),
    ("template 404 uk", 200, "soft-404 failed", "Міністерство", SITE % "<main><h2>Помилка</h2><p>Запитувану сторінку не вдалося знайти.</p></main>"),
    ("template 404 ar", 200, "soft-404", "الوزارة", SITE % "<main><h2>الصفحة المطلوبة غير متوفرة</h2><p>ربما تم نقلها أو حذفها.</p></main>"),
    ("template 500 en", 200, "failed", "Ministry", SITE % "<main><p>An internal error has prevented this page from being shown. Our team has been informed.</p></main>"),
    ("template 500 de", 200, "failed", "Ministerium", SITE % "<main><h1>Es ist ein Fehler aufgetreten</h1><p>Die Seite kann derzeit nicht angezeigt werden.</p></main>"),
    ("template 403 en", 200, "blocked", "Ministry", SITE % "<main><h1>You are not authorised to view this content</h1><p>Ask the owner of the page for access.</p></main>"),
    ("template login", 200, "login", "Ministry", SITE % "<main><p>You must be logged in to read this page.</p><form><input name=u><input type=password><button>OK</button></form></main>"),
    ("template maintenance", 200, "maintenance", "Ministry", SITE % "<main><p>This section is being updated and will be available again shortly.</p></main>"),
    ("cf minimal", 403, "blocked", "", "error code: 1020"),
    ("cf 1010", 403, "blocked", "", "error code: 1010"),
    ("plain denied", 403, "blocked", "", "Access Denied"),
    ("plain forbidden", 403, "blocked", "", "Forbidden"),
    ("plain 404", 404, "gone soft-404 failed", "", "Not Found"),
    ("plain error", 500, "failed", "", "Internal Server Error"),
    ("plain unavailable", 503, "maintenance failed", "", "Service Unavailable"),
    ("plain blocked", 403, "blocked", "", "Your IP has been blocked. Contact support@host.example."),
    ("plain captcha", 200, "blocked", "", "Please complete the captcha to continue."),
    ("plain db", 200, "failed", "", "Could not connect: Access denied for user 'web'@'localhost' (using password: YES)"),
    ("json error nested", 200, "failed", "", '{"error":{"code":403,"message":"Forbidden"}}'),
    ("json errors list", 200, "failed", "", '{"errors":[{"status":"404","title":"Not Found"}]}'),
    ("json ok false", 200, "failed", "", '{"success":false,"msg":"session expired"}'),
    ("json graphql null", 200, "failed empty", "", '{"data":null,"errors":[{"message":"Cannot query"}]}'),
    ("xml problem", 200, "failed", "", '<?xml version="1.0"?><problem xmlns="urn:ietf:rfc:7807"><title>Not Found</title><status>404</status></problem>'),
    ("meta refresh login", 200, "login suspect", "Redirecting", '<meta http-equiv="refresh" content="0; url=/login?next=/news/77"><p>Redirecting...</p>'),
    ("frameset", 200, "suspect needs-javascript empty failed", "Ministry", '<frameset rows="*"><frame src="main.html"></frameset>'),
    ("image only", 200, "empty suspect failed maintenance", "Ministry", '<img src=/maintenance.jpg alt="">'),
    ("image with alt", 200, "empty suspect failed maintenance", "Ministry", '<img src=/site-closed.jpg alt="Site closed for maintenance">'),
    ("vk style", 200, "needs-javascript blocked", "Ministry", "<p>Для работы сайта требуется JavaScript. Включите его в настройках браузера.</p><script src=a.js></script>"),
    ("captcha by image uk", 200, "blocked", "Перевірка", "<h1>Підтвердьте, що ви людина</h1><form><img src=c.png><input name=code><button>Далі</button></form>"),
    ("captcha by image fr", 200, "blocked", "Vérification", "<p>Recopiez les caractères de l'image pour poursuivre votre navigation.</p><form><img src=c.png><input name=code><button>Valider</button></form>"),
    ("captcha by image de", 200, "blocked", "Prüfung", "<p>Bitte geben Sie die Zeichen aus dem Bild ein, um fortzufahren.</p><form><img src=c.png><input name=code><button>Weiter</button></form>"),
    ("adblock wall", 200, "blocked", "Ministry", "<h1>Ad blocker detected</h1><p>Please disable your ad blocker to view this page.</p>"),
    ("vpn block", 200, "blocked", "Ministry", "<h1>VPN detected</h1><p>Please switch off your VPN and reload the page.</p>"),
    ("vpn block ru", 200, "blocked", "Ведомство", "<h1>Отключите VPN</h1><p>Сайт не открывается с включённым VPN. Выключите VPN и обновите страницу.</p>"),
    ("queue fr", 200, "blocked", "File d'attente", "<h1>Vous êtes en file d'attente</h1><p>Trop de visiteurs en ce moment. Votre tour viendra dans environ 6 minutes.</p>"),
    ("queue uk", 200, "blocked", "Електронна черга", "<h1>Зараз на сайті забагато відвідувачів</h1><p>Ви в черзі: 1204. Сторінка оновиться автоматично.</p>"),
    ("slow down", 429, "blocked", "Slow down", "<h1>Slow down!</h1><p>You're sending requests faster than we allow. Wait a minute and reload.</p>"),
    ("terms gate", 200, "blocked login", "Terms", "<h1>Before entering this site</h1><p>You must accept the terms of use to enter.</p><button>I accept</button>"),
    ("hosting quota", 200, "failed", "Quota", "<p>This site has exceeded its monthly traffic quota.</p>"),
    ("unpaid hosting ru", 200, "failed", "Сайт отключён", "<p>Сайт отключён за неуплату. Владельцу сайта необходимо пополнить баланс хостинга.</p>"),
    ("site moved", 200, "failed suspect redirected soft-404", "Moved", "<h1>This website has moved</h1><p>Please update your bookmarks: the new address is www.new.example.</p>"),
    ("site closed", 200, "failed gone soft-404 maintenance", "Closed", "<h1>This website has been closed</h1><p>The content is no longer available.</p>"),
    ("it works again", 200, "failed", "", "<html><body><h1>It works!</h1></body></html>"),
    ("hello world", 200, "failed soft-404", "Hello world!", "<h1>Hello world!</h1><p>Welcome to WordPress. This is your first post. Edit or delete it, then start writing!</p>"),
    ("coming soon uk", 200, "maintenance failed", "Скоро", "<h1>Незабаром тут буде новий сайт</h1><p>Сайт у розробці.</p>"),
    ("under construction fr", 200, "maintenance", "En construction", "<h1>Notre nouveau site arrive bientôt</h1><p>Le site est en cours de construction.</p>"),
    ("paraphrase a", 200, "blocked failed maintenance soft-404 login", "Access suspended", "<h1>Access to this portal is suspended for your network</h1><p>Ask your provider to contact our security desk, and quote incident 88213.</p>"),
    ("paraphrase b", 200, "blocked failed maintenance soft-404 login", "Bitte Geduld", "<h1>Einen Augenblick Geduld</h1><p>Wir vergewissern uns, dass kein Programm auf unsere Seiten zugreift. Danach geht es automatisch weiter.</p>"),
    ("paraphrase c", 200, "blocked failed maintenance soft-404 login", "Patience", "<h1>Encore quelques secondes</h1><p>Nous contrôlons que votre navigateur n'est pas un automate. La page s'ouvrira toute seule.</p>"),
    ("paraphrase d", 200, "blocked failed maintenance soft-404 login", "Зачекайте", "<h1>Ще кілька секунд</h1><p>Сайт з'ясовує, чи запит надсилає людина. Сторінка відкриється сама.</p>"),
    ("paraphrase e", 200, "blocked failed maintenance soft-404 login", "Ошибка", "<h1>Что-то пошло не так</h1><p>Мы уже чиним. Загляните через полчаса.</p>"),
    ("paraphrase f", 200, "blocked failed maintenance soft-404 login", "Ministry", "<h1>We could not load this page</h1><p>The content service did not answer in time.</p>"),
    ("paraphrase g", 200, "blocked failed maintenance soft-404 login", "Ministry", "<h1>Nothing to see here</h1><p>The link is out of date. Search the site or start at the home page.</p>"),
    ("paraphrase h", 200, "blocked failed maintenance soft-404 login", "Ministerio", "<h1>Vaya, esta página se ha perdido</h1><p>Puede que el enlace sea antiguo. Pruebe con el buscador.</p>"),
    ("paraphrase i", 200, "blocked failed maintenance soft-404 login", "Ministero", "<h1>Ops, qui non c'è nulla</h1><p>L'indirizzo digitato non corrisponde ad alcuna pagina del portale.</p>"),
    ("paraphrase j", 200, "blocked failed maintenance soft-404 login", "Ministerstwo", "<h1>Ups, nic tu nie ma</h1><p>Adres, który wpisano, nie prowadzi do żadnej strony serwisu.</p>"),
    ("paraphrase k", 200, "blocked failed maintenance soft-404 login", "وزارة", "<h1>عذرا، حدث خلل</h1><p>تعذر تحميل هذه الصفحة، يرجى المحاولة بعد قليل.</p>"),
    ("paraphrase l", 200, "blocked failed maintenance soft-404 login", "משרד", "<h1>אופס, משהו השתבש</h1><p>לא הצלחנו לטעון את הדף. נסו לרענן בעוד מספר דקות.</p>"),
    ("paraphrase m", 200, "blocked failed maintenance soft-404 login", "部", "<h1>页面加载失败</h1><p>网络开小差了，请刷新重试。</p>"),
    ("paraphrase n", 200, "blocked failed maintenance soft-404 login", "省", "<h1>ただいま混み合っています</h1><p>アクセスが集中しているため、しばらくしてからお試しください。</p>"),
    ("paraphrase o", 200, "blocked failed maintenance soft-404 login", "Bakanlık", "<h1>Bir sorun oluştu</h1><p>Sayfa şu anda görüntülenemiyor, lütfen birazdan yeniden deneyin.</p>"),
    ("paraphrase p", 200, "blocked failed maintenance soft-404 login", "Ministério", "<h1>O portal volta já</h1><p>Estamos a atualizar os nossos sistemas. Obrigado pela compreensão.</p>"),
    ("paraphrase q", 200, "blocked failed maintenance soft-404 login", "სამინისტრო", "<h1>საიტი დროებით არ მუშაობს</h1><p>გთხოვთ, შემოგვიარეთ მოგვიანებით.</p>"),
    ("paraphrase r", 200, "blocked failed maintenance soft-404 login", "Ministry", "<h1>Members area</h1><p>Please identify yourself to read on.</p><form><input type=password></form>"),
    ("paraphrase s", 200, "blocked failed maintenance soft-404 login", "Ministry", "<p>Your network address has made too many visits. Slow down and come back in an hour.</p>"),
    ("paraphrase t", 200, "blocked failed maintenance soft-404 login", "Ministère", "<p>Le serveur est surchargé. Réessayez dans quelques instants.</p>"),
    ("paraphrase w", 200, "blocked failed maintenance soft-404 login", "Ministry", "<h1>Site not configured</h1><p>This host is not linked to any project. Check your DNS records.</p>"),
    ("paraphrase y", 200, "blocked failed maintenance soft-404 login", "Ministry", "<h1>Application offline</h1><p>The worker process is restarting. Reload in a minute.</p>"),
]
# fmt: on


@pytest.mark.parametrize("has_previous", [False, True], ids=["at first", "after a good look"])
@pytest.mark.parametrize("row", PAGES, ids=[row[0] for row in PAGES])
def test_a_foreign_page_is_known_for_what_it_is(row: tuple[str, int, str, str, str], has_previous: bool) -> None:
    _, status, kinds, title, body = row

    verdict = assess(answer(compose_page(title, body), status), LAST_GOOD_LOOK if has_previous else None)

    assert str(verdict.kind) in kinds.split()


@pytest.mark.parametrize("has_previous", [False, True], ids=["at first", "after a good look"])
@pytest.mark.parametrize("row", PAGES, ids=[row[0] for row in PAGES])
def test_a_foreign_page_is_no_document_with_a_status_of_success_either(
    row: tuple[str, int, str, str, str], has_previous: bool
) -> None:
    *_, title, body = row

    verdict = assess(answer(compose_page(title, body)), LAST_GOOD_LOOK if has_previous else None)

    assert verdict.is_failure
