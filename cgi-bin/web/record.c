/*
 * record: what an exchange leaves in the flow record.  Redaction is an allowlist: only what has a
 * column is kept, cut at 200 characters, and of tokens only fingerprints.
 */
#include <string.h>

#include "address.h"
#include "exchange_room.h"
#include "form.h"
#include "log.h"
#include "record.h"
#include "request.h"
#include "trace.h"

enum { LONGEST = 200 };

/* The rows of a statement, each a token that the event saw. */
struct tokens {
	const struct statement *statement;
	struct tokens *next;
};

/* One event that will be recorded; the first is the request itself. */
struct event {
	const char *kind, *actor_to;
	struct tokens *tokens, *newest;
	struct event *next;
};

static void
add_event(struct exchange *x, const char *kind, const char *actor_to)
{
	struct event *event = names_memory(&x->names, sizeof *event);

	if (event == NULL) {
		fault(x, "record: no memory is left");
		return;
	}
	*event = (struct event){.kind = kind, .actor_to = actor_to};
	if (x->newest != NULL)
		x->newest->next = event;
	else
		x->events = event;
	x->newest = event;
}

/* A list of all events needs the first. */
static bool
has_events(struct exchange *x)
{
	if (x->events == NULL)
		add_event(x, text_of(x, "$kind"), text_of(x, "@actor"));
	return x->events != NULL;
}

void
record_event(struct exchange *x, const char *kind, const char *actor_to)
{
	if (has_events(x))
		add_event(x, kind, actor_to);
}

/* Kept for the end: whether anything is recorded is known only then, and an @name never changes. */
void
record_token(struct exchange *x, const struct statement *statement)
{
	struct tokens *tokens = names_memory(&x->names, sizeof *tokens);
	struct event *event = has_events(x) ? x->newest : NULL;

	if (tokens == NULL || event == NULL) {
		fault(x, statement->name);
		return;
	}
	*tokens = (struct tokens){.statement = statement};
	if (event->newest != NULL)
		event->newest->next = tokens;
	else
		event->tokens = tokens;
	event->newest = tokens;
}

/* While an event is written, its own names come first; then those of the exchange. */
struct writer {
	struct exchange *x;
	struct names event, token;
};

static const struct value *
parameter(void *self, const char *name)
{
	static const struct value null = {.type = VALUE_NULL};
	const struct writer *writer = self;
	const struct value *value = names_get(&writer->token, name);

	if (value == NULL)
		value = names_get(&writer->event, name);
	if (value == NULL)
		value = names_get(&writer->x->names, name);
	return value != NULL ? value : &null; /* no event has all columns, and no token has */
}

static bool
put_text(struct names *names, const char *name, const char *text)
{
	return names_put_text(names, '$', name, text != NULL && *text != '\0' ? text : NULL);
}

/* What it came to may be known better than the route does. */
static const char *
kind_of(struct exchange *x, const struct event *event)
{
	const char *kind = event == x->events ? text_of(x, "@event_kind") : NULL;

	return kind != NULL ? kind : event->kind;
}

