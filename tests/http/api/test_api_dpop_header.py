"""The header DPoP, as each server hands it on: RFC 9449 section 4.1."""

import http.client
import urllib.parse

from dpop import Key
from sample_api import signed
from suite import each


def bound(world, key):
    return signed(world, {"cnf": {"jkt": key.jkt}})


@each({"name": "in capitals and small letters", "header": "dPoP"}, {"name": "in capitals", "header": "DPOP"})
def test_header_has_no_case(world, name, header):
    """RFC 9110 section 5.1: the name of the header {name} is the same"""
    key = Key(world)
    headers = key.call("GET", f"{world.api}/notes", bound(world, key))
    headers[header] = headers.pop("DPoP")
    assert world.wire.get(f"{world.api}/notes", headers=headers).status == 200


def test_two_headers(world):
    """RFC 9449 section 4.3: two headers are no proof, be they the same or not"""
    key = Key(world)
    token, url = bound(world, key), f"{world.api}/notes"
    for second in ("DPoP", "dpop"):
        answer = send_twice(world, {**key.call("GET", url, token)}, (second, key.proof("GET", url, token)))
        assert answer[0] == 401 and world.database.reason() == "dpop_invalid", (answer, world.database.reason())


def send_twice(world, headers, more):
    """The wire's dictionary has no room for a header that comes twice."""
    parts = urllib.parse.urlsplit(world.api)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.putrequest("GET", f"{parts.path}/notes")
    for name, value in [*headers.items(), more]:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body
