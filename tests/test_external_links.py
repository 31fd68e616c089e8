"""Whether sources still answer: what an answer means, what is kept, what a maintainer is told."""

import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from guidance import external_links
from guidance.external_links import Answer, Result
from guidance.settings import SettingsError

from tests.helpers.project import guidance, guide, small_project

MONDAY, NEXT, THIRD = date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7)
URL = "https://www.mps.gov.cn/a"


# ------------------------------------------------------------------- what an answer means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("200", "alive"),
        ("206", "alive"),
        ("404", "gone"),
        ("410", "gone"),
        ("no such host", "gone"),
        ("301", "unseen"),
        ("400", "unseen"),
        ("401", "unseen"),
        ("403", "unseen"),
        ("412", "unseen"),
        ("429", "unseen"),
        ("451", "unseen"),
        ("500", "unseen"),
        ("503", "unseen"),
        ("timeout", "unseen"),
        ("no connection", "unseen"),
        ("not asked", "unseen"),
    ],
)
def test_an_answer_means_alive_gone_or_nothing(said: str, means: str) -> None:
    assert external_links.meaning(said) == means


@pytest.mark.parametrize(
    ("story", "state", "since"),
    [
        pytest.param(["200"], "alive", MONDAY, id="alive"),
        pytest.param(["200", "204"], "alive", MONDAY, id="still alive"),
        pytest.param(["404"], "unseen", MONDAY, id="gone once is not dead"),
        pytest.param(["404", "404"], "dead", MONDAY, id="gone twice is"),
        pytest.param(["404", "no such host"], "dead", MONDAY, id="gone in two ways"),
        pytest.param(["200", "404"], "unseen", NEXT, id="was alive, gone once"),
        pytest.param(["403", "404"], "unseen", NEXT, id="was unseen, gone once"),
        pytest.param(["404", "403", "404"], "unseen", THIRD, id="gone twice, not in a row"),
        pytest.param(["404", "404", "404"], "dead", MONDAY, id="still dead"),
        pytest.param(["404", "404", "200"], "alive", THIRD, id="came back"),
        pytest.param(["404", "404", "timeout"], "unseen", THIRD, id="was dead, cannot be seen"),
        pytest.param(["403", "timeout", "429"], "unseen", MONDAY, id="never seen"),
    ],
)
def test_a_page_is_dead_when_it_was_gone_twice_in_a_row(
    story: list[str], state: str, since: date
) -> None:
    result = None
    for said, day in zip(story, (MONDAY, NEXT, THIRD), strict=False):
        result = external_links.next_result(result, Answer(said), day)
    assert result is not None
    assert (result.state, result.since, result.answer) == (state, since, story[-1])


def test_two_looks_on_one_day_are_one() -> None:
    first = external_links.next_result(None, Answer("404"), MONDAY)
    assert external_links.next_result(first, Answer("404"), MONDAY).state == "unseen"


def test_a_machine_that_sees_nothing_writes_nothing_down() -> None:
    found = {URL: Answer("no such host"), "https://b.example": Answer("timeout")}
    with pytest.raises(SettingsError, match="no address answered, so nothing was written"):
        external_links.next_results({}, found, MONDAY)


def test_an_address_that_no_record_names_any_more_is_forgotten() -> None:
    before = {"https://old.example": Result("dead", "404", MONDAY)}
    assert list(external_links.next_results(before, {URL: Answer("200")}, NEXT)) == [URL]


# ------------------------------------------------------------------- what lychee reports


def entry(line: int, status: dict[str, Any], *redirects: str) -> dict[str, Any]:
    found: dict[str, Any] = {"url": "as lychee writes it", "status": status, "span": {"line": line}}
    if redirects:
        found["redirects"] = {
            "origin": "",
            "redirects": [{"url": u, "code": 302} for u in redirects],
        }
    return found


@pytest.mark.parametrize(
    ("kind", "status", "redirects", "answer"),
    [
        ("success_map", {"text": "200 OK", "code": 200}, (), Answer("200")),
        ("error_map", {"text": "Rejected status code: 404", "code": 404}, (), Answer("404")),
        ("timeout_map", {"text": "Timeout"}, (), Answer("timeout")),
        ("error_map", {"text": "received corrupt message"}, (), Answer("no connection")),
        ("excluded_map", {"text": "Excluded"}, (), Answer("not asked")),
        ("success_map", {"code": 200}, ("https://app.mps.gov.cn/",), Answer("200")),
        ("success_map", {"code": 200}, ("https://mps.gov.cn/", URL), Answer("200")),
        ("success_map", {"code": 200}, ("https://bet.example/",), Answer("200", "bet.example")),
        ("success_map", {"code": 200}, ("https://b.gov.cn/",), Answer("200", "b.gov.cn")),
    ],
)
def test_an_entry_of_the_report_becomes_the_answer_of_its_line(
    kind: str, status: dict[str, Any], redirects: tuple[str, ...], answer: Answer
) -> None:
    report = {kind: {"links.html": [entry(2, status, *redirects)]}}
    found = external_links.answers(report, ["https://first.example", URL], lambda host: True)
    assert found == {"https://first.example": Answer("not asked"), URL: answer}