/* Whether it is about a sign-in or a sign-out: the table flow_kind says which kinds are. */
static bool
is_sign_in(struct exchange *x, const char *kind)
{
	const char *kinds = text_of(x, "@sign_in_kinds");
	size_t length = strlen(kind);

	for (const char *at = kinds; at != NULL && (at = strstr(at, kind)) != NULL; at++)
		if (at > kinds && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

/* Where a sign-in comes from, as far as the setting record_address lets it be known. */
static bool
put_address(struct writer *writer, bool is_kept)
{
	const char *setting = text_of(writer->x, "@record_address");
	const char *address = text_of(writer->x, "$remote_address");
	bool whole = setting != NULL && strcmp(setting, "whole") == 0;
	char network[ADDRESS_SIZE];

	if (!is_kept || setting == NULL || strcmp(setting, "none") == 0 ||
	    !address_network(address, whole ? 32 : 24, whole ? 128 : 48, network))
		return put_text(&writer->event, "address", NULL);
	return put_text(&writer->event, "address", network);
}

static const char *
decision_of(const struct exchange *x, const struct event *event)
{
	if (x->reason == NULL)
		return "allow";
	return event == x->events ? "deny" : "info";
}

/* What was asked bears the outcome; it came from elsewhere. */
static bool
put_request(struct writer *writer)
{
	struct exchange *x = writer->x;
	struct names *names = &writer->event;

	return names_put_integer(names, '$', "is_first", 1) &&
	       put_text(names, "event_span_id", text_of(x, "@span_id")) &&
	       put_text(names, "event_parent_id", text_of(x, "$trace_parent")) &&
	       put_text(names, "event_reason", x->reason) &&
	       put_text(names, "endpoint_path", x->route != NULL ? x->route->path : NULL);
}

/* What was sent on was caused by the request. */
static bool
put_further(struct writer *writer)
{
	struct names *names = &writer->event;
	char span_id[TRACE_SPAN];

	trace_name(span_id, sizeof span_id);
	return names_put_integer(names, '$', "is_first", 0) &&
	       put_text(names, "event_span_id", span_id) &&
	       put_text(names, "event_parent_id", text_of(writer->x, "@span_id")) &&
	       put_text(names, "event_reason", NULL) && put_text(names, "endpoint_path", NULL);
}

static bool
put_event(struct writer *writer, const struct event *event)
{
	struct exchange *x = writer->x;
	struct names *names = &writer->event;
	const char *kind = kind_of(x, event);
	const char *agent = request_variable(x->request, "HTTP_USER_AGENT");
	bool is_text = agent != NULL && form_is_utf8(agent, strlen(agent));

	return put_text(names, "user_agent", is_text ? agent : NULL) &&
	       put_text(names, "actor_to", event->actor_to) && put_text(names, "kind", kind) &&
	       put_address(writer, is_sign_in(x, kind)) &&
	       put_text(names, "decision", decision_of(x, event)) &&
	       names_put_integer(names, '$', "status", x->reply.status) &&
	       (event == x->events ? put_request(writer) : put_further(writer));
}

static bool
keep_event_id(void *self, const struct store_row *row)
{
	struct writer *writer = self;

	return names_put(&writer->event, '$', "event_id", &row->values[0]);
}

/* A token's text is a stranger's: cut, between two characters. */
static struct value
cut(const struct value *value)
{
	struct value short_value = *value;

	if (value->type == VALUE_TEXT && value->size > LONGEST) {
		short_value.size = LONGEST;
		while (short_value.size > 0 &&
		       ((unsigned char)value->text[short_value.size] & 0xc0) == 0x80)
			short_value.size--;
	}
	return short_value;
}

static bool
is_number(const struct protocol *protocol, const char *column)
{
	for (const char *const *number = protocol->numbers; *number != NULL; number++)
		if (strcmp(*number, column) == 0)
			return true;
	return false;
}

/* Nor is its type to be trusted: a value of another type than its column's is left out. */
static bool
put_token(struct writer *writer, const struct store_row *row)
{
	for (size_t i = 0; i < row->ncolumns; i++) {
		bool number = is_number(writer->x->program->protocol, row->names[i]);
		struct value value = cut(&row->values[i]);

		if (value.type != (number ? VALUE_INTEGER : VALUE_TEXT))
			value.type = VALUE_NULL;
		if (!names_put(&writer->token, '$', row->names[i], &value))
			return false;
	}
	return true;
}

static bool
write_token(void *self, const struct store_row *row)
{
	struct writer *writer = self;
	const struct store_caller caller = {.self = writer, .parameter = parameter};
	bool good = put_token(writer, row);

	if (good && names_get(&writer->token, "$fingerprint") != NULL &&
	    names_get(&writer->token, "$fingerprint")->type == VALUE_TEXT)
		good = store_run(writer->x->store, writer->x->program->protocol->token, &caller) !=
		       STORE_FAULT;
	names_clear(&writer->token);
	return good;
}

static void
write_event(struct exchange *x, const struct event *event)
{
	struct writer writer = {.x = x};
	const struct store_caller caller = {
	    .self = &writer, .parameter = parameter, .row = keep_event_id};

	if (!put_event(&writer, event) ||
	    store_run(x->store, x->program->protocol->event, &caller) != STORE_ROW)
		log_line("the flow record did not take an event of the kind %s", event->kind);
	else
		for (const struct tokens *at = event->tokens; at != NULL; at = at->next)
			exchange_run(x, at->statement, &writer, write_token);
	names_clear(&writer.event);
}

/*
 * A refusal is kept in any case; sign-ins, or all else, when the setting says so.  An exchange
 * without a kind only looks on, and is no part of what happened.
 */
bool
record_is_kept(struct exchange *x)
{
	const char *record = text_of(x, "@record");

	if (x->faulted || x->reason != NULL)
		return true;
	if (x->route == NULL || x->route->kind == NULL || record == NULL)
		return false;
	if (strcmp(record, "logins") != 0)
		return strcmp(record, "all") == 0;
	if (!has_events(x))
		return false;
	for (const struct event *event = x->events; event != NULL; event = event->next)
		if (is_sign_in(x, kind_of(x, event)))
			return true;
	return false;
}

void
record_write(struct exchange *x)
{
	bool alone = !store_in_transaction(x->store);

	if (x->faulted || x->is_busy || !has_events(x))
		return; /* there is no writing now */
	for (const struct event *event = x->events; event != NULL; event = event->next)
		write_event(x, event);
	if (alone) /* it decides nothing, so it need not wait for the disk */
		exchange_commit(x, STORE_SOON);
}
