/*
 * fetch: a program asks another server over HTTP (libcurl).  No redirects; 5 s for an answer and
 * 5.5 s for all that one exchange asks for; 64 KiB; no transaction open while it waits (that is a
 * fault).
 *
 * The local statement `request` gives the column url, and optionally
 *   method                         GET, or POST with a body, unless it is named
 *   authorization                  the header, or
 *   basic_user, basic_password     for HTTP Basic, percent-encoded here
 *   form                           the body: a JSON object, sent urlencoded
 *   json                           the body: sent as it is
 *   accept                         application/json unless it is named
 *   seconds                        fewer than 5
 *   bytes                          1: the answer need not be text, and @<name>_body is a blob
 *   header                         one more, whole: "Name: value"
 *   reach                          whose address it is
 *
 * reach 'configured': an administrator named it in a row, and http is as good as that server is.
 * reach 'stranger', the default: a request or a registration named it, so only https, and after DNS
 * no private, loopback or link-local address, unless the relaxation fetch_private is on.
 *
 * A server may want a word of its own in a request, and say so (struct protocol): then the
 * statement is run and the request is sent once more, and $nonce is that word until the next fetch.
 *
 * The answer is established as @<name>_status (an integer; 0: none came), @<name>_body,
 * @<name>_type, @<name>_retry_after, @<name>_www_authenticate, @<name>_cache_control, and
 * @<name>_error: why none came, in a sentence without the URL's query.
 */
#ifndef WEB_FETCH_H
#define WEB_FETCH_H

#include "web/exchange.h"

/* false: a fault (already answered).  A server that is silent is no fault: see @<name>_status. */
bool fetch(struct exchange *x, const char *name, const struct statement *request);

/*
 * The same, where it may take long: who asks meanwhile is answered, by this process too, for the
 * web server does not know that it waits.  But nobody who waits is let in while another waits.
 */
bool fetch_patiently(struct exchange *x, const char *name, const struct statement *request);

/* A moment, for what another request waits for: who asks meanwhile is answered likewise. */
void fetch_pause(struct exchange *x);

/* Whether this request was let in while another exchange of this process waits. */
bool fetch_is_nested(const struct exchange *x);

/*
 * The same in two halves, for steps of the background that wait side by side (`answered` in
 * route.h): the handler says what is sent, handle waits for all, and each goes on with its answer.
 * A server that wants a word of its own is not asked once more.
 */
enum { FETCH_BESIDE = 16 };
void fetch_later(struct exchange *x, const struct statement *request);
void fetch_together(struct exchange *x, size_t n);
bool fetch_answer(struct exchange *x, const char *name);

/* @<name>_status in C, for a handler that branches on it; 0: no answer came. */
int fetch_status(struct exchange *x, const char *name);

/* Whether this exchange has waited for more than a second. */
bool fetch_was_slow(const struct exchange *x);

#endif