@pytest.mark.parametrize(("exists", "said"), [(True, "no connection"), (False, "no such host")])
def test_a_host_without_an_address_is_told_from_one_that_does_not_answer(
    exists: bool, said: str
) -> None:
    report = {"error_map": {"links.html": [entry(1, {"text": "Connection failed"})]}}
    assert external_links.answers(report, [URL], lambda host: exists) == {URL: Answer(said)}


class Site(BaseHTTPRequestHandler):
    """Answers with the status that is its path, or leads elsewhere."""

    def do_GET(self) -> None:
        path = self.path.strip("/")
        self.send_response(302 if path == "elsewhere" else int(path))
        if path == "elsewhere":
            self.send_header("Location", f"http://127.0.0.2:{self.headers['Host'][10:]}/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("0.0.0.0", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_real_answers_arrive_as_they_are_meant(address: str) -> None:
    urls = [f"{address}/{path}" for path in ("200", "404", "403", "elsewhere", "410")]
    assert list(external_links.ask(urls).values()) == [
        Answer("200"),
        Answer("404"),
        Answer("403"),
        Answer("200", "127.0.0.2"),
        Answer("410"),
    ]


# ------------------------------------------------------------------- what is kept


def test_results_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    results = {
        "https://a.example/x?y=1": Result("alive", "200", MONDAY),
        "https://b.example": Result("dead", "no such host", NEXT),
        "https://c.example": Result("alive", "200", NEXT, "bet.example"),
    }
    external_links.write_results(tmp_path / "_checked/links.yml", results)
    assert external_links.read_results(tmp_path / "_checked/links.yml") == results
    external_links.write_results(tmp_path / "_checked/links.yml", {})
    assert external_links.read_results(tmp_path / "_checked/links.yml") == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: [", r"links\.yml:1:5 is not valid YAML: .*: take out what is broken"),
        ("- a\n", r"links\.yml holds something else than results: take out"),
        (
            '"https://a": {state: well, answer: "1", since: 2026-11-23}',
            "something else than results",
        ),
        ('"https://a": {state: dead, answer: "1", since: soon}', "something else than results"),
        ("a: !x b", "a tag"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "links.yml").write_text(text)
    with pytest.raises(SettingsError, match=sentence):
        external_links.read_results(tmp_path / "links.yml")


def test_every_external_address_of_the_registry_is_asked_with_the_records_it_serves() -> None:
    registry = guide().registry
    names = external_links.cited(guide())
    assert len(names) > 30
    for contact in registry.contacts.values():
        assert contact.site is None or f"contact:{contact.id}" in names[contact.site]
    for claim in registry.claims.values():
        url = claim.source.url
        assert url is None or f"fact:{claim.id}" in names[url]


def test_the_results_of_the_guide_can_be_read() -> None:
    external_links.read_results(Path(guide().root, "docs/_checked/links.yml"))


# ------------------------------------------------------------------- what a maintainer is told


def test_the_issue_names_what_is_gone_and_the_records_that_cite_it() -> None:
    results = {
        URL: Result("dead", "404", MONDAY),
        "https://b.example": Result("alive", "200", NEXT, "bet.example"),
        "https://c.example": Result("unseen", "403", MONDAY),
        "https://d.example": Result("alive", "200", MONDAY),
    }
    said = external_links.issue(
        results, {URL: ["contact:police", "fact:hours"], "https://b.example": []}
    )
    assert f"- `{URL}` (404, since · 自 2026-11-23): `contact:police` `fact:hours`" in said
    assert "- `https://b.example` (200, `bet.example`, since · 自 2026-11-30): " in said
    assert "1 more cannot be seen from where the check runs." in said
    assert "c.example" not in said
    assert "d.example" not in said


def test_there_is_no_issue_when_nothing_is_gone() -> None:
    assert (
        external_links.issue({URL: Result("unseen", "403", MONDAY)}, {URL: ["contact:police"]})
        == ""
    )


def test_the_command_keeps_the_results_and_says_what_is_to_be_done(
    tmp_path: Path, address: str
) -> None:
    folder = small_project(tmp_path)
    for file in (folder / "docs/_facts").glob("*.yml"):
        text = file.read_text("utf-8").replace("https://www.alipay.com", f"{address}/404")
        file.write_text(re.sub(r"https://[a-z.]+", f"{address}/200", text), "utf-8")
    record = folder / "docs/_checked/links.yml"
    first = guidance(folder, "external-links")
    assert (first.stdout, first.returncode) == ("", 0)
    assert "2 addresses: 1 alive, 0 dead, 1 cannot be seen from here" in first.stderr
    kept = external_links.read_results(record)
    assert kept[f"{address}/200"].state == "alive"
    external_links.write_results(
        record, {f"{address}/404": Result("unseen", "404", date(2025, 1, 1))}
    )
    second = guidance(folder, "external-links")
    assert f"- `{address}/404` (404, since · 自 2025-01-01): `contact:alipay`" in second.stdout
    assert second.returncode == 0
    assert external_links.read_results(record)[f"{address}/404"].state == "dead"
