"""A page that a script writes is watched when its source asks for a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import CommandLine
from servers import ScriptedServer
from statediff.archive import open_archive
from statediff.fetcher import find_browser

SHELL = """<!DOCTYPE html><html lang="en"><head><title>Statement</title></head><body>
<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/app.js"></script>
</body></html>"""
SCRIPT = """
fetch("/statement.json").then((answer) => answer.json()).then((statement) => {
  document.getElementById("root").innerHTML =
    "<main><h1>Joint statement</h1>" + statement.map((text) => "<p>" + text + "</p>").join("") + "</main>";
});
"""
TEXT = "The two ministries signed a letter of intent on the joint production of interceptor drones in both countries."


@pytest.mark.browser
def test_a_script_written_page_needs_javascript_and_has_its_wording_once_it_is_rendered(
    tmp_path: Path, server: ScriptedServer
) -> None:
    if find_browser() is None:
        pytest.skip("no Chromium here")
    cli = CommandLine(tmp_path)
    path = cli.configure(app=server.script("/", SHELL))
    server.script("/app.js", SCRIPT)
    server.script("/statement.json", f'["{TEXT}", "A working group meets every month."]')

    plain = cli("track")
    path.write_text(path.read_text() + "render = true\n")
    rendered = cli("track", "app")
    shown = cli("show", "app")

    assert plain.code == 3
    assert "needs-javascript" in plain.err
    assert "render = true" in plain.err
    assert rendered.code == 0, rendered.err
    assert rendered.out.startswith("app@v1\tfirst")
    assert TEXT in " ".join(shown.out.split())
    with open_archive(next(tmp_path.rglob("*.db"))) as archive:
        exchange = archive.exchange(2)
        assert TEXT.encode() in exchange.body
        assert exchange.hops[-1].response.endswith(SHELL.encode())
        assert exchange.hops[-1].request.startswith(b"GET / HTTP/1.1\r\n")
