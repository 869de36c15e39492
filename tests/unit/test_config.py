"""statediff.toml: what it says, and every fault of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from statediff import config, values
from statediff.errors import ConfigurationError, ExitCode
from statediff.model import WatchPhrase

WHOLE = """
contact = "desk@example.org"
archive = "kept/all.db"
language = "fr"

[fetch]
timeout-seconds = 12
delay-seconds = 0.5
private-hosts = ["localhost", "127.0.0.1:8000", "[::1]:8000"]
threads = 2

[[watch]]
phrase = "letter of intent"
language = "en"

[[watch]]
phrase = "угода"
rank = 2

[notify]
healthcheck-url = "https://checks.example.org/ping"

[source.mfa-en]
url = "https://mfa.example.org/en/statement"
title = "Joint statement"
publisher = "Ministry"
language = "en"
edition-of = "mfa-uk"
select = "main article"
remove = [".share", ".related"]
keep-links = true
every = "30m"
headers = { X-Reason = "archive" }
ignore-robots = "public-interest archive"

[source.mfa-uk]
url = "https://mfa.example.org/uk/statement"
language = "uk"
enabled = false
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "statediff.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as raised:
        config.load(write(folder, text))
    assert raised.value.exit_code == ExitCode.CONFIGURATION
    assert raised.value.subject == str(folder / "statediff.toml")
    return raised.value.faults


def source_faults(folder: Path, lines: str) -> tuple[str, ...]:
    return faults_of(folder, f'contact = "a@example.org"\n[source.a]\nurl = "https://a.example/"\n{lines}\n')


def test_a_whole_file_becomes_a_configuration(tmp_path: Path) -> None:
    loaded = config.load(write(tmp_path, WHOLE))

    english, ukrainian = loaded.sources
    assert loaded.archive == tmp_path / "kept" / "all.db"
    assert (loaded.contact, loaded.language) == ("desk@example.org", "fr")
    assert loaded.fetch.user_agent.startswith("statediff/")
    assert loaded.fetch.user_agent.endswith("(+desk@example.org)")
    assert (loaded.fetch.timeout_seconds, loaded.fetch.delay_seconds, loaded.fetch.threads) == (12.0, 0.5, 2)
    assert loaded.fetch.private_hosts == ("localhost", "127.0.0.1:8000", "[::1]:8000")
    assert loaded.watch == (
        WatchPhrase(phrase="letter of intent", language="en"),
        WatchPhrase(phrase="угода", rank=2),
    )
    assert loaded.notify.healthcheck_url == "https://checks.example.org/ping"
    assert (english.id, english.every_seconds, english.edition_of) == ("mfa-en", 1800, "mfa-uk")
    assert (english.rules.select, english.rules.remove) == (("main article",), (".share", ".related"))
    assert english.rules.language == "en"
    assert english.headers == (("X-Reason", "archive"),)
    assert english.ignore_robots == "public-interest archive"
    assert (ukrainian.enabled, ukrainian.every_seconds) == (False, 21_600)


def test_an_empty_file_watches_nothing_and_keeps_the_defaults(tmp_path: Path) -> None:
    loaded = config.load(write(tmp_path, ""))

    assert loaded.sources == ()
    assert loaded.archive == tmp_path / "snapshots" / "statediff.db"
    assert loaded.fetch.max_bytes == 52_428_800


def test_the_template_has_no_fault_and_nothing_in_it_is_enabled(tmp_path: Path) -> None:
    loaded = config.load(write(tmp_path, config.template()))

    assert len(loaded.sources) >= 8
    assert not [source.id for source in loaded.sources if source.enabled]
    assert config.template().count("# Not yet checked.") == len(loaded.sources)


def test_a_source_of_the_template_is_enabled_only_with_a_contact_of_ones_own(tmp_path: Path) -> None:
    text = config.template().replace("enabled = false", "enabled = true")

    faults = faults_of(tmp_path, text)
    mended = config.load(write(tmp_path, text.replace(config.PLACEHOLDER_CONTACT, "desk@example.org")))

    assert faults == (
        "contact: still the template's example; say how a webmaster reaches you before a source is enabled",
    )
    assert all(source.enabled for source in mended.sources)


