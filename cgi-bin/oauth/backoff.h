/*
 * backoff: a server that kept a request waiting is left alone for a moment, for workers are few.
 * When the moment has passed one request asks it, and the others go on without; what that one hears
 * holds for all.
 */
#ifndef OAUTH_BACKOFF_H
#define OAUTH_BACKOFF_H

#include "web/exchange.h"

/* Store statements about @authorization_server, on a table of the program's own. */
struct backoff {
	const struct statement *active; /* a row: nobody asks now */
	const struct statement *probe; /* @probe_until: it has just passed, and this request asks */
	const struct statement *begin; /* from @backoff_clock on */
	const struct statement *end;
};

bool backoff_active(struct exchange *x, const struct backoff *backoff);

/* Before the server is asked; commits.  false: that failed, and has answered. */
bool backoff_probe(struct exchange *x, const struct backoff *backoff);

/* After fetch(x, name, …): it was silent, or it was heard. */
void backoff_judge(struct exchange *x, const struct backoff *backoff, const char *name);

/* All three: probe, fetch, judge.  false as fetch says it. */
bool backoff_fetch(struct exchange *x, const struct backoff *backoff, const char *name,
    const struct statement *request);

#endif
