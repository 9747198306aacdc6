"""Bad input: every endpoint of every program, as its own route table lists them."""

import os

from browser import FORM
from refusal import refused_in_words
from routes import answering, at, endpoints, parameters, preflights
from server import PROGRAMS
from suite import Skip, each
from world import SERVICE, basic

SERVERS = ("lighttpd", "fcgid")

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
BROKEN = {  # a form, and the reason that it is refused for
    "broken urlencoding": ("a=%zz", "form_broken"),
    "half an escape": ("a=%4", "form_broken"),
    "bad UTF-8": ("a=%ff%fe", "form_not_utf8"),
    "overlong UTF-8": ("a=%c0%af", "form_not_utf8"),
    "a NUL": ("a=b%00c", "form_nul"),
    "a parameter twice": ("a=1&a=1", "parameter_repeated"),
    "10,000 parameters": ("&".join(f"{n:x}=" for n in range(10000)), "form_too_many"),
}


READ = {(program, method, path): names for program, method, path, names in parameters()}
ALL = [{"program": program, "path": at(path), "methods": methods} for (program, path), methods in endpoints().items()]
GETS, POSTS = answering("GET"), answering("POST")


def broken(program, method, path):
    """Those forms, with the first parameter that the endpoint reads; where it reads none, none can come twice."""
    name = next((name for name, (_, repeats) in READ[program, method, path].items() if not repeats), None)
    return [((form if name is None or "a=1" not in form else f"{name}=1&{name}=1"), reason) for form, reason in BROKEN.values()
            if name is not None or reason != "parameter_repeated"]


@each(*ALL)
def test_wrong_methods(world, program, path, methods):
    """RFC 9110 section 15.5.6: {program} {path} answers other methods with 405 and Allow (a preflight with 204 and the same)"""
    for method in METHODS:
        if method not in methods:
            answer = world.wire.send(method, f"/{program}{path}")
            if method == "OPTIONS" and path in preflights(program):
                assert answer.status == 204, answer
            else:
                refused_in_words(world, answer, 405, "method_not_allowed")
            assert set(answer.header("allow").split(", ")) == methods, answer.header("allow")


@each(*POSTS)
def test_bad_bodies(world, program, path):
    """RFC 6749 section 3.2: POST {program} {path} with a broken form is 400 and says why"""
    for form, reason in broken(program, "POST", path):
        refused_in_words(world, world.wire.send("POST", f"/{program}{path}", body=form, headers={"Content-Type": FORM}), 400, reason)


@each(*GETS)
def test_bad_queries(world, program, path):
    """RFC 6749 section 3.1: GET {program} {path} with a broken query is 400 and says why"""
    for form, reason in broken(program, "GET", path):
        if len(form) < 2000:
            refused_in_words(world, world.wire.get(f"/{program}{path}?{form}"), 400, reason)


@each(*POSTS)
def test_large_body(world, program, path):
    """RFC 9110 section 15.5.14: POST {program} {path} with more than 64 KiB is 413, said by the program"""
    for size in (65537, 200000, 1500000):
        answer = world.wire.send("POST", f"/{program}{path}", body="a=" + "x" * (size - 2), headers={"Content-Type": FORM})
        refused_in_words(world, answer, 413, "body_too_large")


@each(*POSTS)
def test_unknown_types(world, program, path):
    """RFC 9110 section 15.5.16: POST {program} {path} with an unknown content type is 415"""
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/xml", "application/x-www-form-urlencodedx"):
        answer = world.wire.send("POST", f"/{program}{path}", body="a=b", headers={"Content-Type": kind})
        refused_in_words(world, answer, 415, "content_type_unsupported")


@each(*POSTS)
def test_no_body(world, program, path):
    """RFC 9110 section 15.5: POST {program} {path} without a body is not a fault"""
    answer = world.wire.send("POST", f"/{program}{path}")
    assert answer.status < 500, answer
    answer = world.wire.send("POST", f"/{program}{path}", body="", headers={"Content-Type": FORM})
    assert answer.status < 500, answer


def test_chunked_body(world):
    """RFC 9112 section 7.1: a body that comes in chunks, of no announced length, is read whole"""
    headers = {"Content-Type": FORM, **basic(*SERVICE)}
    answer = world.wire.send("POST", f"{world.issuer}/token", body=iter((b"grant_type=client_", b"credentials&scope=notes:read")), headers=headers)
    assert answer.status == 200, f"{answer!r}, reason {world.database.reason()}"
    answer = world.wire.send("POST", f"{world.issuer}/token", body=iter([b"x" * 1000] * 200), headers=headers)
    refused_in_words(world, answer, 413, "body_too_large")


@each(*PROGRAMS)
def test_unknown_paths(world, program):
    """RFC 9110 section 15.5.5: {program} answers unknown paths with 404"""
    for path in ("/nowhere", "/token/", "/TOKEN", "/.well-known", "/nowhere/" + "a" * 1500):
        answer = world.wire.get(f"/{program}{path}")
        assert answer.status == 404, f"{path}: {answer!r}"


@each({"accept": "text/html,*/*;q=0.8", "says": "Unter dieser Adresse gibt es nichts."},
      {"accept": "application/json", "says": '"error":"not_found"'}, {"accept": None, "says": '"error":"not_found"'})
def test_unknown_path_at_a_browser(world, accept, says):
    """RFC 9110 section 12.5.1: at an address of the provider where nothing is, who accepts {accept} reads {says}"""
    headers = {"Accept-Language": "de", **({"Accept": accept} if accept else {})}
    answer = world.wire.get(f"{world.issuer}/acount", headers=headers)
    assert answer.status == 404 and says in answer.text, answer
    assert world.database.reason() == "not_found"
    answer = world.wire.send("POST", f"{world.issuer}/token", headers={**headers, "Content-Type": FORM}, body="grant_type=password")
    assert answer.json["error"], "an endpoint says what it says, whatever its caller reads"


@each(*PROGRAMS)
def test_bad_authorization(world, program):
    """RFC 9110 section 11.6.2: {program} refuses an Authorization that is not what its scheme says, and never falters"""
    for value in ("Basic", "Basic !!!", "Basic YWJj", "Basic " + "QQ" * 3000, "Bearer", "Bearer a b", "x" * 5000, "Basic /w=="):
        for method, path in (("POST", "/token"), ("GET", "/userinfo"), ("GET", "/notes"), ("GET", "/")):
            answer = world.wire.send(method, f"/{program}{path}", headers={"Authorization": value})
            assert answer.status < 500, answer


def test_memory_stays_flat(world):
    """a thousand bad requests leave no memory behind"""
    if "address" in os.environ.get("SANITIZE", ""):
        raise Skip("AddressSanitizer keeps what was freed")
    def burst(times):
        for _ in range(times):
            for form, _ in BROKEN.values():
                world.wire.send("POST", f"{world.issuer}/token", body=form, headers={"Content-Type": FORM})
            world.wire.send("POST", f"{world.issuer}/token", body="x" * 100000, headers={"Content-Type": FORM})
            world.wire.get(f"{world.issuer}/authorize?client_id=nobody")
    burst(30)
    before = world.server.kilobytes()
    burst(110 if world.server.kind != "cgi" else 10)
    grown = world.server.kilobytes() - before
    assert grown < 1024, f"{grown} kB more than {before} kB"
