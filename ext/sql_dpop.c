/*
 * dpop_*: Demonstrating Proof of Possession in SQL, RFC 9449.
 *
 *   dpop_verify(PROOF, HTM, HTU [, OPTIONS]) -> JSON: jkt, and the claims jti, iat, htm, htu, ath
 *       and nonce; NULL for a bad proof.
 *   dpop_check(PROOF, HTM, HTU [, OPTIONS]) -> one row for each step, with the columns that
 *       jwt_check has.
 *
 * Options: access_token or ath, nonce, jkt, max_age (60 seconds), future (10 seconds), alg or algs,
 * now.
 *
 * The caller must remember each jti for as long as max_age, and refuse a proof that comes twice
 * (section 11.1).
 */
#include <stdlib.h>
#include <string.h>

#include "dpop.h"
#include "json_value.h"
#include "json_writer.h"
#include "sql_check.h"
#include "sql_connection.h"
#include "sql_dpop.h"

SQLITE_EXTENSION_INIT3

/*
 * NULL for a value that is NULL or left out: it came from somewhere that failed, and will match
 * nothing.
 */
static enum jose_error
plain_text(sqlite3_value *value, char **plain)
{
	const char *text = sql_word(value);

	*plain = text == NULL ? NULL : strdup(text);
	return text != NULL && *plain == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}

/* Leaves the answer of the steps in *dpop; its htm and htu are there for the walk alone. */
static enum jose_error
walk(struct dpop *dpop, struct sql_connection *connection, sqlite3_value *proof, sqlite3_value *htm,
    sqlite3_value *htu, const struct dpop_options *options, enum jose_error *verdict)
{
	char *method, *uri;
	enum jose_error err = plain_text(htm, &method), uri_err = plain_text(htu, &uri);

	err = err == JOSE_OK ? uri_err : err;
	dpop->options = options;
	dpop->htm = method;
	dpop->htu = uri;
	dpop->now = options->now.type == JSON_ABSENT ? sql_now(connection) : options->now_time;
	dpop->jws.token = sql_bytes(proof, &dpop->jws.length);
	if (err == JOSE_OK) {
		*verdict = dpop_verify(dpop);
		err = dpop->jws.fault;
	}
	free(method);
	free(uri);
	return err;
}

/* The options point into *json. */
static enum jose_error
read_options(sqlite3_value *value, struct sql_json_text *json, struct dpop_options *options,
    struct jose_detail *detail)
{
	enum jose_error err = sql_options(value, json);

	memset(options, 0, sizeof *options);
	return err == JOSE_OK ? dpop_options_read(json->text, json->length, options, detail) : err;
}

static void
result_proof(sqlite3_context *ctx, const struct dpop *dpop)
{
	static const char *const shown[] = {"jti", "iat", "htm", "htu", "ath", "nonce"};
	struct json_writer writer = {NULL, 0, 0, false};
	const struct json_value *claim;
	size_t i;

	json_write_plain(&writer, "{");
	json_write_name(&writer, "jkt");
	json_write_string(&writer, dpop->jkt);
	for (i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		claim = json_member(&dpop->jws.claims, shown[i]);
		if (claim == NULL)
			continue;
		json_write_name(&writer, shown[i]);
		json_write_value(&writer, claim);
	}
	json_write_plain(&writer, "}");
	if (writer.failed)
		sqlite3_result_error_nomem(ctx);
	else
		sql_json(ctx, writer.text, writer.length);
	free(writer.text);
}

void
sql_dpop_verify(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct sql_json_text json;
	struct dpop_options options;
	struct dpop dpop;
	enum jose_error verdict = JOSE_OK, err;

	memset(&dpop, 0, sizeof dpop);
	err = read_options(argc > 3 ? argv[3] : NULL, &json, &options, &detail);
	if (err == JOSE_OK)
		err =
		    walk(&dpop, sql_connection(ctx), argv[0], argv[1], argv[2], &options, &verdict);
	if (err != JOSE_OK)
		sql_raise(ctx, err, &detail);
	else if (verdict == JOSE_OK)
		result_proof(ctx, &dpop);
	dpop_clear(&dpop);
	sql_json_text_free(&json);
}

static enum jose_error
fill(struct sql_rows *rows, struct sql_call *call)
{
	struct sql_report report = {rows, 0};
	const struct jws_observer observer = {sql_report_see, &report};
	struct sql_json_text json;
	struct dpop_options options;
	struct dpop dpop;
	enum jose_error verdict, err;

	err = read_options(call->argument[3], &json, &options, &call->detail);
	memset(&dpop, 0, sizeof dpop);
	dpop.jws.observer = &observer;
	if (err == JOSE_OK)
		err = walk(&dpop, call->connection, call->argument[0], call->argument[1],
		    call->argument[2], &options, &verdict);
	dpop_clear(&dpop);
	sql_json_text_free(&json);
	return err;
}

const struct sql_table sql_dpop_check = {
    .name = "dpop_check",
    .schema = "CREATE TABLE x(" SQL_CHECK_COLUMNS ", argument_proof HIDDEN,"
	      " argument_htm HIDDEN, argument_htu HIDDEN, argument_options HIDDEN)",
    .columns = SQL_CHECK_COUNT,
    .arguments = 4,
    .fill = fill,
};
