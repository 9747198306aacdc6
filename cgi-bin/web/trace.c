/*
 * trace: W3C Trace Context.  What one program causes at another belongs to the same journey, and
 * the record of the other says which program asked.  Both are believed only with a proof made with
 * the database's key: else a stranger could put requests into another's journey, or act for a
 * program.
 */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "exchange.h"
#include "exchange_room.h"
#include "request.h"
#include "trace.h"
#include "trace.sql.h"

enum { TRACE = 33, PARENT = 56, PROOF = 44 }; /* each with a NUL */

/* Bytes are drawn for many names at once: one call for each would be a twentieth of an exchange. */
void
trace_name(char *hex, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	static unsigned char drawn[512];
	static size_t left;

	if (left < size / 2) {
		left = sizeof drawn;
		if (getrandom(drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn)
			memset(drawn, 1, sizeof drawn);
	}
	for (size_t i = 0; i < size - 1; i += 2) {
		left--;
		hex[i] = digits[drawn[left] >> 4];
		hex[i + 1] = digits[drawn[left] & 15];
	}
	hex[size - 1] = '\0';
}

/* Section 3.2: 00-<trace>-<span>-<flags>. */
static bool
is_traceparent(const char *header)
{
	static const char hex[] = "0123456789abcdef";

	return header != NULL && strlen(header) == PARENT - 1 && strncmp(header, "00-", 3) == 0 &&
	       strspn(header + 3, hex) == 32 && header[35] == '-' && strspn(header + 3, "0") < 32 &&
	       strspn(header + 36, hex) == 16 && header[52] == '-' && strspn(header + 36, "0") < 16;
}

/* What a proof is about. */
struct claim {
	const struct exchange *x;
	struct value traceparent, actor;
	char proof[PROOF];
};

static const struct value *
parameter(void *self, const char *name)
{
	const struct claim *claim = self;

	return strcmp(name, "$traceparent") == 0 ? &claim->traceparent
	       : strcmp(name, "$actor") == 0     ? &claim->actor
						 : names_get(&claim->x->names, name);
}

static bool
keep_proof(void *self, const struct store_row *row)
{
	struct claim *claim = self;
	bool good = row->values[0].type == VALUE_TEXT && row->values[0].size == PROOF - 1;

	if (good)
		memcpy(claim->proof, row->values[0].text, PROOF);
	return good;
}

static bool
make_proof(const struct exchange *x, struct claim *claim, const char *traceparent,
    const char *actor, size_t actor_size)
{
	struct store_caller caller = {.self = claim, .parameter = parameter, .row = keep_proof};

	claim->x = x;
	claim->traceparent = (struct value){VALUE_TEXT, 0, 0, traceparent, PARENT - 1};
	claim->actor = (struct value){VALUE_TEXT, 0, 0, actor, actor_size};
	return store_run(x->store, &sql_trace_proof, &caller) == STORE_ROW;
}

/* In the same time, wherever they differ. */
static bool
is_proof(const struct claim *claim, const char *shown)
{
	unsigned char differs = 0;

	for (size_t i = 0; i < PROOF - 1; i++)
		differs |= (unsigned char)(claim->proof[i] ^ shown[i]);
	return differs == 0;
}

/* Not all actors are programs: the table flow_actor says which are. */
static bool
is_program(const struct exchange *x, struct claim *claim)
{
	struct store_caller caller = {.self = claim, .parameter = parameter};

	return store_run(x->store, &sql_trace_program, &caller) == STORE_ROW;
}

/* tracestate: actor=<program>.<proof>, and behind it perhaps what others have added. */
static const char *
proven_actor(struct exchange *x, const char *traceparent)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	const char *state = request_variable(x->request, "HTTP_TRACESTATE");
	const char *proof, *actor;
	struct claim claim;
	size_t size;

	if (!is_traceparent(traceparent) || state == NULL || strncmp(state, "actor=", 6) != 0)
		return NULL;
	state += 6;
	size = strspn(state, letters);
	proof = state + size + 1;
	if (state[size] != '.' || strcspn(proof, ", ") != PROOF - 1)
		return NULL;
	actor = names_keep(&x->names, state, size);
	return actor != NULL && make_proof(x, &claim, traceparent, actor, size) &&
		       is_proof(&claim, proof) && is_program(x, &claim)
		   ? actor
		   : NULL;
}

bool
trace_begin(struct exchange *x)
{
	const char *traceparent = request_variable(x->request, "HTTP_TRACEPARENT");
	const char *actor = proven_actor(x, traceparent);
	char trace_id[TRACE], span_id[TRACE_SPAN], parent_id[TRACE_SPAN];

	trace_name(trace_id, sizeof trace_id);
	trace_name(span_id, sizeof span_id);
	if (actor != NULL) {
		memcpy(trace_id, traceparent + 3, TRACE - 1);
		memcpy(parent_id, traceparent + 36, TRACE_SPAN - 1);
		parent_id[TRACE_SPAN - 1] = '\0';
	}
	return names_put_text(&x->names, '@', "trace_id", trace_id) &&
	       names_put_text(&x->names, '@', "span_id", span_id) &&
	       names_put_text(&x->names, '$', "trace_actor", actor) &&
	       names_put_text(&x->names, '$', "trace_parent", actor != NULL ? parent_id : NULL);
}

bool
trace_tell(struct exchange *x, char traceparent[TRACE_HEADER], char tracestate[TRACE_HEADER])
{
	const char *actor = text_of(x, "@actor");
	const char *trace_id =
	    text_of(x, has_value(x, "@trace_continued") ? "@trace_continued" : "@trace_id");
	struct claim claim;

	snprintf(traceparent, TRACE_HEADER, "00-%.32s-%.16s-01", trace_id, text_of(x, "@span_id"));
	if (!make_proof(x, &claim, traceparent, actor, strlen(actor)))
		return false;
	snprintf(tracestate, TRACE_HEADER, "actor=%s.%s", actor, claim.proof);
	return true;
}
