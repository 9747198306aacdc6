"""FastCGI 1.0 as a web server speaks it: one request on a connection of its own, for programs that no web server has started."""

import socket
import struct

BEGIN, END, PARAMETERS, INPUT, OUTPUT = 1, 3, 4, 5, 6
RESPONDER = struct.pack("!HB5x", 1, 0)


def record(kind, content=b""):
    return struct.pack("!BBHHBx", 1, kind, 1, len(content), 0) + content


def pairs(parameters):
    """Section 3.4; a length of four bytes is always right."""
    return b"".join(
        struct.pack("!II", len(name) | 1 << 31, len(value) | 1 << 31) + name.encode() + value.encode()
        for name, value in parameters.items())


def ask(path, **parameters):
    """What the program that listens at this path answers: its head and its body, as they came."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(path))
        connection.sendall(
            record(BEGIN, RESPONDER) + record(PARAMETERS, pairs(parameters)) + record(PARAMETERS) + record(INPUT))
        answer, stream = b"", connection.makefile("rb")
        while True:
            _, kind, _, length, padding = struct.unpack("!BBHHBx", stream.read(8))
            content = stream.read(length + padding)[:length]
            if kind == OUTPUT:
                answer += content
            elif kind == END:
                return answer