def test_every_fault_is_told_at_once_with_its_key_path(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        'contcat = "a@example.org"\n[fetch]\ntimeout = 3\n[source.a]\nurl = "ftp://a.example/"\nevery = "soon"\n'
        '[source.b]\nedition_of = "a"\n',
    )

    assert faults == (
        'contcat: unknown key; did you mean "contact"?',
        'fetch.timeout: unknown key; did you mean "timeout-seconds"?',
        'source.a.url: "ftp://a.example/" does not begin with https:// or http://',
        'source.a.every: "soon" is no duration such as "30m", "6h", "1d" or "2w"',
        'source.b.edition_of: unknown key; did you mean "edition-of"?',
        "source.b.url: missing; every source has an address",
        'contact: missing; say how a webmaster reaches you, such as contact = "you@example.org"',
    )


def test_what_only_a_caller_knows_of_a_text_is_checked_with_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_text('[source.one]\nurl = "ftp://x"\nselect = ["good", "bad"]\nremove = "bad"\n')

    with pytest.raises(ConfigurationError) as caught:
        config.load(path, checks={"select": lambda text: "is bad" if text == "bad" else None, "remove": lambda _: None})

    assert "source.one.select: is bad" in caught.value.faults
    assert any(fault.startswith("source.one.url") for fault in caught.value.faults)
    assert not any(fault.startswith("source.one.remove") for fault in caught.value.faults)


def test_every_fault_stands_in_the_message_under_the_name_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "one = 1\ntwo = 2\n")

    with pytest.raises(ConfigurationError) as raised:
        config.load(path)

    assert str(raised.value).splitlines() == [f"{path}: ", "  one: unknown key", "  two: unknown key"]


@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table, keys in config.known_keys().items() for key in keys]
)
def test_a_value_of_the_wrong_kind_is_a_fault_of_its_key(tmp_path: Path, table: str, key: str) -> None:
    head = {"": "", "watch": "[[watch]]\n", "search": "[[search]]\n", "source": "[source.a]\n"}.get(
        table, f"[{table}]\n"
    )
    place = {"": "", "watch": "watch[1].", "search": "search[1].", "source": "source.a."}.get(table, f"{table}.")

    faults = faults_of(tmp_path, f"{head}{key} = 1979-05-27\n")

    assert any(fault.startswith(f"{place}{key}: ") and "date" in fault for fault in faults)


@pytest.mark.parametrize(
    ("source_id", "reason"),
    [
        ("../x", "made of the letters"),
        ("..", "made of the letters"),
        ("a/b", "made of the letters"),
        ("a@v3", "made of the letters"),
        ("a~2", "made of the letters"),
        ("-rf", "made of the letters"),
        ("a--b", "made of the letters"),
        ("міністерство", "made of the letters"),
        ("e\\u0301", "made of the letters"),
        ("a b", "made of the letters"),
        ("a\\u0000b", "made of the letters"),
        ("CON", "name of a device"),
        ("lpt9", "name of a device"),
        ("a" * 300, "has 300"),
        ("", "may not be empty"),
    ],
)
def test_a_source_id_that_is_no_safe_name_is_refused_with_a_reason(tmp_path: Path, source_id: str, reason: str) -> None:
    faults = faults_of(tmp_path, f'contact = "a@example.org"\n[source."{source_id}"]\nurl = "https://a.example/"\n')

    assert len(faults) == 1
    assert reason in faults[0]
    assert faults[0].isprintable()


@pytest.mark.parametrize("source_id", ["mfa-en", "a", "A1", "nato_2026", "x" * 64, "console"])
def test_a_plain_source_id_is_accepted(source_id: str) -> None:
    assert values.why_bad_id(source_id) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mfa.example.org/news", 'did you mean "https://mfa.example.org/news"?'),
        ("file:///etc/passwd", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
        ("data:text/html,x", "does not begin with"),
        ("https://", "names no host"),
        ("https:///path", "names no host"),
        ("https://a..b/", "names no host"),
        ("https://name:secret@a.example/", "user name or password"),
        ("https://name@a.example/", "user name or password"),
        ("https://a.example:99999/", "is no address"),
        ("https://a.example:x/", "is no address"),
        ("https://[::1/", "is no address"),
        ("https://a.example/ b", "white space"),
        ("https://a.example/\\u001b[31m", "control character"),
    ],
)
def test_an_address_that_cannot_be_visited_is_refused_with_a_reason(tmp_path: Path, url: str, reason: str) -> None:
    faults = faults_of(tmp_path, f'contact = "a@example.org"\n[source.a]\nurl = "{url}"\n')

    assert len(faults) == 1
    assert faults[0].startswith("source.a.url: ")
    assert reason in faults[0]
    assert faults[0].isprintable()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/", "https://[::1]/", "https://міністерство.укр/новини", "https://a.example./x?y#z"]
)
def test_an_address_of_the_web_is_accepted(url: str) -> None:
    assert values.why_bad_url(url) is None


