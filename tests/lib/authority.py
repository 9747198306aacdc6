"""An authority that nobody knows, and certificates of it: for servers of the tests' own that speak https."""

import ssl
import subprocess
from pathlib import Path


def authority(world, name="localhost"):
    """A certificate for name, of an unknown authority: the server's context, and the authority's file."""
    folder = Path(world.folder)
    commands = (
        f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Inner -addext keyUsage=critical,keyCertSign -keyout ca-{name}.key -out ca-{name}.pem",
        f"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={name} -addext subjectAltName=DNS:{name} -keyout {name}.key -out {name}.csr",
        f"x509 -req -in {name}.csr -CA ca-{name}.pem -CAkey ca-{name}.key -CAcreateserial -days 2 -copy_extensions copy -out {name}.pem")
    for command in commands if not (folder / f"{name}.pem").exists() else ():
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    (folder / f"ca-{name}.pem").chmod(0o644)
    return context, str(folder / f"ca-{name}.pem")
