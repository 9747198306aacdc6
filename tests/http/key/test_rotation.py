"""Keys come and go by themselves: announced, active, retired, removed.  OIDC Core section 10.1.1."""

from back_channel import introspect, userinfo
from claims import header_of
from holder import by_a_shell, by_a_stopped_process, nobody_waited, waited_in_vain
from race import at_once
from relying_party import AFTER, Login
from server import until
from suite import each

SERVERS = ("lighttpd",)
LIFETIME, CACHE, LEEWAY = 1000, 100, 10
LEAD = CACHE + LEEWAY
HOLDERS = {"a shell": by_a_shell, "a stopped process": by_a_stopped_process}


def quick(world):
    """Keys of a thousand seconds that are new, whose last tokens live for three hundred more, and sessions for two thousand."""
    for name, value in (("jwks_cache", CACHE), ("clock_leeway", LEEWAY), ("access_lifetime", 300), ("id_lifetime", 300),
                        ("session_absolute", 2000), ("session_idle", 2000)):
        world.database.set(name, value)
    world.database.change("UPDATE signing_key SET longest_token = 300, longest_session = 2000, announced_at = unixepoch(), active_at = unixepoch()")
    world.database.set("key_lifetime", LIFETIME)


def published(world, alg="ES256"):
    """The kids of the JWKS, which never shows a private member, once nothing is due."""
    rotate(world)
    keys = world.wire.get(f"{world.issuer}/jwks").json["keys"]
    assert not any({"d", "p", "q", "dp", "dq", "qi", "k"} & set(key) for key in keys), "a private member"
    return {key["kid"] for key in keys if key["alg"] == alg}


def rotate(world):
    """A worker that has answered looks soon whether something is due."""
    assert world.wire.get(f"{world.issuer}/jwks").status == 200
    until(lambda: not due(world), "keys that nothing is to be done with")


def due(world):
    return world.database.value("SELECT count(*) FROM key_step WHERE due_at <= (SELECT now FROM clock)")


def signer(world):
    return header_of(world.client_credentials().json["access_token"])["kid"]


def times(world, kid):
    return world.database.row("SELECT * FROM signing_key WHERE kid = ?", kid)


def test_life(world):
    """OIDC Core section 10.1.1: a key is announced while another signs, signs when every cache has it, and leaves when what it signed is over"""
    quick(world)
    first = signer(world)
    assert published(world) == {first}
    world.database.pass_time(LIFETIME - LEAD + 1)
    assert len(published(world)) == 2 and signer(world) == first
    (second,) = published(world) - {first}
    assert times(world, second)["active_at"] - times(world, second)["announced_at"] >= LEAD
    world.database.pass_time(LEAD)
    assert signer(world) == second and published(world) == {first, second}
    assert times(world, first)["retired_at"] == times(world, second)["active_at"] and times(world, first)["jwk"] is None
    world.database.pass_time(300 + LEEWAY)
    assert published(world) == {second}
    assert times(world, first)["removed_at"] and times(world, first)["public_jwk"]
    world.database.pass_time(2000)
    published(world)
    assert times(world, first) is None


def test_hint_outlives_key(world):
    """OIDC RP-Initiated Logout section 4: an ID token of a key that left the JWKS still says whose session ends"""
    world.database.set("refresh_absolute", 5000)
    quick(world)
    login = Login(world)
    kid = header_of(login.id_token)["kid"]
    world.database.pass_time(LIFETIME - LEAD + 1)
    rotate(world)
    world.database.pass_time(LEAD)
    rotate(world)
    world.database.pass_time(300 + LEEWAY)
    assert kid not in published(world, "RS256")
    assert login.logout(id_token_hint=login.id_token, post_logout_redirect_uri=AFTER).location == AFTER, world.database.reason()


def test_longest_lifetime(world):
    """RFC 7517 section 5: a key stays for the longest that its tokens could live, also when they live shorter by now"""
    quick(world)
    first = signer(world)
    world.database.set("access_lifetime", 3000)
    world.database.set("access_lifetime", 300)
    assert times(world, first)["longest_token"] == 3000
    world.add_client("slow", "s" * 22, id_lifetime=4000)
    world.database.change("UPDATE client SET id_lifetime = NULL WHERE client_id = 'slow'")
    assert times(world, first)["longest_token"] == 4000


def test_one_worker(world):
    """RFC 7517 section 5: of many workers that find a key due, one makes it"""
    quick(world)
    world.database.pass_time(LIFETIME - LEAD + 1)
    assert [answer.status for answer in at_once(6, lambda _: world.wire.get(f"{world.issuer}/jwks"))] == [200] * 6
    rotate(world)
    assert world.database.rows("SELECT alg, count(*) AS n FROM signing_key GROUP BY alg HAVING n <> 2") == []


def test_nobody_asks(world):
    """OIDC Core section 10.1.1: keys are made when they are due, without a request and without a restart; the record has each"""
    quick(world)
    world.database.pass_time(LIFETIME - LEAD + 1)
    until(lambda: not due(world), "keys that nothing is to be done with")
    assert world.database.value("SELECT count(*) FROM signing_key WHERE jwk IS NOT NULL") == 4
    events = world.database.rows("SELECT actor_from, decision FROM flow_event WHERE kind = 'key.made'")
    assert [tuple(event) for event in events] == [("provider", "allow")] * 2


