/* TAP for tests in C: ok(title, condition) and, at the end, return tap_end(). */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failed;

static inline void
ok(const char *title, bool good)
{
	tap_count++;
	tap_failed += good ? 0 : 1;
	printf("%sok %d - %s\n", good ? "" : "not ", tap_count, title);
}

static inline int
tap_end(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed > 0;
}

#endif
