"""Refusals and errors in many languages, worded as nobody else words them, beside short statements in the same ones."""

# ruff: noqa: E501 -- the pages stand in lines as long as their own

from __future__ import annotations

import pytest

from statediff.fetcher import assess
from statediff.model import DispositionKind, Exchange

ERRORS = {
    "czech": "<h1>Něco se nepovedlo</h1><p>Server nemůže požadovanou stránku načíst, došlo k chybě. Zkuste to prosím znovu za několik minut nebo kontaktujte správce webu.</p>",
    "slovak": "<h1>Niečo zlyhalo</h1><p>Požadovaná stránka neexistuje alebo sa ju nepodarilo načítať. Skontrolujte adresu a skúste to neskôr, prípadne kontaktujte správcu servera.</p>",
    "hungarian": "<h1>Hoppá</h1><p>A kért oldal nem található ezen a kiszolgálón. Ellenőrizze a címet, próbálja újra később, vagy forduljon a rendszergazdához.</p>",
    "romanian": "<h1>Ceva nu a mers</h1><p>Pagina solicitată nu a fost găsită pe acest server. Verificați adresa sau încercați din nou mai târziu. Ne cerem scuze.</p>",
    "bulgarian": "<h1>Нещо се обърка</h1><p>Търсената от вас страница не бе намерена на този сървър. Опитайте отново по-късно или се свържете с администратора на сайта.</p>",
    "serbian": "<h1>Упс</h1><p>Тражена страница није пронађена на овом серверу. Проверите адресу, покушајте поново касније или контактирајте администратора сајта.</p>",
    "croatian": "<h1>Ups</h1><p>Tražena stranica nije pronađena na ovom poslužitelju. Provjerite adresu, pokušajte ponovo kasnije ili kontaktirajte administratora.</p>",
    "slovene": "<h1>Ups</h1><p>Do strežnika ni mogoče vzpostaviti povezave, prišlo je do napake. Poskusite znova kasneje ali obvestite skrbnika strani.</p>",
    "finnish": "<h1>Hups</h1><p>Pyytämääsi sivua ei löytynyt tältä palvelimelta. Tarkista osoite, yritä myöhemmin uudelleen tai ota yhteyttä ylläpitäjään.</p>",
    "estonian": "<h1>Oih</h1><p>Päringut ei õnnestunud täita, serveris tekkis viga. Proovige hiljem uuesti või võtke ühendust administraatoriga.</p>",
    "lithuanian": "<h1>Oi</h1><p>Jūsų ieškomas puslapis nerastas šiame serveryje. Patikrinkite adresą, pabandykite vėliau arba susisiekite su administratoriumi.</p>",
    "latvian": "<h1>Ak vai</h1><p>Pieprasītā lapa nav atrasta šajā serverī. Pārbaudiet adresi, mēģiniet vēlāk vēlreiz vai sazinieties ar administratoru.</p>",
    "dutch": "<h1>Oeps</h1><p>De server kan de gevraagde pagina niet ophalen. Controleer het adres, probeer het later opnieuw of neem contact op met de beheerder.</p>",
    "afrikaans": "<h1>Eina</h1><p>Die bladsy is nie gevind nie. Kontroleer asseblief die adres, probeer later weer of kontak die administrateur van hierdie webwerf.</p>",
    "swedish": "<h1>Hoppsan</h1><p>Sidan kunde inte hämtas från servern, ett fel uppstod. Försök igen om några minuter eller kontakta administratören.</p>",
    "danish": "<h1>Hovsa</h1><p>Serveren kunne ikke hente siden, der opstod en fejl. Prøv igen senere eller kontakt administratoren af webstedet.</p>",
    "norwegian": "<h1>Oi da</h1><p>Tjeneren kunne ikke hente siden, det oppstod en feil. Prøv igjen senere eller kontakt administratoren for nettstedet.</p>",
    "armenian": "<h1>Վայ</h1><p>Ձեր հարցումը մերժվել է, սերվերի սխալ է տեղի ունեցել։ Խնդրում ենք փորձել կրկին կամ կապվել կայքի ադմինիստրատորի հետ։</p>",
    "azerbaijani": "<h1>Vay</h1><p>Serverə qoşulma mümkün olmadı, xəta baş verdi. Zəhmət olmasa bir az sonra yenidən cəhd edin və ya administratora müraciət edin.</p>",
    "uzbek": "<h1>Voy</h1><p>Sahifa topilmadi, serverda xatolik yuz berdi. Iltimos, keyinroq qayta urinib koʻring yoki administratorga murojaat qiling.</p>",
    "vietnamese": "<h1>Ôi</h1><p>Máy chủ không thể tải trang bạn yêu cầu. Vui lòng kiểm tra địa chỉ, thử lại sau hoặc liên hệ quản trị viên.</p>",
    "indonesian": "<h1>Aduh</h1><p>Halaman yang Anda minta tidak dapat ditemukan di server ini. Silakan periksa alamat, coba lagi nanti atau hubungi administrator.</p>",
    "catalan": "<h1>Ai</h1><p>El servidor no ha trobat la pàgina. Comproveu l'adreça, torneu a provar-ho més tard o contacteu amb l'administrador del lloc web.</p>",
    "traditional chinese": "<h1>哎呀</h1><p>伺服器無法載入您要求的網頁,請檢查網址,稍後重試,或聯絡網站管理員。</p>",
    "korean": "<h1>이런</h1><p>서버에서 요청하신 페이지를 찾을 수 없습니다. 주소를 확인하시고 잠시 후 다시 시도하시거나 관리자에게 문의해 주십시오.</p>",
}

