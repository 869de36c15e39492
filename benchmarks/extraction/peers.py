"""Other extractors, installed into an environment of their own and asked for the same pages."""

from __future__ import annotations

import json
import subprocess
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(tempfile.gettempdir()) / "statediff-benchmark-peers"
NAMES = {
    "trafilatura": "trafilatura",
    "readability-lxml": "readability-lxml[html_clean]",
    "resiliparse": "resiliparse",
    "inscriptis": "inscriptis",
    "html2text": "html2text",
    "Beautiful Soup": "beautifulsoup4",
}
"""Main text (the first three), and all text as watchers read it: inscriptis is what changedetection.io reads a page
with, html2text the usual filter of webchanges, and the text of Beautiful Soup one of urlwatch and, by its selector,
Klaxon."""
SECONDS = 600
PROGRAM = r"""
import json, re, sys, time
name, path = sys.argv[1], sys.argv[2]
if name == "trafilatura":
    import trafilatura
    version = trafilatura.__version__
    def extract(html): return trafilatura.extract(html) or ""
elif name == "readability-lxml":
    import importlib.metadata, lxml.html, readability
    version = importlib.metadata.version("readability-lxml")
    def extract(html): return lxml.html.fromstring(readability.Document(html).summary()).text_content()
elif name == "inscriptis":
    import importlib.metadata, inscriptis
    version = importlib.metadata.version("inscriptis")
    def extract(html): return inscriptis.get_text(html)
elif name == "html2text":
    import html2text
    version = ".".join(map(str, html2text.__version__))
    def extract(html):
        reader = html2text.HTML2Text(bodywidth=0)
        reader.ignore_links = reader.ignore_images = True
        return reader.handle(html)
elif name == "Beautiful Soup":
    import bs4
    version = bs4.__version__
    def extract(html):
        soup = bs4.BeautifulSoup(html, "html.parser")
        for tag in soup(["script", "style", "noscript", "template"]):
            tag.decompose()
        return soup.get_text(" ")
else:
    import importlib.metadata
    from resiliparse.extract.html2text import extract_plain_text
    version = importlib.metadata.version("resiliparse")
    def extract(html): return extract_plain_text(html, main_content=True)
def words(html):
    try:
        return re.findall(r"\w+", extract(html))
    except Exception as error:
        return ["failed", str(error)]
asked = json.load(open(path, encoding="utf-8"))
differ = {kind: sum(words(old) != words(new) for old, new in asked[kind]) for kind in ("alarms", "edits")}
start = time.process_time()
for html in asked["plain"]:
    words(html)
spent = time.process_time() - start
json.dump({"version": version, "spent": spent, **differ}, sys.stdout)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What another extractor makes of the pages."""

    name: str
    alarms: float
    found: float
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """One installed extractor."""

    name: str
    python: Path

    @classmethod
    def install(cls) -> Iterator[Peers]:
        """Yield each extractor that could be installed; say why of the others."""
        for name, requirement in NAMES.items():
            home = HOME / name
            python = home / "bin" / "python"
            if not (home / "installed").is_file():
                venv.create(home, with_pip=True, clear=True)
                # An older pip stumbles over extras that are spelt in two ways.
                for wanted in (["--upgrade", "pip"], [requirement]):
                    done = subprocess.run(
                        [python, "-m", "pip", "install", "--quiet", *wanted],
                        capture_output=True,
                        text=True,
                        check=False,
                        timeout=SECONDS,
                    )
                if done.returncode:
                    print(f"{name:<20} skipped: not installed ({done.stderr.strip().splitlines()[-1:]})")
                    continue
                (home / "installed").touch()
            yield cls(name=name, python=python)

    def measure(
        self, alarms: Sequence[tuple[str, str]], edits: Sequence[tuple[str, str]], plain: Sequence[str]
    ) -> Answer:
        """Ask for all pages at once.

        Raises: OSError or ValueError when the extractor fails as a whole.
        """
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as asked:
            json.dump({"alarms": alarms, "edits": edits, "plain": plain}, asked)
            asked.flush()
            done = subprocess.run(
                [self.python, "-c", PROGRAM, self.name, asked.name],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        answer = json.loads(done.stdout)
        return Answer(
            name=f"{self.name} {answer['version']}",
            alarms=answer["alarms"] / max(1, len(alarms)),
            found=answer["edits"] / max(1, len(edits)),
            milliseconds=1000 * answer["spent"] / max(1, len(plain)),
        )