def test_worker_dies(world):
    """OIDC Core section 10.1.1: a worker that ended while it made a key keeps the others from it for ten seconds at most"""
    quick(world)
    world.database.change("UPDATE key_maker SET making_until = unixepoch() + 9")
    world.database.pass_time(LIFETIME - LEAD + 1)
    assert len(world.wire.get(f"{world.issuer}/jwks").json["keys"]) == 2
    world.database.change("UPDATE key_maker SET making_until = making_until - 9")
    until(lambda: not due(world), "keys that nothing is to be done with")
    world.database.change("UPDATE key_maker SET making_until = unixepoch() + 86400")  # somebody set the clock back
    world.database.change("INSERT INTO key_wanted (alg) VALUES ('ES256')")
    rotate(world)


@each(*HOLDERS)
def test_read_while_held(world, holder):
    """RFC 7517 section 5: the JWKS is only read: it is 200 and may be kept while {holder} holds the database and a key is due"""
    quick(world)
    world.database.set("record", "refusals")
    world.database.pass_time(LIFETIME - LEAD + 1)
    nobody_waited(world)
    with HOLDERS[holder](world):
        before = world.database.value("SELECT count(*) FROM signing_key")
        for _ in range(20):
            answer = world.wire.get(f"{world.issuer}/jwks")
            assert answer.status == 200 and answer.header("cache-control") == f"max-age={CACHE}", answer
        assert not waited_in_vain(world), "a reader waited for the writer"
        assert world.database.value("SELECT count(*) FROM signing_key") == before
    rotate(world)


def test_token_makes_key(world):
    """OIDC Core section 10.1.1: a token request that finds no key makes one, also while another worker is about to"""
    first = signer(world)
    world.database.change("UPDATE key_maker SET making_until = unixepoch() + 9")
    world.database.change("UPDATE signing_key SET compromised_at = unixepoch() WHERE alg = 'ES256'")
    answers = at_once(4, lambda _: world.client_credentials())
    assert [answer.status for answer in answers] == [200] * 4, answers
    assert {header_of(answer.json["access_token"])["kid"] for answer in answers} & {first} == set()
    assert world.database.value("SELECT count(*) FROM signing_key WHERE alg = 'ES256' AND compromised_at IS NULL") == 1


def test_token_makes_keys(world):
    """OIDC Core section 10.1.1: where the keys of all algorithms are lost at once, who asks gets tokens, and of each algorithm one is made"""
    flows = [world.flow().authorize() for _ in range(2)]
    algs = {row["alg"] for row in world.database.rows("SELECT alg FROM signing_key")}
    world.database.change("UPDATE key_maker SET making_until = unixepoch() + 9")
    world.database.change("UPDATE signing_key SET compromised_at = unixepoch()")
    answers = at_once(2, lambda number: flows[number].redeem())
    assert [answer.status for answer in answers] == [200] * 2 and len(algs) > 1, answers
    made = world.database.rows("SELECT alg, count(*) FROM signing_key WHERE compromised_at IS NULL GROUP BY alg")
    assert {alg: number for alg, number in made} == dict.fromkeys(algs, 1)


def test_by_hand(world):
    """OIDC Core section 10.1.1: an administrator asks for a key by a row, and it goes the same way"""
    first = signer(world)
    world.database.change("INSERT INTO key_wanted (alg) VALUES ('ES256')")
    assert len(published(world)) == 2 and signer(world) == first
    assert world.database.value("SELECT count(*) FROM key_wanted") == 0
    world.database.pass_time(311)
    assert signer(world) != first


def test_never(world):
    """setting key_lifetime: with 0 no key is made, however old the others are; and the view relaxation says so"""
    world.database.set("key_lifetime", 0)
    first = signer(world)
    world.database.pass_time(400 * 86400)
    assert published(world) == {first} and signer(world) == first
    assert world.database.value("SELECT count(*) FROM relaxation WHERE relaxation = 'setting key_lifetime'") == 1


@each("announced", "none")
def test_compromised(world, other):
    """RFC 7517 section 5: a compromised key ends at once, for its tokens too, and another signs: next in line: {other}"""
    if other == "announced":
        world.database.change("INSERT INTO key_wanted (alg) VALUES ('ES256')")
        rotate(world)
    flow = world.tokens()
    token = flow.tokens["access_token"]
    kid = header_of(token)["kid"]
    world.database.change("UPDATE signing_key SET compromised_at = unixepoch() WHERE kid = ?", kid)
    assert userinfo(world, token).status == 401
    assert introspect(world, token).json == {"active": False}
    again = flow.refresh()
    assert again.status == 200, world.database.reason()
    assert header_of(again.json["access_token"])["kid"] != kid
    assert userinfo(world, again.json["access_token"]).status == 200
    assert kid not in published(world) and times(world, kid)["jwk"] is None
    answer = world.wire.get(f"{world.api}/whoami", headers={"Authorization": f"Bearer {again.json['access_token']}"})
    assert answer.status == 200, "an API that does not know the key yet fetches it"


def test_compromised_service(world):
    """RFC 6749 section 4.4: a service gets its token although the only key was compromised: another is made at once"""
    first = signer(world)
    world.database.change("UPDATE signing_key SET compromised_at = unixepoch()")
    assert signer(world) != first
