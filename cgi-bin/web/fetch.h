/*
 * fetch: a program asks another over HTTP (libcurl).  No redirects, 5 s for an answer and 5.5 s for
 * all that one exchange asks for, 64 KiB, and no transaction open while it waits (asserted: it is a
 * fault).
 *
 * The local statement `request` gives columns url, and optionally method (GET, with a body POST),
 * authorization, or basic_user and basic_password (RFC 6749 section 2.3.1), form (a JSON object,
 * sent urlencoded), json (sent as it is), accept, reach, seconds (fewer than 5).  The answer is
 * established as
 * @<name>_status (integer; 0: no answer came), @<name>_body, @<name>_type, @<name>_retry_after,
 * @<name>_www_authenticate and @<name>_error (why there is none: a sentence, without the URL's
 * query).
 *
 * reach 'configured': an address that the administrator named in a row; http is as good as its
 * server. reach 'stranger' (the default): one that a request or a registration named: https only,
 * and no private, loopback or link-local address after DNS, unless setting fetch_private (a
 * relaxation) says so.
 */
#ifndef WEB_FETCH_H
#define WEB_FETCH_H

#include "exchange.h"

/* false: a fault (already answered).  A server that is silent is no fault: see @<name>_status. */
bool fetch(struct exchange *x, const char *name, const struct statement *request);

/* @<name>_status in C, for a handler that branches on it; 0: no answer came. */
int fetch_status(struct exchange *x, const char *name);

/* Whether this exchange has waited for more than a second. */
bool fetch_was_slow(const struct exchange *x);

#endif
