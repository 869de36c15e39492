"""A fourth round of pages, built as public ones are: hosts without a site, networks at the door, orders to block."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

FILLER = "We talk to everybody who sends us too much at once, and we look at what was sent, by whom, and how often. "


def page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


STAND_INS = {
    "an exclamation for a heading": page(
        "Harbour portal - Access denied",
        f"<h1>Oops...</h1><p>What you sent was caught by our abuse filters. {FILLER * 6}</p>",
    ),
    "a host without a project": page(
        "Hosting", "<p>No project was configured for this hostname: press.ministry.example</p>"
    ),
    "a domain without a site": page("Missing site", "<h1>Missing site</h1><p>That domain does not have any pages.</p>"),
    "no site at all": page("No Site For Domain", "<h1>No Site For Domain</h1>"),
    "a tunnel": page("", "<p>Tunnel 77ab.relay.example not found</p>"),
    "a name to claim": page(
        "Desks",
        "<h2>We could not find helpdesk.ministry.example</h2><p>Perhaps nobody took it so far.</p><p>Claim it now and set up a desk of your own.</p>",
    ),
    "an unknown site": page("404 - Unknown site", "<h2>404 error unknown site</h2><p>Nobody of that name here.</p>"),
    "welcome to a host": page(
        "ministry.example",
        "<div><h1>Welcome to ministry.example</h1><p>This domain is registered, but may still be available.</p></div>",
    ),
    "a suspended account": "<div><h3>Your hosting account has been temporarily suspended</h3><p>Ring us on weekdays to have it back.</p></div>",
    "a disabled domain": page(
        "Pages for shops",
        "<div class='parked-domain-section'><h1>Your pages are ready, let us turn them on again!</h1><p>Your domain has been disabled, since nobody took it over. Ring us today.</p></div>",
    ),
    "a misspelt repair": page("Films", "<h1>Five-Zero-Three</h1><h2>Server is under maintainance</h2>"),
    "a door to the network": page(
        "Harbour Hotel | Captive Portal",
        "<p><b>Welcome to the Harbour Hotel.</b></p><p>Click Go to connect to the Internet.</p><input type=checkbox><button>Go</button>",
    ),
    "characters in Spanish": page(
        "", "<h4>Escriba los caracteres que aparecen en la imagen:</h4><p>Gracias por su ayuda.</p>"
    ),
    "characters in French": page("", "<h4>Saisissez les caractères que vous voyez :</h4><p>Merci de votre aide.</p>"),
    "for now, in Russian": page("", "<h1>Доступ временно ограничен</h1><p>Код: 18-4</p>"),
    "for now, in Ukrainian": page("", "<h1>Доступ тимчасово обмежено</h1><p>Код: 18-4</p>"),
    "for now, in French": page("", "<h1>Accès temporairement suspendu</h1><p>Code : 18-4</p>"),
    "a country's order": page(
        "Notice", "<p>This page is not available in Freedonia since it violates the law on printed matter.</p>"
    ),
    "a ministry's order": page(
        "",
        "<center><h3>Sorry. Access to this page has been closed because the Ministry of Posts found what it holds contrary to the Act of 1998.</h3></center>",
    ),
    "a provider's letter": page(
        "SafeLine family",
        "<div>SafeLine family</div><div>Dear customer,<br>As you asked us on the day of your subscription, the site you are trying to visit is blocked for you.<br>Yours, Northern Telecom</div>",
    ),
    "an order in Russian, among offers": page(
        "Доступ к ресурсу ограничен",
        "<h1>Данный ресурс заблокирован!</h1><p>По постановлению от 3 марта.</p><h3>Ускоряйтесь!</h3>"
        + "<p>Подключите скорость до 500 Мбит/с за девять рублей в день, когда вам удобно.</p>" * 8,
    ),
    "a formula of the law": page(
        "Волна",
        "<h4>Доступ к информационному ресурсу ограничен на основании закона о связи</h4><h1>Цифровое телевидение</h1>"
        + "<p>Смотрите что угодно и когда угодно, первые сорок дней в подарок новым абонентам сети.</p>" * 8,
    ),
    "a court's order": page(
        "Blocked",
        "<p>Access to this site has been blocked by an order that the High Court made on 3 March.</p>"
        + "<p>Whoever runs the site, or pays for a line over which it was read, may ask the court within thirty days to change the order.</p>"
        * 4,
    ),
    "a country, in a heading, above news": page(
        "Blocked URL",
        "<h1>The website is not accessible in Freedonia</h1><p>The net serves us all. What you asked for is against the code of 2011.</p>"
        + "<h3>News</h3><p>The harbour company has pledged two million for a hall where young firms may set up shop.</p>"
        * 6,
    ),
    "a letter to a subscriber": page(
        "Ресурс заблокирован | Волна",
        "<h1>Уважаемый абонент!</h1><h2>Просим простить, но открыть это нельзя.</h2><ol><li>Доступ ограничен по решению суда или иной власти.</li></ol>"
        + "<p>Провайдер обязан выполнять решения в течение суток, а проверить запись в реестре может каждый.</p>" * 6,
    ),
    "frames alone": page(
        "Good net",
        "<div><a href='/'>Home</a></div><iframe src='//news.example/a'></iframe><iframe src='//news.example/b'></iframe><footer>2016</footer>",
    ),
    "a link alone": "<html><body><p><a href='/next'>Done. Press here to go on</a></p></body></html>",
    "a form beside lists": page(
        "Conectar",
        "<h1>Matrícula en línea</h1><form><input name=u><input type=password name=p><a href='#'>Conectar</a></form>"
        "<h1>Carreras</h1><table>"
        + "".join(f"<tr><td>Facultad {number}</td><td>Ingeniería forestal</td></tr>" for number in range(6))
        + "</table>",
    ),
    "a shutdown": page(
        "Message", "<h3>System is under shutdown for scheduled maintenance!!!</h3><p>Retry after some minutes.</p>"
    ),
    "a queue in Italian": page("Chat", "<h2>Sei in attesa.</h2><h3>Clienti prima di te:</h3>"),
    "a form below a long welcome": page(
        "",
        "<div><h1>Welcome to the ministry's very own identity service</h1><form><input name=u><input type=password name=p><button>Go</button></form></div>",
    ),
}

DOCUMENTS = {
    "sites that a court blocked": page(
        "Eleven websites blocked",
        "<h1>Eleven websites blocked by the court</h1><p>The court in Lviv ordered providers to block eleven sites that sold forged passports. The order runs until June.</p>",
    ),
    "a seized site": page(
        "Website seized in operation against fraud",
        "<h1>Website seized in operation against fraud</h1><p>Police of four countries seized the market on Tuesday and arrested nine persons in Odesa.</p>",
    ),
    "public internet": page(
        "Public internet access",
        "<h1>Public internet access</h1><p>Libraries in 300 villages will offer internet free of charge from May, the Minister said in Poltava.</p>",
    ),
    "illegal traffic": page(
        "Illegal traffic",
        "<h1>Illegal traffic in arms</h1><p>The delegation presented its report on illegal traffic in small arms to the Council.</p>",
    ),
    "no settlement found": page(
        "Statement", "<p>No settlement was found for the islands, the envoy said after talks in Geneva.</p>"
    ),
    "an account suspended": page(
        "Accounts of the foundation",
        "<h1>Accounts of the foundation suspended</h1><p>The court suspended three bank accounts of the foundation at the request of the Prosecutor General.</p>",
    ),
    "a heading with a host": page(
        "New portal diia.example opens",
        "<h1>Portal diia.example opens to citizens abroad</h1><p>From Monday citizens abroad may order passports at diia.example, the Ministry of Digital Affairs announced.</p>",
    ),
    "a password field below a statement": page(
        "Statement on the harbour",
        "<h1>Statement on the harbour and its dues</h1><p>Dues in the harbour of Odesa fall by a tenth in May.</p><form><input type=password></form>",
    ),
    "resource in Russian": page(
        "Водные ресурсы",
        "<h1>Доступ к водным ресурсам ограничен</h1><p>Власти области ограничили забор воды из реки до 15 августа из-за засухи.</p>",
    ),
    "a resource in Ukrainian": page(
        "Ресурси",
        "<h1>Ресурс двигунів обмежено нормою</h1><p>Міністерство оборони оприлюднило норму роботи двигунів для бригад на 2026 рік.</p>",
    ),
    "a list of two links": "<html><main><a href='/news/1'>Statement 1</a><a href='/news/2'>Statement 2</a></main></html>",
    "links beside a frame": page(
        "Documents",
        "<ul>"
        + "".join(
            f"<li><a href='/d/{year}'>Statements of the Ministry in {year}</a></li>" for year in range(2019, 2026)
        )
        + "</ul><iframe src='/map'></iframe>",
    ),
    "maintenance of dams": page(
        "Maintenance of dams",
        "<h1>Maintenance of dams along the Dnipro</h1><p>The Government set aside two billion for the maintenance of dams and locks.</p>",
    ),
}


def verdict_on(body: str) -> DispositionKind:
    headers = {"content-type": "text/html; charset=utf-8"}
    return assess(
        Exchange(url="https://ministry.example/news/1204", status=200, headers=headers, body=body.encode())
    ).kind


@pytest.mark.parametrize("body", STAND_INS.values(), ids=[name.replace(" ", "-") for name in STAND_INS])
def test_what_stands_in_a_document_s_place_is_no_document(body: str) -> None:
    kind = verdict_on(body)

    assert kind not in {DispositionKind.OK, DispositionKind.SUSPECT}


@pytest.mark.parametrize("body", DOCUMENTS.values(), ids=[name.replace(" ", "-") for name in DOCUMENTS])
def test_what_only_sounds_like_it_is_a_document(body: str) -> None:
    kind = verdict_on(body)

    assert kind is DispositionKind.OK
