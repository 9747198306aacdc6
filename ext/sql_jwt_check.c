/*
 * jwt_check(TOKEN, KEY [, OPTIONS]) -> one row for each step of the validation, RFC 7519 section
 * 7.2.
 *
 *   step      its number, in the order in which jwt_verify goes
 *   name      the code that jwt_error gives when this step is the first to fail
 *   part      token, header, key, signature or claims
 *   status    pass, fail, skip (nothing there to check)
 *             or info (there, but the caller asks nothing of it)
 *   expected  what the caller wants, and
 *   actual    what is there
 *   detail    a sentence, for what failed, for what is not verified and for what looks odd
 *   spec      the section that asks for it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql_check.h"
#include "sql_jwt.h"
#include "sql_jwt_check.h"

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
		err = sql_verify_options_read(json.text, json.length, &options, &call->detail);
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
