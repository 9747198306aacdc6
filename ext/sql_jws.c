/*
 * jws_*: JSON Web Signatures over any payload in SQL, RFC 7515.
 *
 *   jws_sign(PAYLOAD, KEY [, OPTIONS]) -> TEXT: the JWS in the compact serialization.  A bad call
 *       raises.
 *   jws_verify(JWS, KEY [, OPTIONS [, DETACHED]]) -> BLOB: the payload as it was signed; NULL for a
 *       bad JWS.
 */
#include <stdlib.h>
#include <string.h>

#include "jws.h"
#include "jws_sign.h"
#include "sql_connection.h"
#include "sql_jws.h"

SQLITE_EXTENSION_INIT3

void
sql_jws_sign(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct jws_sign_options options;
	const struct jwk_set *keys = NULL;
	struct sql_json_text json = {NULL, 0, NULL};
	size_t length, jws_length;
	const char *payload = sql_bytes(argv[0], &length);
	char *jws = NULL;
	enum jose_error err;

	if (payload == NULL)
		return;
	memset(&options, 0, sizeof options);
	err = sql_keys(sql_connection(ctx), argv[1], &keys);
	if (err == JOSE_OK)
		err = sql_options(argc > 2 ? argv[2] : NULL, &json);
	if (err == JOSE_OK)
		err = jws_sign_options_read(json.text, json.length, &options, &detail);
	if (err == JOSE_OK)
		err = jws_sign(payload, length, keys, &options, NULL, &jws, &jws_length, &detail);
	if (err == JOSE_OK)
		sqlite3_result_text64(ctx, jws, jws_length, free, SQLITE_UTF8);
	else
		sql_raise(ctx, err, &detail);
	sql_json_text_free(&json);
}

void
sql_jws_verify(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct jose_detail detail = {""};
	struct jws_options options;
	struct jws jws;
	struct sql_json_text json;
	enum jose_error verdict = JOSE_OK, err;

	memset(&options, 0, sizeof options);
	memset(&jws, 0, sizeof jws);
	err = sql_options(argc > 2 ? argv[2] : NULL, &json);
	if (err == JOSE_OK)
		err = jws_options_read(json.text, json.length, &options, &detail);
	jws.options = &options;
	jws.knows_b64 = true;
	if (argc > 3)
		jws.detached = sql_bytes(argv[3], &jws.detached_length);
	jws.token = sql_bytes(argv[0], &jws.length);
	if (err == JOSE_OK)
		err = sql_keys(sql_connection(ctx), argv[1], &jws.keys);
	if (err == JOSE_OK) {
		verdict = argc > 3 && jws.detached == NULL ? JOSE_TOKEN_NULL : jws_verify(&jws);
		err = jws.fault;
	}
	if (err != JOSE_OK)
		sql_raise(ctx, err, &detail);
	else if (verdict == JOSE_OK && jws.detached != NULL)
		sqlite3_result_blob64(ctx, jws.detached, jws.detached_length, SQLITE_TRANSIENT);
	else if (verdict == JOSE_OK)
		sqlite3_result_blob64(ctx, jws.part[JWS_PAYLOAD].bytes,
		    jws.part[JWS_PAYLOAD].length, SQLITE_TRANSIENT);
	jws_clear(&jws);
	sql_json_text_free(&json);
}
