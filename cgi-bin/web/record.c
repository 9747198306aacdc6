/*
 * record: what an exchange leaves in the flow record.  Redaction is an allowlist: only what the
 * columns of flow_event and flow_token name is kept, cut at 200 characters, and of tokens only
 * fingerprints.
 */
#include <stdio.h>
#include <string.h>

#include "address.h"
#include "exchange_room.h"
#include "log.h"
#include "exchange.sql.h"

enum { LONGEST = 200 };

/* Kinds that a browser causes; all others come over the back channel. */
static const char *const front_kinds[] = {"authorize.request", "authorize.callback", "login.form",
    "login.ok", "login.fail", "consent.form", "consent.granted", "consent.denied", "client.request",
    "session.start", "session.end", "logout", "page.get"};

/* Somebody at a shell, or a client; who proves to be one of our programs is that (trace.c). */
static const char *
back_channel_actor(const struct exchange *x)
{
	const char *agent = transport_variable(x, "HTTP_USER_AGENT");

	return agent != NULL && strncmp(agent, "curl/", 5) == 0 ? "shell" : "client";
}

static bool
is_front(const char *kind)
{
	for (size_t i = 0; i < sizeof front_kinds / sizeof *front_kinds; i++)
		if (strcmp(front_kinds[i], kind) == 0)
			return true;
	return false;
}

void
record_begin(struct exchange *x)
{
	struct event *request = &x->events[0];

	x->nevents = 1;
	request->kind = x->route == NULL         ? "unknown"
			: x->route->kind != NULL ? x->route->kind
						 : "page.get";
	request->channel = is_front(request->kind) ? "front" : "back";
	request->actor_from = is_front(request->kind) ? "browser" : back_channel_actor(x);
	request->actor_to = x->program->name;
	trace_name(request->span_id, sizeof request->span_id);
}

void
record_event(struct exchange *x, const char *kind, const char *actor_to, const char *channel)
{
	struct event *event = &x->events[x->nevents];

	if (x->nevents == EVENTS) {
		fault(x, "more events than an exchange has room for");
		return;
	}
	x->nevents++;
	event->kind = kind;
	event->channel = channel;
	event->actor_from = x->program->name;
	event->actor_to = actor_to;
	trace_name(event->span_id, sizeof event->span_id);
	strcpy(event->parent_id, x->events[0].span_id);
}

/* Kept for the end: whether anything is recorded is known only then, and an @name never changes. */
void
record_token(struct exchange *x, const struct statement *tokens)
{
	struct event *event = &x->events[x->nevents - 1];

	if (event->ntokens == TOKENS)
		fault(x, tokens->name);
	else
		event->tokens[event->ntokens++] = tokens;
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
	return value != NULL ? value : &null; /* most events know no grant, most tokens no scope */
}

static bool
put_text(struct names *names, const char *name, const char *text)
{
	return names_put_text(names, '$', name, text != NULL && *text != '\0' ? text : NULL);
}

/* What a handler knows better than the route: who asked, or what it came to. */
static const char *
established(const struct exchange *x, const char *name, const char *otherwise)
{
	const struct value *value = names_get(&x->names, name);

	return value != NULL && value->type == VALUE_TEXT ? value->text : otherwise;
}

static const char *
kind_of(const struct exchange *x, const struct event *event)
{
	return event == x->events ? established(x, "@event_kind", event->kind) : event->kind;
}

/* Somebody signs in or out, or tries to: the table flow_kind says which kinds these are. */
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

/* Where such a one comes from, as far as the setting record_address lets it be known. */
static bool
put_address(struct writer *writer, bool is_kept)
{
	const char *setting = text_of(writer->x, "@record_address");
	const char *address = transport_variable(writer->x, "REMOTE_ADDR");
	bool whole = setting != NULL && strcmp(setting, "whole") == 0;
	char network[ADDRESS_SIZE];

	if (!is_kept || setting == NULL || strcmp(setting, "none") == 0 ||
	    !address_network(address, whole ? 32 : 24, whole ? 128 : 48, network))
		return put_text(&writer->event, "address", NULL);
	return put_text(&writer->event, "address", network);
}

/* The first event is what was asked, and bears the outcome; the others are what was sent on. */
static bool
put_event(struct writer *writer, const struct event *event)
{
	const struct exchange *x = writer->x;
	struct names *names = &writer->event;
	bool first = event == x->events;
	const char *kind = kind_of(x, event);
	const char *decision = x->reason != NULL && first ? "deny"
			       : x->reason != NULL        ? "info"
							  : "allow";

	return put_text(names, "actor_from",
		   first ? established(x, "@actor_from", event->actor_from) : event->actor_from) &&
	       put_text(names, "actor_to", event->actor_to) &&
	       put_text(names, "channel", event->channel) && put_text(names, "kind", kind) &&
	       put_address(writer, is_sign_in(writer->x, kind)) &&
	       put_text(names, "event_span_id", event->span_id) &&
	       put_text(names, "event_parent_id", event->parent_id) &&
	       put_text(names, "decision", decision) &&
	       put_text(names, "event_reason", first ? x->reason : NULL) &&
	       put_text(
		   names, "endpoint_path", first && x->route != NULL ? x->route->path : NULL) &&
	       names_put_integer(names, '$', "is_first", first) &&
	       names_put_integer(names, '$', "status", x->reply.status);
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

/*
 * Nor is its type to be trusted: times are integers, all
 * else is text, and what is neither is left out.
 */
static bool
put_token(struct names *token, const struct store_row *row)
{
	for (size_t i = 0; i < row->ncolumns; i++) {
		bool is_time =
		    strcmp(row->names[i], "iat") == 0 || strcmp(row->names[i], "exp") == 0;
		struct value value = cut(&row->values[i]);

		if (value.type != (is_time ? VALUE_INTEGER : VALUE_TEXT))
			value.type = VALUE_NULL;
		if (!names_put(token, '$', row->names[i], &value))
			return false;
	}
	return true;
}

static bool
no_row(void *self, const struct store_row *row)
{
	(void)self;
	(void)row;
	return true;
}

static bool
write_token(void *self, const struct store_row *row)
{
	struct writer *writer = self;
	const struct store_caller caller = {.self = writer, .parameter = parameter, .row = no_row};
	bool good = put_token(&writer->token, row);

	if (good && names_get(&writer->token, "$fingerprint") != NULL &&
	    names_get(&writer->token, "$fingerprint")->type == VALUE_TEXT)
		good = store_run(writer->x->store, &sql_token_insert, &caller) != STORE_FAULT;
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
	    store_run(x->store, &sql_event_insert, &caller) != STORE_ROW)
		log_line("the flow record did not take a %s", event->kind);
	else
		for (size_t i = 0; i < event->ntokens; i++)
			exchange_run(x, event->tokens[i], &writer, write_token);
	names_clear(&writer.event);
}

/*
 * What was refused is kept always, sign-ins or all else when the setting says so; who only looks on
 * is no part of what happened.
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
	for (size_t i = 0; i < x->nevents; i++)
		if (is_sign_in(x, kind_of(x, &x->events[i])))
			return true;
	return false;
}

void
record_write(struct exchange *x)
{
	bool alone = !store_in_transaction(x->store);

	if (x->faulted || x->is_busy)
		return; /* there is no writing now */
	for (size_t i = 0; i < x->nevents; i++)
		write_event(x, &x->events[i]);
	if (alone) /* it decides nothing: nobody waits for the disk */
		exchange_commit(x, STORE_SOON);
}
