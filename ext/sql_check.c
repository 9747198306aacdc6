/*
 * jwt_check(TOKEN, KEY [, OPTIONS]) -> one row for each step of the validation, RFC 7519
 * section 7.2.
 *
 *   step      its number, in the order in which jwt_verify goes
 *   name      the code that jwt_error gives when this step is the first to fail
 *   part      token, header, key, signature or claims
 *   status    pass, fail, skip (nothing there to check)
 *             or info (there, but the caller asks nothing of it)
 *   expected  what the caller wants, and
 *   actual    what is there
 *   detail    a sentence, for what failed, for what nobody has verified and for what looks odd
 *   spec      the section that asks for it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql_check.h"

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

static enum jose_error
walk(struct sql_rows *rows, struct sql_call *call, const struct sql_verify_options *options)
{
	struct sql_report report = {rows, 0};
	const struct jws_observer observer = {sql_report_see, &report};
	enum jose_error verdict, err;
	struct jwt jwt;

	memset(&jwt, 0, sizeof jwt);
	jwt.jws.observer = &observer;
	err = sql_validate(
	    call->connection, call->argument[0], call->argument[1], &options->jwt, &jwt, &verdict);
	jwt_clear(&jwt);
	return err;
}

static enum jose_error
fill(struct sql_rows *rows, struct sql_call *call)
{
	struct sql_verify_options *options = NULL;
	struct sql_json_text json;
	enum jose_error err = sql_options(call->argument[2], &json);

	if (err == JOSE_OK)
		err = sql_verify_options_read(json.text, json.length, &options, &call->culprit);
	sql_json_text_free(&json);
	if (err == JOSE_OK)
		err = walk(rows, call, options);
	free(options);
	return err;
}

const struct sql_table sql_jwt_check = {
    .name = "jwt_check",
    .schema = "CREATE TABLE x(" SQL_CHECK_COLUMNS
	      ", argument_token HIDDEN, argument_key HIDDEN, argument_options HIDDEN)",
    .columns = SQL_CHECK_COUNT,
    .arguments = 3,
    .fill = fill,
};
