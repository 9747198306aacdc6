/*
 * jwk_check(JWK) -> one row for each thing that jwk_error looks at, and for each member that tells
 * of a certificate, with the columns that jwt_check has.
 */
#include <stdio.h>

#include "jwk_certificate.h"
#include "jwk_thumbprint.h"
#include "sql_check.h"
#include "sql_jwk_check.h"
#include "sql_key.h"

SQLITE_EXTENSION_INIT3

#define WHY_MAX 256 /* the sentence of a code and a flaw */
#define NOTE_MAX 64 /* bytes of what a check expects, and of what it sees */

static void
describe(const struct jwk *key, enum jose_error code, char actual[NOTE_MAX])
{
	bool signs = key->may_sign && key->private;

	switch (code) {
	case JOSE_KEY_INVALID:
		snprintf(actual, NOTE_MAX, "%s%s%s%s", key->kty->name, key->crv == NULL ? "" : " ",
		    key->crv == NULL ? "" : key->crv, key->private ? ", private" : "");
		break;
	case JOSE_KEY_WEAK:
		if (key->flaw == NULL)
			snprintf(actual, NOTE_MAX, "%u bits", key->bits);
		break;
	case JOSE_KEY_USE:
		snprintf(actual, NOTE_MAX, "%s%s%s", signs ? "sign" : "",
		    signs && key->may_verify ? ", " : "", key->may_verify ? "verify" : "");
		break;
	case JOSE_ALG_KEY_MISMATCH:
		snprintf(actual, NOTE_MAX, "%s", key->alg == NULL ? "" : key->alg->name);
		break;
	default:
		break;
	}
}

/*
 * The codes are in the order of the checks: all before the verdict passed, and those after it were
 * not made.
 */
static const char *
status_of(enum jose_error code, enum jose_error verdict)
{
	if (code == verdict)
		return "fail";
	return verdict != JOSE_OK && verdict < code ? "skip" : "pass";
}

/* From name to spec.  The key is NULL, or has no kty, when nothing of it could be read. */
static void
add_check(struct sql_rows *rows, const struct jwk *key, enum jose_error code,
    enum jose_error verdict, const char *why)
{
	char expected[NOTE_MAX] = "", actual[NOTE_MAX] = "";

	if (key != NULL && key->kty != NULL) {
		describe(key, code, actual);
		/* One that is weak by more than its bits has a flaw that says by what. */
		if (code == JOSE_KEY_WEAK && verdict == code && key->flaw == NULL)
			snprintf(expected, NOTE_MAX, "at least %u bits", jwk_min_bits(key, NULL));
	}
	sql_add_text(rows, jose_code(code));
	sql_add_text(rows, "key");
	sql_add_text(rows, status_of(code, verdict));
	sql_add_text(rows, expected[0] == '\0' ? NULL : expected);
	sql_add_text(rows, actual[0] == '\0' ? NULL : actual);
	sql_add_text(rows, code == verdict ? why : NULL);
	sql_add_text(rows, jose_section(code));
}

/* What a certificate says is not a check of the key, and so never fails. */
static void
add_certificate(struct sql_rows *rows, const struct jwk_certificate *report)
{
	bool fits = report->compared && report->flaw == NULL;

	sql_add_text(rows, report->member);
	sql_add_text(rows, "key");
	sql_add_text(rows, fits ? "pass" : report->compared ? "info" : "skip");
	sql_add_text(rows, report->expected[0] == '\0' ? NULL : report->expected);
	sql_add_text(rows, report->actual[0] == '\0' ? NULL : report->actual);
	sql_add_text(rows, report->flaw);
	sql_add_text(rows, report->section);
}

/* A row for each of x5c, x5t and x5t#S256 that a JWK has. */
static enum jose_error
add_certificates(struct sql_rows *rows, sqlite3_value *value, int64_t step)
{
	struct jwk_certificate report;
	cJSON *tree;
	size_t i;
	enum jose_error err;

	if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
		return JOSE_OK;
	err = sql_tree_read(value, &tree);
	if (err != JOSE_OK)
		return err == JOSE_NO_MEMORY ? err : JOSE_OK;
	for (i = 0; jwk_certificate_check(tree, i, &report); i++)
		if (report.present && jwk_complete(tree) == JOSE_OK) {
			sql_add_integer(rows, ++step);
			add_certificate(rows, &report);
		}
	json_tree_free(tree);
	return JOSE_OK;
}

static enum jose_error
fill_key(struct sql_rows *rows, struct sql_call *call)
{
	static const enum jose_error codes[] = {
	    JOSE_NO_KEY, JOSE_KEY_INVALID, JOSE_KEY_WEAK, JOSE_KEY_USE, JOSE_ALG_KEY_MISMATCH};
	struct jwk_set *set;
	enum jose_error verdict = sql_verdict(call->argument[0], &set);
	enum jose_error reason = set != NULL && set->is_set ? JOSE_IS_JWKS : verdict;
	const struct jwk *key = set != NULL && set->count == 1 ? set->keys : NULL;
	const char *flaw = jwk_set_flaw(set, key);
	char why[WHY_MAX];
	size_t i;

	snprintf(why, sizeof why, "%s%s%s", jose_sentence(reason), flaw == NULL ? "" : ": ",
	    flaw == NULL ? "" : flaw);
	for (i = 0; i < sizeof codes / sizeof codes[0] && verdict != JOSE_NO_MEMORY; i++) {
		sql_add_integer(rows, (int64_t)i + 1);
		add_check(rows, key, codes[i], verdict, why);
	}
	jwk_set_free(set);
	if (verdict == JOSE_NO_MEMORY)
		return JOSE_NO_MEMORY;
	return add_certificates(rows, call->argument[0], (int64_t)i);
}

const struct sql_table sql_jwk_check = {
    .name = "jwk_check",
    .schema = "CREATE TABLE x(" SQL_CHECK_COLUMNS ", argument_jwk HIDDEN)",
    .columns = SQL_CHECK_COUNT,
    .arguments = 1,
    .fill = fill_key,
};
