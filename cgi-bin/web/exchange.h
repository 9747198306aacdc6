/*
 * exchange: one request and its answer.
 *
 * Three kinds of names reach a statement, and each has one writer:
 *   :name   what the request says: a parameter that the route declares; absent and empty are NULL.
 *   $name   what the transport says: headers, cookie, path, clock (transport.c lists them).
 *   @name   what a statement established.  Using one that was not established is a fault, and so
 *           is establishing one twice.
 *
 * Always there: from handle.sql @now (unix seconds, the workshop's clock), @issuer, @profile,
 * @secure, @leeway, @language ("en", "de"), @fingerprint_key, @actor; from trace.c @trace_id,
 * @span_id.
 *
 * A handler reads like its RFC: establish, establish, refuse or answer.  A step that says false
 * either means "no" or has already answered; the first refusal stands, and a fault beats all.
 */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "route.h"
#include "web/store/store.h"

/* ---- decide ---- */

/* Runs a statement; the columns of its (only) row become @names.  false: no row, or a fault. */
bool establish(struct exchange *x, const struct statement *statement);

/*
 * The same for a statement that the schema may refuse in a sentence of its own (a trigger, or a
 * constraint with a name).  false: it did, and @objection is that sentence; or a fault.
 */
bool attempt(struct exchange *x, const struct statement *statement);

/* Refuses with a reason out of the catalogue (table reason).  A {} in its words is @about. */
void refuse(struct exchange *x, const char *reason);

/* Refuses with the reason that a statement gives as `reason`; no row, or NULL, is a fault. */
void refuse_because(struct exchange *x, const struct statement *why);

/* Something that cannot be: rolls back, answers 500, logs `what`; the caller does not hear it. */
void fault(struct exchange *x, const char *what);

/*
 * Commits what was decided so far, and what is read afterwards is as new as it gets.  Before fetch,
 * slow statements and a second look; false: it failed, and has answered.
 */
bool commit(struct exchange *x);

/* ---- ask ---- */

/* Whether it was refused, or faulted, or answered. */
bool refused(const struct exchange *x);

/* By the full name, ":code": whether there is a value other than NULL, and what it is. */
bool has_value(struct exchange *x, const char *name);
const char *text_of(struct exchange *x, const char *name); /* borrowed; NULL: it is no text */
int64_t integer_of(struct exchange *x, const char *name);  /* 0: it is no integer */
bool is_true(struct exchange *x, const char *name);        /* an integer other than 0 */

/* ---- the rest of an answer ---- */

void header(struct exchange *x, const char *name, const char *value);

/* ---- for the rooms of the library ---- */

/* Each row of a statement is given to `row` (NULL: nobody wants it), and becomes no @names. */
enum store_result exchange_run(struct exchange *x, const struct statement *statement, void *self,
    bool (*row)(void *self, const struct store_row *row));

/* What a statement gets for this name; NULL: nobody has established it. */
const struct value *exchange_value(const struct exchange *x, const char *name);

/* An @name from C. */
bool exchange_establish_text(struct exchange *x, const char *name, const char *text);
bool exchange_establish_integer(struct exchange *x, const char *name, int64_t integer);

/* commit(), or the same without waiting for the disk. */
bool exchange_commit(struct exchange *x, enum store_haste haste);

/*
 * Before another server is asked: nothing of the database is held meanwhile, and what that server
 * is told is on the disk.  False: a transaction is open, or the exchange has answered.
 */
bool exchange_release(struct exchange *x);

#endif
