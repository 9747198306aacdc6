/*
 * exchange: one request and its answer.  What it decides and writes is one transaction, which is
 * committed after a refusal too (a replay must stick), and rolled back after a fault only.
 */
#include <string.h>

#include "exchange.h"
#include "exchange_room.h"
#include "log.h"
#include "exchange.sql.h"

struct reader {
	struct exchange *x;
	void *self;
	bool (*row)(void *self, const struct store_row *row);
};

/*
 * Every :name exists (absent is NULL), and every $name that transport.c lists; an @name only when
 * it was established.  @reason is NULL as long as nothing was refused.
 */
const struct value *
exchange_value(const struct exchange *x, const char *name)
{
	static const struct value null = {.type = VALUE_NULL};
	const struct value *value = names_get(&x->names, name);

	if (value == NULL && (name[0] == ':' || strcmp(name, "@reason") == 0))
		return &null;
	return value;
}

static const struct value *
parameter(void *self, const char *name)
{
	const struct reader *reader = self;

	return exchange_value(reader->x, name);
}

static bool
give_row(void *self, const struct store_row *row)
{
	const struct reader *reader = self;

	return reader->row(reader->self, row);
}

/* Whatever was decided or answered is not; busy.c says so when the handler is done. */
static void
become_busy(struct exchange *x)
{
	if (x->faulted || x->is_busy)
		return;
	store_rollback(x->store);
	reply_free(&x->reply);
	x->reason = "busy";
	x->is_busy = true;
}

static enum store_result
run(struct exchange *x, const struct statement *statement, void *self,
    bool (*row)(void *self, const struct store_row *row))
{
	struct reader reader = {.x = x, .self = self, .row = row};
	struct store_caller caller = {
	    .self = &reader, .parameter = parameter, .row = row != NULL ? give_row : NULL};
	enum store_result result;

	if (x->faulted)
		return STORE_FAULT;
	if (x->is_busy && statement->kind == STATEMENT_STORE)
		return STORE_BUSY; /* it has waited, and is not to wait again */
	result = store_run(x->store, statement, &caller);
	if (result == STORE_BUSY)
		become_busy(x);
	else if (result == STORE_FAULT)
		fault(x, statement->name);
	return result;
}

enum store_result
exchange_run(struct exchange *x, const struct statement *statement, void *self,
    bool (*row)(void *self, const struct store_row *row))
{
	enum store_result result = run(x, statement, self, row);

	if (result != STORE_OBJECTED)
		return result;
	log_line("statement %s: %s", statement->name, store_objection(x->store));
	fault(x, statement->name);
	return STORE_FAULT;
}

static bool
establish_row(void *self, const struct store_row *row)
{
	struct exchange *x = self;

	for (size_t i = 0; i < row->ncolumns; i++)
		if (!names_put(&x->names, '@', row->names[i], &row->values[i])) {
			log_line("@%s would be established twice", row->names[i]);
			return false;
		}
	return true;
}

bool
establish(struct exchange *x, const struct statement *statement)
{
	return exchange_run(x, statement, x, establish_row) == STORE_ROW;
}

bool
attempt(struct exchange *x, const struct statement *statement)
{
	enum store_result result = run(x, statement, x, establish_row);

	if (result == STORE_OBJECTED)
		exchange_establish_text(x, "objection", store_objection(x->store));
	return result == STORE_ROW || result == STORE_NONE;
}

bool
exchange_establish_text(struct exchange *x, const char *name, const char *text)
{
	if (names_put_text(&x->names, '@', name, text))
		return true;
	fault(x, name);
	return false;
}

bool
exchange_establish_integer(struct exchange *x, const char *name, int64_t integer)
{
	if (names_put_integer(&x->names, '@', name, integer))
		return true;
	fault(x, name);
	return false;
}

bool
exchange_release(struct exchange *x)
{
	return !store_in_transaction(x->store) && commit(x);
}

bool
refused(const struct exchange *x)
{
	return x->faulted || x->reason != NULL || x->reply.status != 0;
}

void
refuse(struct exchange *x, const char *reason)
{
	refusal *words =
	    x->route != NULL && x->route->refused != NULL ? x->route->refused : x->program->refused;

	if (x->faulted || x->reason != NULL)
		return;
	reply_clear(&x->reply);
	x->reason = names_keep(&x->names, reason, strlen(reason));
	if (x->reason == NULL || !names_put_text(&x->names, '$', "reason", reason) ||
	    !names_put_text(&x->names, '$', "about", text_of(x, "@about")) ||
	    !establish(x, &sql_exchange_reason)) {
		if (!x->is_busy)
			log_line("the catalogue lacks the reason %s", reason);
		fault(x, "refuse");
		return;
	}
	words(x);
	if (x->reply.status == 0)
		fault(x, "a refusal without words");
}

static bool
keep_reason(void *self, const struct store_row *row)
{
	struct exchange *x = self;

	return row->ncolumns == 1 && row->values[0].type == VALUE_TEXT &&
	       names_put(&x->names, '$', "because", &row->values[0]);
}

void
refuse_because(struct exchange *x, const struct statement *why)
{
	if (refused(x))
		return;
	if (exchange_run(x, why, x, keep_reason) == STORE_ROW)
		refuse(x, text_of(x, "$because"));
	else if (!refused(x))
		fault(x, why->name);
}

void
fault(struct exchange *x, const char *what)
{
	static const char words[] = "Something went wrong here. The server's log knows more.\n";

	if (x->faulted || x->is_busy) /* what a step that could not be taken leads to is no fault */
		return;
	x->faulted = true;
	store_rollback(x->store);
	log_line("fault in %s, trace %s", what,
	    text_of(x, "@trace_id") != NULL ? text_of(x, "@trace_id") : "-");
	reply_plainly(&x->reply, 500, words);
}

void
header(struct exchange *x, const char *name, const char *value)
{
	if (x->is_busy || x->faulted) /* this header is for another answer */
		return;
	if (!reply_header(&x->reply, name, value))
		fault(x, name);
}

bool
exchange_commit(struct exchange *x, enum store_haste haste)
{
	enum store_result result = x->faulted   ? STORE_FAULT
				   : x->is_busy ? STORE_BUSY
						: store_commit(x->store, haste);

	if (result == STORE_BUSY)
		become_busy(x);
	else if (result == STORE_FAULT)
		fault(x, "commit");
	return result == STORE_NONE;
}

bool
commit(struct exchange *x)
{
	return exchange_commit(x, STORE_DURABLE);
}

bool
has_value(struct exchange *x, const char *name)
{
	const struct value *value = names_get(&x->names, name);

	return value != NULL && value->type != VALUE_NULL;
}

const char *
text_of(struct exchange *x, const char *name)
{
	const struct value *value = names_get(&x->names, name);

	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

int64_t
integer_of(struct exchange *x, const char *name)
{
	const struct value *value = names_get(&x->names, name);

	return value != NULL && value->type == VALUE_INTEGER ? value->integer : 0;
}

bool
is_true(struct exchange *x, const char *name)
{
	return integer_of(x, name) != 0;
}
