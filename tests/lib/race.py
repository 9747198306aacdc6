"""Many at once."""

import threading


def at_once(count, function):
    """function(0) … function(count - 1), all let go at one moment; their results."""
    gate, results = threading.Barrier(count), [None] * count

    def run(number):
        gate.wait()
        try:
            results[number] = function(number)
        except Exception as error:  # an answer that did not come is a result too
            results[number] = error
    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
