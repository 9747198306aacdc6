/*
 * busy: RFC 9110 section 15.6.4.  The words are the server's and not the endpoint's: no redirect
 * with an error, no challenge, no page that asks once more.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange_room.h"
#include "log.h"
#include "exchange.sql.h"

/* Where not even the catalogue of reasons can be read. */
static void
say_plainly(struct exchange *x)
{
	static const char words[] = "The server is busy: try again.\n";

	x->reply.status = 503;
	x->reply.type = "text/plain; charset=utf-8";
	x->reply.body = strdup(words);
	x->reply.size = x->reply.body != NULL ? strlen(words) : 0;
}

static bool
keep_words(void *self, const struct store_row *row)
{
	struct exchange *x = self;
	bool good = true;

	for (size_t i = 0; good && i < row->ncolumns; i++)
		good = names_put(&x->names, '@', row->names[i], &row->values[i]);
	return good;
}

static const struct value *
no_parameter(void *self, const char *name)
{
	(void)self;
	(void)name;
	return NULL;
}

static void
say(struct exchange *x)
{
	const struct store_caller caller = {
	    .self = x, .parameter = no_parameter, .row = keep_words};
	bool is_page = strcmp(x->events[0].channel, "front") == 0;

	if (!has_value(x, "@trace_id") ||
	    store_run(x->store, &sql_busy_words, &caller) != STORE_ROW)
		say_plainly(x);
	else if (is_page)
		answer_page(x, 503, "error.html", &sql_busy_page);
	else
		answer(x, 503, &sql_busy_body);
}

void
refuse_busy(struct exchange *x)
{
	if (x->faulted || x->is_busy)
		return;
	store_rollback(x->store);
	reply_clear(&x->reply);
	free(x->reply.headers);
	x->reply.headers = NULL;
	x->reason = "busy";
	say(x);
	if (x->faulted)
		return;
	if (x->reply.status == 0)
		say_plainly(x);
	header(x, "Retry-After", "1");
	x->is_busy = true;
}
