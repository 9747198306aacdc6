"""A flow as a file: Mermaid, Markdown, CSV, HAR."""

import csv
import io
import re
import subprocess
import tempfile
import xml.etree.ElementTree
from pathlib import Path

from suite import each
from world import bearer

FILES = {"svg": "image/svg+xml", "mmd": "text/vnd.mermaid; charset=utf-8", "md": "text/markdown; charset=utf-8",
         "csv": "text/csv; charset=utf-8; header=present", "har": "application/json"}
HOSTILE = "=1+1|x`*[a](b)<b>;#quot;%%{init}\"\nä"


def refused_flow(world):
    """A login whose ID token was sent to the API, and refused there; its trace."""
    flow = world.tokens()
    assert world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["id_token"])).status == 401
    return world.database.value("SELECT trace_id FROM flow_list WHERE title LIKE 'Sign-in%'")


def export(world, trace_id, ending, **headers):
    return world.wire.get(f"{world.workshop}/flow.{ending}?trace_id={trace_id}", headers=headers)


@each(*FILES)
def test_file(world, ending):
    """RFC 6266: flow.{ending} is a file with a name of its own, which no browser runs"""
    trace_id = refused_flow(world)
    answer = export(world, trace_id, ending)
    assert answer.status == 200 and answer.header("content-type") == FILES[ending], answer
    assert answer.header("content-disposition") == f'attachment; filename="flow-{trace_id[:8]}.{ending}"', answer.headers
    assert answer.header("x-content-type-options") == "nosniff" and "sandbox" in answer.header("content-security-policy"), answer.headers
    assert "typ_mismatch" in answer.text.replace("\\_", "_"), answer.text
    assert export(world, "x", ending).status == 404 and world.database.reason() == "flow_unknown"


def test_svg(world):
    """SVG: well-formed XML with its title and its colours in it, and nothing that is fetched or run"""
    root = xml.etree.ElementTree.fromstring(export(world, refused_flow(world), "svg").body)
    names = {element.tag.split("}")[1] for element in root.iter()}
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root[0].text == "Sign-in for demo-cli", root[0].text
    assert {"style", "desc", "path"} <= names and not {"script", "image", "use", "a"} & names, names
    assert "var(" not in root[1].text and "prefers-color-scheme: dark" in root[1].text and "url(" not in root[1].text, root[1].text


def test_csv(world):
    """RFC 4180: the CSV reads back into SQLite, a row for each step and token, as the view has them"""
    trace_id = refused_flow(world)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "flow.csv").write_bytes(export(world, trace_id, "csv").body)
        said = subprocess.run(["sqlite3", "-batch", "-cmd", ".import --csv flow.csv flow", ":memory:",
                               "SELECT event_id, kind, path, status, token, fingerprint, role FROM flow"],
                              cwd=folder, check=True, capture_output=True, text=True).stdout
    want = world.database.rows(
        "SELECT event_id, kind, path, status, token, fingerprint, role FROM flow_table"
        " WHERE flow_id = (SELECT flow_id FROM flow_trace WHERE trace_id = ?) ORDER BY moment, event_id, token, fingerprint, role", trace_id)
    assert said.splitlines() == ["|".join("" if value is None else str(value) for value in row) for row in want], said


def test_har(world):
    """HAR 1.2: an entry for each request, redacted, with the tokens as tags and fingerprints"""
    log = export(world, refused_flow(world), "har").json["log"]
    assert log["version"] == "1.2" and log["creator"]["name"] == "sqlite-oidc", log
    urls = [entry["request"]["url"] for entry in log["entries"]]
    assert all(url.startswith(world.origin) and "?" not in url for url in urls), urls
    denied = [entry for entry in log["entries"] if entry["_decision"] == "deny"]
    assert [(entry["response"]["status"], entry["_reason"], entry["_token"][0]["tag"]) for entry in denied] == [(401, "typ_mismatch", "ID")], denied


