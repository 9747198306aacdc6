"""40 seats at once: how long do the workshop's pages take, and what memory do all programs take together?

    /usr/bin/python3 -B tests/bench/seats.py [SEATS [SECONDS [PAUSE]]]

At each seat somebody signs in, calls the API, renews tokens and looks at the workshop's pages, for SECONDS; between two
clicks they think for PAUSE seconds, more or less.  One line of figures for each kind of request; nothing here decides a test.
"""

import random
import re
import sys
import threading
import time
import urllib.parse
from pathlib import Path

sys.path.insert(1, f"{Path(__file__).parent}/../lib")
from browser import Browser, Wire
from lab import do_lab, green
from room import Room
from sample_client import signed_in
from world import bearer

AIM_MS, AIM_MB = 200, 200
GROUPS = {"workshop": "pages of the workshop", "client": "client", "api": "API", "provider": "authorization server"}


class Clock:
    """How long each request took, in milliseconds, by the program that it was for."""

    def __init__(self, room):
        self.took = {group: [] for group in GROUPS}
        self.wrong = []
        for seat in room.seats.values():
            seat.wire.send = self.watched(seat.wire.send)

    def watched(self, send):
        def timed(method, url, **more):
            begun = time.perf_counter()
            answer = send(method, url, **more)
            program = urllib.parse.urlsplit(url).path.split("/")[3]
            self.took[program.rstrip("2")].append(1000 * (time.perf_counter() - begun))
            if answer.status >= 500:
                self.wrong.append(answer)
            return answer
        return timed


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class Attendee:
    def __init__(self, seat, pause):
        self.seat, self.pause, self.random = seat, pause, random.Random(seat.name)

    def sign_in(self):
        self.browser, self.flow = signed_in(self.seat), self.seat.tokens(scope="openid offline_access notes:read")

    def stay(self, until):
        steps = self.steps(self.browser, self.flow)
        while True:
            time.sleep(self.random.uniform(0, 2 * self.pause))
            if time.monotonic() > until:
                return
            next(steps)()

    def steps(self, browser, flow):
        workshop, wire = self.seat.workshop, self.seat.wire
        while True:
            yield lambda: browser.go(f"{workshop}/seat")
            yield lambda: browser.go(f"{workshop}/")
            trace = re.search(r"trace_id=\w+", browser.answer.text)
            if trace:
                yield lambda: browser.go(f"{workshop}/flow?{trace[0]}")
            yield lambda: browser.go(f"{self.seat.client}/")
            yield lambda: wire.get(f"{self.seat.api}/notes", headers=bearer(flow.tokens["access_token"]))
            yield lambda: browser.go(f"{workshop}/lab/0{self.random.randint(1, 8)}")
            yield lambda: flow.tokens.update(flow.refresh().json)
            yield lambda: browser.go(f"{workshop}/lab")


class Instructor:
    """Looks at the board, again and again."""

    def __init__(self, room, pause):
        self.room, self.pause, self.browser, self.took = room, pause, Browser(Wire(room.origin)), []
        self.browser.go(room.board)

    def look(self):
        begun = time.perf_counter()
        assert self.browser.go(f"{self.room.origin}/workshop/board").status == 200, self.browser.answer
        self.took.append(1000 * (time.perf_counter() - begun))
        return self.browser.answer.page

    def stay(self, until):
        while time.monotonic() < until:
            self.look()
            time.sleep(2 * self.pause)


def all_at_once(what):
    """Runs each of these in a thread of its own; how many seconds all of them took."""
    begun, threads = time.monotonic(), [threading.Thread(target=one) for one in what]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun


def labs_at_once(room):
    """Everybody does the labs 01 to 08, one after the other."""
    labs = [lab for (lab,) in room["01"].database.rows("SELECT lab FROM lab WHERE lab <= '08' ORDER BY lab")]
    took = all_at_once([lambda seat=seat: [do_lab(seat, lab) for lab in labs] for seat in room.seats.values()])
    red = [(name, lab) for name, seat in room.seats.items() for lab in sorted(set(labs) - green(seat))]
    return f"labs {labs[0]} to {labs[-1]} at each seat, all at once: {took:.0f} s, {f'RED: {red}' if red else 'all green'}"


def board_after(instructor):
    """What the board says of the labs, beside what the seats say."""
    done = sum(len(green(seat)) for seat in instructor.room.seats.values())
    shown = int(re.search(r"(\d+) labs are done", instructor.look().text)[1])
    return f"the board says that {shown} labs are done, and {done} are"


def main(seats=40, seconds=30, pause=1.0):
    with Room(seats) as room:
        attendees = [Attendee(seat, pause) for seat in room.seats.values()]
        took = all_at_once([one.sign_in for one in attendees])
        print(f"{seats} people sign in twice, all at once: {took:.1f} s, {room.cpu_seconds():.1f} s of a processor")
        clock, before, until = Clock(room), room.cpu_seconds(), time.monotonic() + seconds
        instructor = Instructor(room, pause)
        all_at_once([lambda one=one: one.stay(until) for one in [instructor, *attendees]])
        print(f"the board, all seats on one page: median {percentile(instructor.took, .5):.0f} ms, longest {percentile(instructor.took, 1):.0f} ms")
        for group, title in GROUPS.items():
            took = clock.took[group]
            print(f"{title}: {len(took)} requests; median {percentile(took, .5):.0f} ms, p95 {percentile(took, .95):.0f} ms, "
                  f"longest {percentile(took, 1):.0f} ms{f' (aim: p95 <= {AIM_MS} ms)' if group == 'workshop' else ''}")
        count = sum(map(len, clock.took.values()))
        print(f"all programs together: {room.megabytes():.0f} MB (aim: <= {AIM_MB} MB), "
              f"{1000 * (room.cpu_seconds() - before) / count:.1f} ms of a processor for each of {count} requests")
        print(labs_at_once(room))
        print(board_after(instructor))
        if clock.wrong:
            print(f"NOTE: {len(clock.wrong)} answers were faults, the first: {clock.wrong[0]!r}")


if __name__ == "__main__":
    main(*[float(word) if "." in word else int(word) for word in sys.argv[1:]])