def test_a_password_in_an_address_is_not_repeated_in_the_message() -> None:
    reason = values.why_bad_url("https://name:secret@a.example/")

    assert "secret" not in str(reason)


@pytest.mark.parametrize(
    ("text", "seconds"), [("1m", 60), ("30m", 1800), ("6h", 21_600), ("1d", 86_400), ("2w", 1_209_600), ("90s", 90)]
)
def test_a_duration_is_read_in_seconds(text: str, seconds: int) -> None:
    assert values.parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "6", "h", "6 h", "1h30m", "-1h", "1.5h", "٣h", "10s", "400d", "99999999999h"])
def test_a_duration_that_cannot_be_meant_is_refused(tmp_path: Path, text: str) -> None:
    faults = source_faults(tmp_path, f'every = "{text}"')

    assert len(faults) == 1
    assert faults[0].startswith("source.a.every: ")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ignore-robots = true", 'ignore-robots: must be the reason in words, such as "public-interest archive"'),
        ('ignore-robots = ""', "ignore-robots: may not be empty"),
        ('language = "english please"', 'language: "english please" is no language tag'),
        ("select = []\nremove = [1]", "remove: must be text in quotes, not a number"),
        ('select = ""', "select: may not be empty"),
        ('discover = "rss"', 'discover: must be one of feed, sitemap, listing, not "rss"'),
        ('enabled = "yes"', "enabled: must be true or false, not text"),
        ('pin = "sha1:00"', 'pin: must be "sha256:"'),
        ('ca-file = "ca.pem"', "ca-file: there is no file"),
        ('edition-of = "a"', "edition-of: names the source itself"),
        ('edition-of = "../up"', "edition-of: a source id is made of"),
        ('headers = { Cookie = "a=b" }', 'headers: "Cookie" is a secret'),
        ('headers = { Host = "b" }', 'headers: "Host" is set by statediff itself'),
        ('headers = { "X Y" = "b" }', 'headers: "X Y" is no header name'),
        ('headers = { X-Y = "b\\r\\nZ: c" }', "headers: holds a control character"),
        ('headers = { X-Y = "є" }', "headers: is sent in a request header"),
        ('title = "a\\u001b[31m"', "title: holds a control character"),
        ('archive = "x.db"', "archive: unknown key; it belongs at the top of the file, before the first table"),
        ("timeout-seconds = 3", "timeout-seconds: unknown key; it belongs in [fetch]"),
        ('selector = "main"', 'selector: unknown key; did you mean "select"?'),
    ],
)
def test_a_wrong_value_of_a_source_is_told_in_words(tmp_path: Path, line: str, fault: str) -> None:
    faults = source_faults(tmp_path, line)

    assert len(faults) == 1
    assert faults[0].startswith(f"source.a.{fault}")


def test_hosts_that_a_listing_may_name_are_names_and_nothing_else(tmp_path: Path) -> None:
    good = '[source.a]\nurl = "https://a.example/"\nenabled = false\nallow-hosts = ["news.example", "*.B.example"]\n'
    faults = faults_of(tmp_path, good.replace('"news.example"', '"https://news.example/"'))

    assert faults == ('source.a.allow-hosts: "https://news.example/" is no host such as "news.example" or "*.example"',)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('contact = "me"', 'contact: "me" is neither an e-mail address nor a web address'),
        ('contact = "я@example.org"', "contact: is sent in a request header"),
        ('language = "de"', 'language: must be one of en, fr, uk, not "de"'),
        ("[fetch]\ntimeout-seconds = 0", "fetch.timeout-seconds: must be between 1 and 600, not 0"),
        ("[fetch]\ntimeout-seconds = nan", "fetch.timeout-seconds: must be between 1 and 600, not nan"),
        ("[fetch]\ntimeout-seconds = true", "fetch.timeout-seconds: must be a number, not true or false"),
        ("[fetch]\nthreads = 1.5", "fetch.threads: must be a whole number, not a number"),
        ("[fetch]\nthreads = 0", "fetch.threads: must be between 1 and 64, not 0"),
        ('[fetch]\nprivate-hosts = ["http://localhost"]', 'fetch.private-hosts: "http://localhost" is no host'),
        ('[fetch]\nprivate-hosts = ["a b"]', 'fetch.private-hosts: "a b" is no host'),
        ("[watch]\nphrase = 'x'", "watch: must be tables such as [[watch]], with double brackets, not a table"),
        ("[[watch]]\nrank = 1", "watch[1].phrase: missing"),
        (
            '[notify]\nhealthcheck-url = "https://token@x"',
            "notify.healthcheck-url: an address may not hold a user name",
        ),
        ("fetch = 3", "fetch: must be a table, not a number"),
        ("source = 3", "source: must be tables such as [source.mfa-en], not a number"),
        ("[source]\na = 3", "source.a: must be a table, not a number"),
        ('[sources.a]\nurl = "https://a.example"', 'sources: unknown key; did you mean "source"?'),
    ],
)
def test_a_wrong_setting_is_told_in_words(tmp_path: Path, text: str, fault: str) -> None:
    faults = faults_of(tmp_path, text)

    assert faults[0].startswith(fault)


