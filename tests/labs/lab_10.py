"""Near misses of lab 10."""

from lab import Learner, do_lab


def miss_theft_alone(world):
    """a code at the attacker, and no refusal after it"""
    do_lab(world, "10", "browser", until=4)


def miss_refusal_alone(world):
    """a request that was refused, and no theft before it"""
    do_lab(world, "10", "curl", until=2)


def miss_no_code(world):
    """the attacker's address, opened without a code, and the refusal after it"""
    with Learner(world) as learner:
        learner.open(f"{world.workshop}/attacker/code?error=access_denied")
        learner.open(f"{world.workshop}/attacker")
        learner.press("Be the victim: open it")
        learner.see("This could not go on")
