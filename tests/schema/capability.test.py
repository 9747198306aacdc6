"""What the server says that it can, it can, and the other way round: the catalogues of schema/derived/capability.sql against those who
decide, the table of grants in C and the columns of end_user.
"""

import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
NO_CLAIMS = {"subject", "username", "password_hash", "suspended_at", "administrator"}  # of end_user


def table_of_grants():
    table = re.search(r"\bgrants\[\] = \{(.*?)\n\};", (HOUSE / "cgi-bin/provider/grant/token_endpoint.c").read_text(), re.S)[1]
    return set(re.findall(r'\{ "([^"]+)",', table))


def claims_that_are_read():
    statement = (HOUSE / "cgi-bin/provider/user/claims.sql").read_text().split("-- name: claims_user\n")[1].split(";")[0]
    return set(re.findall(r"\bu\.(\w+)", statement)) - {"subject"}


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "http://localhost:8080/provider"], check=True,
                   env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    database = sqlite3.connect(path)

    def column(sql):
        return {row[0] for row in database.execute(sql)}

    claims = column("SELECT claim FROM claim WHERE scope IS NOT NULL")
    of_columns = claims - {"groups"}  # those are rows
    checks = (
        ("RFC 8414 section 2: each grant type has its handler, and each handler is of a grant type",
         table_of_grants(), column("SELECT grant_type FROM grant_type")),
        ("OIDC Core section 5.1: each claim of a scope is a column of end_user, and each column that is no secret a claim",
         of_columns, column("SELECT name FROM pragma_table_info('end_user')") - NO_CLAIMS),
        ("OIDC Core section 5.3.2: the claims that are read of a user are those", claims_that_are_read(), of_columns),
        ("OIDC Core section 5.4: a claim's scope is one of the scopes",
         column("SELECT scope FROM claim WHERE scope IS NOT NULL AND scope NOT IN (SELECT scope FROM scope)"), set()),
        ("OIDC Discovery section 3: no list says a thing twice",
         column("SELECT member || ' ' || value FROM supported GROUP BY member, value HAVING count(*) > 1"), set()))
    database.close()
for number, (title, got, want) in enumerate(checks, 1):
    print(f"{'ok' if got == want else 'not ok'} {number} - {title}")
    if got != want:
        print(f"# one has {sorted(got - want)}, the other {sorted(want - got)}")
print(f"1..{len(checks)}")