STATEMENTS = {
    "czech": "<h1>Prohlášení k volbám</h1><p>Ministr dnes přijal velvyslance a ocenil pokojný průběh voleb. Obě strany chtějí posílit obchod.</p>",
    "slovak": "<h1>Vyhlásenie k summitu</h1><p>Minister dnes rokoval s partnermi o bezpečnosti hraníc. Strany sa dohodli na ďalšom stretnutí v marci.</p>",
    "hungarian": "<h1>Közlemény a határnyitásról</h1><p>A miniszter ma fogadta a nagykövetet. A felek megállapodtak, hogy az átkelőhely hétfőtől ismét nyitva lesz.</p>",
    "romanian": "<h1>Comunicat privind frontiera</h1><p>Ministrul a discutat azi cu omologul său despre redeschiderea punctului de trecere. Părțile se reunesc în martie.</p>",
    "bulgarian": "<h1>Изявление за границата</h1><p>Министърът прие днес посланика. Двете страни ще отворят пункта за преминаване в понеделник.</p>",
    "serbian": "<h1>Саопштење о преговорима</h1><p>Министар је данас разговарао са амбасадором о трговини. Следећи састанак је у марту.</p>",
    "croatian": "<h1>Priopćenje o pregovorima</h1><p>Ministar je danas primio veleposlanika. Razgovarali su o trgovini i otvaranju graničnog prijelaza.</p>",
    "finnish": "<h1>Lausunto rajasta</h1><p>Ministeri tapasi tänään suurlähettilään. Osapuolet avaavat rajanylityspaikan maanantaina.</p>",
    "estonian": "<h1>Avaldus piiri kohta</h1><p>Minister kohtus täna suursaadikuga. Pooled avavad piiripunkti esmaspäeval ja jätkavad kõnelusi märtsis.</p>",
    "lithuanian": "<h1>Pareiškimas dėl sienos</h1><p>Ministras šiandien susitiko su ambasadoriumi. Šalys pirmadienį atidarys pasienio punktą.</p>",
    "latvian": "<h1>Paziņojums par robežu</h1><p>Ministrs šodien tikās ar vēstnieku. Puses pirmdien atvērs robežpunktu un martā turpinās sarunas.</p>",
    "dutch": "<h1>Verklaring over de grens</h1><p>De minister ontving vandaag de ambassadeur. Beide landen openen de grenspost maandag en praten in maart verder.</p>",
    "swedish": "<h1>Uttalande om gränsen</h1><p>Ministern träffade i dag ambassadören. Länderna öppnar gränsstationen på måndag och fortsätter samtalen i mars.</p>",
    "danish": "<h1>Udtalelse om grænsen</h1><p>Ministeren mødte i dag ambassadøren. Landene åbner grænseovergangen på mandag og fortsætter drøftelserne i marts.</p>",
    "armenian": "<h1>Հայտարարություն սահմանի մասին</h1><p>Նախարարն այսօր ընդունեց դեսպանին։ Կողմերը երկուշաբթի կբացեն սահմանային անցակետը։</p>",
    "azerbaijani": "<h1>Sərhəd haqqında bəyanat</h1><p>Nazir bu gün səfiri qəbul edib. Tərəflər bazar ertəsi sərhəd məntəqəsini açacaqlar.</p>",
    "vietnamese": "<h1>Tuyên bố về biên giới</h1><p>Hôm nay Bộ trưởng đã tiếp Đại sứ. Hai bên sẽ mở cửa khẩu vào thứ Hai và họp lại vào tháng Ba.</p>",
    "indonesian": "<h1>Pernyataan tentang perbatasan</h1><p>Menteri hari ini menerima Duta Besar. Kedua negara akan membuka pos perbatasan pada hari Senin.</p>",
    "catalan": "<h1>Declaració sobre la frontera</h1><p>El ministre ha rebut avui l'ambaixador. Les parts obriran el pas fronterer dilluns.</p>",
    "korean": "<h1>국경에 관한 성명</h1><p>장관은 오늘 대사를 접견하였다. 양측은 월요일에 국경 검문소를 열기로 합의하였다.</p>",
}


def verdict_on(body: str, title: str = "Portal") -> DispositionKind:
    markup = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    headers = {"content-type": "text/html; charset=utf-8"}
    return assess(
        Exchange(url="https://ministry.example/news/1204", status=200, headers=headers, body=markup.encode())
    ).kind


@pytest.mark.parametrize("body", ERRORS.values(), ids=[name.replace(" ", "-") for name in ERRORS])
def test_an_error_in_a_less_common_language_is_no_document(body: str) -> None:
    kind = verdict_on(body)

    assert kind is not DispositionKind.OK


@pytest.mark.parametrize("body", STATEMENTS.values(), ids=list(STATEMENTS))
def test_a_short_statement_in_a_less_common_language_is_a_document(body: str) -> None:
    kind = verdict_on(body, title="Statement")

    assert kind is DispositionKind.OK


def test_the_address_and_the_incident_that_an_error_page_prints_do_not_hide_what_it_says() -> None:
    body = (
        "<h1>Oh dear</h1><p>Your request for https://ministry.example/en/news/2026/statement-on-the-grain-corridor-and-on-ports"
        " was not answered by the server. Please try again later. 203.0.113.77, 12:44:09, 7f3c9a1be2d04c55a1, webmaster@ministry.example</p>"
    )

    kind = verdict_on(body)

    assert kind is not DispositionKind.OK
