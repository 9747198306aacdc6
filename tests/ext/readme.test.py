#!/usr/bin/python3
"""Every example of ext/README.md is run, in order, in one database; what stands under it is what comes."""
import os
import re
import subprocess
import sys

README = "ext/README.md"
text = open(README, encoding="utf-8").read()
pairs = re.findall(r"```sql\n(.*?)```\n```\n(.*?)```", text, re.S)
mark = "=== next example ==="
script = f".print {mark}\n".join(sql for sql, _ in pairs)
environment = dict(os.environ)
if "address" in environment.get("SANITIZE", ""):
    environment["LD_PRELOAD"] = subprocess.check_output(["gcc", "-print-file-name=libasan.so"], text=True).strip()
run = subprocess.run(["sqlite3", "-bail", "-batch", ":memory:", "-cmd", f".load {os.environ['BUILD']}/jwt"],
                     input=script, capture_output=True, text=True, env=environment)
answers = run.stdout.split(mark + "\n")

if sys.argv[1:] == ["--write"]:  # after a change that was meant
    results = iter(answers)
    text = re.sub(r"(```sql\n.*?```\n```\n).*?```", lambda m: m.group(1) + next(results) + "```", text, flags=re.S)
    open(README, "w", encoding="utf-8").write(text)
    sys.exit(run.returncode)

documented = set(re.findall(r"\b((?:jw[tsk]s?|base64url|token|pkce|password|dpop)_[a-z0-9_]+)\(", "\n".join(re.findall(r"^### .*$", text, re.M))))
source = open("ext/extension.c", encoding="utf-8").read() + "".join(
    open(f"ext/{name}", encoding="utf-8").read() for name in sorted(os.listdir("ext")) if name.startswith("sql_"))
registered = set(re.findall(r'{ "([a-z0-9_]+)",\s+\d', source)) | set(re.findall(r'\.name = "([a-z0-9_]+)"', source)) | {"jwks_group"}

print(f"1..{len(pairs) + 2}")
for number, ((sql, want), got) in enumerate(zip(pairs, answers + [""] * len(pairs)), 1):
    title = sql.strip().splitlines()[-1][:100].replace("#", "no.")
    print(f"ok {number} - {title}" if got == want else f"not ok {number} - {title}\n# got {got!r}\n# want {want!r}")
good = registered == documented
print(f"{'ok' if good else 'not ok'} {len(pairs) + 1} - each function has its entry, and no other")
if not good:
    print(f"# not documented {registered - documented}, not registered {documented - registered}")
good = run.returncode == 0 and run.stderr == ""
print(f"{'ok' if good else 'not ok'} {len(pairs) + 2} - the shell was content")
if not good:
    print("# " + run.stderr.replace("\n", "\n# "))
