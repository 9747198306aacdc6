#!/usr/bin/python3
"""Every example of ext/README.md is run, in order, in one database of each encoding; what stands under it is what comes."""
import os
import re
import subprocess
import sys
import tempfile

README = "ext/README.md"
text = open(README, encoding="utf-8").read()
pairs = re.findall(r"```sql\n(.*?)```\n```\n(.*?)```", text, re.S)
mark = "=== next example ==="
script = f".print {mark}\n".join(sql for sql, _ in pairs)
environment = dict(os.environ)
if "address" in environment.get("SANITIZE", ""):
    environment["LD_PRELOAD"] = subprocess.check_output(["gcc", "-print-file-name=libasan.so"], text=True).strip()
# The files that somebody who reads it has: a token, its issuer's keys, a key.
FILES = """CREATE TEMP TABLE made AS SELECT jwk_generate('ES256') AS jwk;
SELECT writefile('token.jwt', jwt_sign('{"aud":"notes"}', jwk, '{"now":1700000000,"expires_in":300}') || char(10)),
  writefile('jwks.json', jwks_group(jwk)), writefile('key.pem', jwk_to_private_pem(jwk)) FROM made;"""


def run_all(encoding):
    def shell(sql):
        return subprocess.run(["sqlite3", "-bail", "-batch", ":memory:", "-cmd", f".load {os.path.abspath(os.environ['BUILD'])}/jwt"],
                              input=sql, capture_output=True, text=True, env=environment, cwd=folder)
    with tempfile.TemporaryDirectory() as folder:
        shell(FILES)
        run = shell(f"PRAGMA encoding = '{encoding}';\n{script}")
    run.stdout = run.stdout.translate(str.maketrans("╭╮╰╯╞╡╪═", "┌┐└┘├┤┼─"))  # newer shells draw other boxes
    return run


if sys.argv[1:] == ["--write"]:  # after a change that was meant
    run = run_all("UTF-8")
    results = iter(run.stdout.split(mark + "\n"))
    text = re.sub(r"(```sql\n.*?```\n```\n).*?```", lambda m: m.group(1) + next(results) + "```", text, flags=re.S)
    open(README, "w", encoding="utf-8").write(text)
    sys.exit(run.returncode)

documented = set(re.findall(r"\b((?:jw[tsk]s?|base64url|secret|text|token|pkce|password|dpop)_[a-z0-9_]+)\(", "\n".join(re.findall(r"^### .*$", text, re.M))))
source = open("ext/extension.c", encoding="utf-8").read() + "".join(
    open(f"ext/{name}", encoding="utf-8").read() for name in sorted(os.listdir("ext")) if name.startswith("sql_"))
registered = set(re.findall(r'{ "([a-z0-9_]+)",\s+\d', source)) | set(re.findall(r'\.name = "([a-z0-9_]+)"', source)) | {"jwks_group"}

print(f"1..{2 * len(pairs) + 3}")
number = 0


def tell(good, title, difference):
    global number
    number += 1
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")


for encoding in ("UTF-8", "UTF-16le"):
    run = run_all(encoding)
    answers = run.stdout.split(mark + "\n")
    for (sql, want), got in zip(pairs, answers + [""] * len(pairs)):
        tell(got == want, f"{encoding}: {sql.strip().splitlines()[-1][:100].replace('#', 'no.')}", f"got {got!r}\n# want {want!r}")
    tell(run.returncode == 0 and run.stderr == "", f"{encoding}: the shell was content", run.stderr.replace("\n", "\n# "))
tell(registered == documented, "each function has its entry, and no other", f"not documented {registered - documented}, not registered {documented - registered}")