def test_two_ids_that_differ_in_case_only_are_one_file_name_too_many(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        'contact = "a@example.org"\n[source.mfa]\nurl = "https://a.example"\n[source.MFA]\nurl = "https://b.example"\n',
    )

    assert faults == ("source.MFA: differs from source.mfa in case only; ids become file names",)


def test_a_source_id_twice_is_told_with_its_line(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, '[source.a]\nurl = "https://a.example"\n\n[source.a]\nurl = "https://b.example"\n')

    assert len(faults) == 1
    assert "line 4" in faults[0]


def test_a_slip_in_the_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, "contact = 'a@example.org'\nlanguage = en\n")

    assert len(faults) == 1
    assert "line 2" in faults[0]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_bytes(b'contact = "a@example.org"\n# caf\xe9\n')

    with pytest.raises(ConfigurationError) as raised:
        config.load(path)

    assert raised.value.faults == ("line 2 is not UTF-8",)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "statediff.toml"
    path.write_bytes(b"\xef\xbb\xbflanguage = 'uk'\r\n")

    assert config.load(path).language == "uk"


def test_a_missing_file_and_a_folder_are_told_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such file; run `statediff init`"):
        config.load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        config.load(tmp_path)


def test_an_edition_of_a_group_is_free_but_a_slip_for_another_name_is_not(tmp_path: Path) -> None:
    free = WHOLE.replace('edition-of = "mfa-uk"', 'edition-of = "joint-statement"')
    slip = WHOLE.replace('edition-of = "mfa-uk"', 'edition-of = "mfa-ukr"')

    loaded = config.load(write(tmp_path, free))
    faults = faults_of(tmp_path, slip)

    assert loaded.sources[0].edition_of == "joint-statement"
    assert [fault.partition("; ") for fault in faults] == [
        (
            'source.mfa-en.edition-of: "mfa-ukr" is no source and no other source is an edition of it',
            "; ",
            'did you mean "mfa-uk"?',
        )
    ]


def test_overrides_outrank_the_file_and_are_checked_like_it(tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE.replace('contact = "desk@example.org"\n', ""))

    loaded = config.load(path, overrides={"contact": "night@example.org", "archive": "other.db", "language": None})

    assert (loaded.contact, loaded.archive, loaded.language) == ("night@example.org", Path("other.db"), "fr")
    assert "night@example.org" in loaded.fetch.user_agent
    with pytest.raises(ConfigurationError, match='contact: "nobody" is neither'):
        config.load(path, overrides={"contact": "nobody"})


def test_a_user_agent_of_ones_own_still_names_the_contact(tmp_path: Path) -> None:
    text = 'contact = "a@example.org"\n[fetch]\nuser-agent = "newsroom-archive/2"\n'

    assert config.load(write(tmp_path, text)).fetch.user_agent == "newsroom-archive/2 (+a@example.org)"


def test_a_ca_file_is_found_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("-", encoding="ascii")

    loaded = config.load(
        write(tmp_path, 'contact = "a@example.org"\n[source.a]\nurl = "https://a.example"\nca-file = "ca.pem"\n')
    )

    assert loaded.sources[0].ca_file == str(tmp_path / "ca.pem")


def test_a_saved_search_has_a_name_of_its_own_and_a_phrase(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, '[[search]]\nname = "Intent"\nphrase = "letter"\n[[search]]\nname = "intent"\n')

    assert faults == ("search[2].phrase: missing", "search[2].name: search[1] bears that name already")


def test_saved_searches_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    first = '[[search]]\nname = "b"\nphrase = "sign*"\nfamily = true\nsources = ["x"]\n'
    path = write(tmp_path, first + '[[search]]\nname = "a"\nphrase = "y"\n')

    searches = config.load(path).searches

    assert [(one.name, one.phrase, one.family, one.sources) for one in searches] == [
        ("b", "sign*", True, ("x",)),
        ("a", "y", False, ()),
    ]
