"""Another process holds the database."""

import contextlib
import fcntl
import os
import signal

SECONDS = 9  # the server waits for 5; the rest is for a machine that does much else.  Two waits would be 10.


@contextlib.contextmanager
def by_a_shell(world):
    """BEGIN IMMEDIATE in a shell that is then left alone."""
    connection = world.database.connect()
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextlib.contextmanager
def by_a_stopped_process(world):
    """The lock file in the hands of a process that does not run."""
    pid = os.fork()
    if pid == 0:
        file = os.open(f"{world.database.path}.lock", os.O_RDWR)
        fcntl.flock(file, fcntl.LOCK_EX)
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    try:
        os.waitpid(pid, os.WUNTRACED)
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
