/*
 * busy: RFC 9110 section 15.6.4.  The words are the server's and not the endpoint's: no redirect
 * with an error, no challenge, no page that asks once more.
 */
#include "busy.h"
#include "exchange_room.h"
#include "busy.sql.h"

/* In the place of those of another refusal, which was made before and cannot be kept. */
static bool
replace_words(void *self, const struct store_row *row)
{
	struct exchange *x = self;
	bool good = true;

	for (size_t i = 0; good && i < row->ncolumns; i++)
		good = names_replace(&x->names, '@', row->names[i], &row->values[i]);
	return good;
}

static const struct value *
no_parameter(void *self, const char *name)
{
	(void)self;
	(void)name;
	return NULL;
}

static bool
words_found(struct exchange *x)
{
	const struct store_caller caller = {
	    .self = x, .parameter = no_parameter, .row = replace_words};

	return has_value(x, "@trace_id") &&
	       store_run(x->store, &sql_busy_words, &caller) == STORE_ROW;
}

/* Where not even the catalogue of reasons can be read, the plain words are all that can be said. */
void
busy_answer(struct exchange *x)
{
	x->is_busy = false; /* what is said from here on is the answer */
	if (words_found(x))
		x->program->protocol->busy(x);
	store_rollback(x->store); /* the next request shall not read what was read for this */
	if (x->faulted)
		return;
	if (x->is_busy || x->reply.status == 0)
		reply_plainly(&x->reply, 503, "The server is busy: try again.\n");
	x->is_busy = false;
	header(x, "Retry-After", "1");
	x->is_busy = true;
}
