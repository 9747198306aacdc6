/*
 * The rows of a walk, one for each step.
 */
#include <stdio.h>
#include <string.h>

#include "sql_check.h"
#include "sql_value.h"

#define DETAIL_MAX 512 /* the longest sentence of jose.c and a remark fit in */

static void
add_compared(
    struct sql_rows *rows, const struct json_value *value, bool as_written, const char *note)
{
	bool there = value != NULL && value->type != JSON_ABSENT;

	if (!there && note[0] != '\0')
		sql_add_text(rows, note);
	else if (there && as_written)
		sql_add_bytes(rows, SQL_TEXT, value->text, value->length);
	else
		sql_add_value(rows, value);
}

/* "on unverified data: a claim is not what the caller expects: email", or less of it. */
static void
add_detail(struct sql_rows *rows, const struct jws_step *step, enum jws_status status,
    const struct jws *jws)
{
	bool unverified = strcmp(step->part, "claims") == 0 && !jws->verified && status != JWS_SKIP;
	const char *const said[] = {unverified ? "on unverified data" : "",
	    status == JWS_FAIL ? jose_sentence(step->code) : "", jws->remark};
	char text[DETAIL_MAX];
	size_t length = 0, i;

	for (i = 0; i < sizeof said / sizeof said[0]; i++)
		if (said[i][0] != '\0')
			length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
			    length == 0 ? "" : ": ", said[i]);
	sql_add_text(rows, length == 0 ? NULL : text);
}

void
sql_report_see(
    void *context, const struct jws_step *step, enum jws_status status, const struct jws *jws)
{
	static const char *const statuses[] = {"pass", "fail", "skip", "info"};
	struct sql_report *report = context;

	sql_add_integer(report->rows, ++report->step);
	sql_add_text(report->rows, jose_code(step->code));
	sql_add_text(report->rows, step->part);
	sql_add_text(report->rows, statuses[status]);
	add_compared(report->rows, jws->expected, jws->as_written, jws->expected_note);
	add_compared(report->rows, jws->actual, jws->as_written, jws->actual_note);
	add_detail(report->rows, step, status, jws);
	sql_add_text(report->rows, jose_section(step->code));
}
