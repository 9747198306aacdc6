"""Another process holds the database, and what a request leaves behind that waited for it in vain."""

import contextlib
import fcntl
import os
import signal
import threading

from server import until

MISSED_AT = 24  # where the lock file says when that was (durability.c): for a second all others wait a moment only


def waited_in_vain(world):
    """Whether a request did, since nobody_waited()."""
    with open(f"{world.database.path}.lock", "rb") as file:
        return any(os.pread(file.fileno(), 8, MISSED_AT))


def nobody_waited(world):
    """The next request waits its five seconds."""
    with open(f"{world.database.path}.lock", "r+b") as file:
        os.pwrite(file.fileno(), bytes(8), MISSED_AT)


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


def waits(database):
    """Whether somebody has, or waits for, the right to write."""
    with open(f"{database.path}.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def meanwhile(world, step, *statements):
    """What is done in a shell while a step has read, and waits for the right to write; the step's answer."""
    answers = []
    shell = world.database.connect()
    shell.execute("BEGIN IMMEDIATE")
    asking = threading.Thread(target=lambda: answers.append(step()))
    asking.start()
    until(lambda: waits(world.database), what="the step to wait")
    for statement in statements:
        shell.execute(statement)
    shell.execute("COMMIT")
    shell.close()
    asking.join()
    return answers[0]


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