def test_mermaid(world):
    """a line for each step: dashed through the browser, solid behind it, a cross and a note where it was refused"""
    lines = export(world, refused_flow(world), "mmd").text.splitlines()
    assert lines[:3] == ["sequenceDiagram", "  title Sign-in for demo-cli", "  participant browser as browser"], lines
    assert any(line.startswith("  browser-->>provider: signs in") for line in lines), lines
    assert any(re.match(r"  \w+-xapi: calls the API", line) for line in lines) and any("Note over api: refused: typ_mismatch" in line for line in lines), lines


def test_markdown(world):
    """Markdown: the verdict, the steps, who held what, and why it was refused, in the reader's language"""
    trace_id = refused_flow(world)
    text = export(world, trace_id, "md").text
    assert text.startswith("# Sign-in demo-cli\n\nRefused: typ\\_mismatch\n\n| Time | Sent by |"), text
    assert "## Who has held which token" in text and "## Why it was refused" in text and "RFC 8725" in text, text
    text = export(world, trace_id, "md", **{"Accept-Language": "de"}).text
    assert text.startswith("# Anmeldung demo-cli\n\nAbgelehnt: typ\\_mismatch\n\n| Zeit | Von |") and "Ein ID Token (typ JWT)" in text, text


def more_like(world, columns, values, parameters, number):
    """The newest event again, a number of times, with other values in some columns."""
    copied = ("trace_id", "span_id", "at", "at_us", "recorder", "actor_from", "actor_to", "channel", "kind", "method", "path", "status", "decision", "client_id")
    names = ", ".join(copied)
    given = ", ".join(values[columns.index(name)] if name in columns else name for name in copied)
    world.database.change(f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)"
                          f" INSERT INTO flow_event ({names}) SELECT {given} FROM n, flow_event WHERE event_id = (SELECT max(event_id) FROM flow_event)",
                          number, *parameters)


def test_hostile(world):
    """what a stranger wrote stays text: a path and a client_id with the marks of every format"""
    trace_id = refused_flow(world)
    more_like(world, ("path", "client_id", "decision", "kind"), ("?", "?", "'allow'", "'authorize.request'"), (HOSTILE, HOSTILE), 60)
    rows = list(csv.reader(io.StringIO(export(world, trace_id, "csv").text, newline="")))
    assert len({len(row) for row in rows}) == 1, rows
    assert HOSTILE not in sum(rows, []) and f"'{HOSTILE}" in sum(rows, []), rows[-1]
    for line in export(world, trace_id, "mmd").text.splitlines()[1:]:
        assert not re.search(r'["{%]|#(?!\d\d\d?;)|(?<!\d\d);', line) and "<" not in line and ">" not in line.replace("->>", ""), line
    for line in export(world, trace_id, "md").text.splitlines():
        assert not re.search("[`<>[*]", line) and line.count("|") in (0, 4, 5, 8), line
    urls = [entry["request"]["url"] for entry in export(world, trace_id, "har").json["log"]["entries"]]
    assert any(url.endswith("%3D1%2B1%7Cx%60%2A%5Ba%5D%28b%29%3Cb%3E%3B%23quot%3B%25%25%7Binit%7D%22%0A%C3%A4") for url in urls), urls[-1]


def test_bounded(world):
    """a flow that somebody made long is a file of at most a thousand steps"""
    trace_id = refused_flow(world)
    more_like(world, ("path", "decision"), ("'/x'", "'allow'"), (), 1500)
    assert len(export(world, trace_id, "har").json["log"]["entries"]) == 1000
    for ending in FILES:
        assert len(export(world, trace_id, ending).text.splitlines()) <= 1100


def test_closed_in_a_service(world):
    """RFC 6749 section 5.2: in a service no file has the record"""
    trace_id = refused_flow(world)
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    for ending in FILES:
        assert export(world, trace_id, ending).status == 404
