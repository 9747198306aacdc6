/*
 * exchange: one request and its answer, as a handler sees them.
 *
 * Three kinds of names reach a statement, and each has one writer:
 *   :name   what the form said (query of a GET, body of a POST); absent and empty are NULL.
 *   $name   what the transport said: headers, cookie, path, clock (the table in names.c lists them
 * all).
 *   @name   what a statement established.  Using one that nobody established is a fault, and so is
 *           establishing one twice.
 *
 * Always there, from exchange.sql: @now (unix seconds, the workshop's clock), @issuer, @profile,
 * @secure,
 * @leeway, @fingerprint_key, @trace_id, @span_id.
 *
 * A handler reads like its RFC: establish, establish, refuse or answer.  A step that says false
 * either means "no" or has already answered; the first refusal stands and a fault beats all.
 */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include <stdbool.h>

#include "store.h"

struct exchange;

/* ---- decide ---- */

/* Runs a statement; the columns of its (only) row become @names.  false: no row, or a fault. */
bool establish(struct exchange *x, const struct statement *statement);

/*
 * Refuses with a reason out of the catalogue (table reason);
 * the route says in which words the caller hears it.  A {} in them is @about.
 */
void refuse(struct exchange *x, const char *reason);

/*
 * Refuses with the reason that a statement names in its
 * column `reason`; no row, or NULL, is a fault.
 */
void refuse_because(struct exchange *x, const struct statement *why);

/* Something that cannot be: rolls back, answers 500, logs `what`; nothing of it reaches the caller.
 */
void fault(struct exchange *x, const char *what);

/*
 * Commits what was decided so far, and what is read afterwards is as new as it gets.  Before fetch,
 * slow statements and a second look; false: it failed, and has answered.
 */
bool commit(struct exchange *x);

/* ---- ask ---- */

bool refused(const struct exchange *x); /* somebody refused, or faulted, or answered */
bool has_value(
    struct exchange *x, const char *name); /* ":code": is there a value that is not NULL? */
const char *text_of(
    struct exchange *x, const char *name); /* its text, borrowed; NULL when absent or NULL */
bool is_true(struct exchange *x, const char *name); /* an integer other than 0 */

/* ---- answer: each ends the handler's work ---- */

/*
 * JSON: the column `body`.  Columns named like a header in
 * lower case with _ (www_authenticate) become headers.
 */
void answer(struct exchange *x, int status, const struct statement *body);

/* No body. */
void answer_empty(struct exchange *x, int status);

/*
 * A page of www/, filled from the JSON object in column
 * `model`; the members mount, self, trace_id and program are added, and start_url, client_url and
 * workshop_url where there are such (view program_place).
 */
void answer_page(struct exchange *x, int status, const char *page, const struct statement *model);

/*
 * 303 to the column `location`, with the members of the JSON object in column `query` (if there is
 * one) added as parameters, those that are null left out.  Column `fragment`: the same, behind '#'.
 */
void answer_redirect(struct exchange *x, const struct statement *where);

/* A body as it is: column `body` under the given content type (SVG, text, JavaScript, a JWT). */
void answer_typed(struct exchange *x, int status, const char *type, const struct statement *body);

/* ---- the rest of an answer ---- */

void header(struct exchange *x, const char *name, const char *value);

/*
 * ---- cookies ----
 * $cookie is this program's own.  Beside it stand families of cookies, each member with a name of
 * its own: what goes on in two tabs does not depend on whose answer came last.  A browser keeps
 * eight of a family, the oldest goes.  `value` and `member` are names (":request", "@request_id")
 * of what the cookie holds, and of what tells it from its siblings.
 * cookie_find: the member's value becomes $<family>_cookie; NULL when there is none.
 */
void cookie_keep(struct exchange *x, const char *value, long seconds);
void cookie_drop(struct exchange *x);
bool cookie_find(struct exchange *x, const char *family, const char *member);
void cookie_keep_member(
    struct exchange *x, const char *family, const char *member, const char *value, long seconds);

/* ---- the flow record ---- */

/*
 * Each exchange records one event for the request (the route's kind).  event_begin starts a further
 * one, for what this program sends on; witness adds a token to the newest event: one for each row
 * of a statement with columns role type fingerprint place alg typ kid iss aud scope iat exp verdict
 * (those that are there).  The event takes client_id, grant_id, session_id, subject and detail
 * (JSON) from the @names of these names, if they are established by the end.
 */
void record_event(struct exchange *x, const char *kind, const char *actor_to, const char *channel);
void record_token(struct exchange *x, const struct statement *tokens);

/* ---- for the rooms beside this one ---- */

typedef void refusal(struct exchange
	*x); /* @reason, @error, @error_status, @error_spec, @error_told are established */
refusal refuse_in_json; /* RFC 6749 section 5.2 */
refusal refuse_in_page; /* error.html */

/* For a refusal with a page of its own, with the reason's status. */
void refuse_on_page(struct exchange *x, const char *page, const struct statement *model);

#endif
