/*
 * What a token is made of: three parts of base64url, RFC 7515 section 7.1, two of them JSON.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "jws_token.h"

enum jws_status
jws_check_token_null(struct jws *jws)
{
	if (jws->token == NULL)
		return JWS_FAIL;
	jws->has |= JWS_HAS_TOKEN;
	return JWS_PASS;
}

enum jose_error
jws_split(const char *token, size_t length, size_t encoded[JWS_PARTS])
{
	const char *first = memchr(token, '.', length), *second, *end = token + length;

	if (first == NULL || (second = memchr(first + 1, '.', (size_t)(end - first - 1))) == NULL)
		return JOSE_MALFORMED;
	if (memchr(second + 1, '.', (size_t)(end - second - 1)) != NULL)
		return JOSE_MALFORMED;
	encoded[JWS_HEADER] = (size_t)(first - token);
	encoded[JWS_PAYLOAD] = (size_t)(second - first - 1);
	encoded[JWS_SIGNATURE] = (size_t)(end - second - 1);
	return JOSE_OK;
}

/* RFC 7516 section 9: a JWE has four dots.  It is reported as one, and never opened. */
enum jws_status
jws_check_malformed(struct jws *jws)
{
	size_t i, dots = 0;

	if (jws_split(jws->token, jws->length, jws->encoded) == JOSE_OK) {
		if (jws->detached != NULL && jws->encoded[JWS_PAYLOAD] > 0)
			return JWS_FAIL; /* two payloads are one too many */
		jws->has |= JWS_HAS_PARTS;
		return JWS_PASS;
	}
	for (i = 0; i < jws->length; i++)
		dots += jws->token[i] == '.';
	jws_note(jws, jws->expected_note, "2 dots");
	jws_note(jws, jws->actual_note, "%zu dots", dots);
	jws->five_parts = dots == 4;
	return jws->five_parts ? JWS_PASS : JWS_FAIL;
}

static bool
is_too_long(struct jws *jws)
{
	int64_t most = jws->options->length_max;

	jws_note(jws, jws->expected_note, "at most %" PRId64 " characters", most);
	jws_note(jws, jws->actual_note, "%zu characters", jws->length);
	if (jws->length <= (size_t)most)
		return false;
	if (!jws->brings_key) /* a proof comes from a stranger, and needs no more */
		jws_note(jws, jws->remark, "the option max_length allows more");
	return true;
}

static bool
has_too_long_header(struct jws *jws)
{
	size_t length = BASE64URL_BYTES(jws->encoded[JWS_HEADER]);

	if (jws->five_parts || length <= JWS_HEADER_MAX)
		return false;
	jws_note(jws, jws->expected_note, "at most %d bytes of header", JWS_HEADER_MAX);
	jws_note(jws, jws->actual_note, "%zu bytes of header", length);
	return true;
}

enum jws_status
jws_check_too_large(struct jws *jws)
{
	if (!is_too_long(jws) && !has_too_long_header(jws))
		return JWS_PASS;
	jws->has &= ~JWS_HAS_PARTS; /* what is too large is not decoded either */
	return JWS_FAIL;
}

/* The usual mistakes of people who paste a token. */
static const char *
name_of(char c)
{
	static const struct {
		char c;
		const char *name;
	} known[] = {{' ', "a space"}, {'\n', "a line end"}, {'\r', "a line end"},
	    {'=', "padding (=)"}, {'+', "base64's +"}, {'/', "base64's /"}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].c == c)
			return known[i].name;
	return "another byte";
}

/* The character and where it stands, never what stands around it. */
static void
note_base64url(struct jws *jws)
{
	size_t at = 0;

	while (at < jws->length && (jws->token[at] == '.' || base64url_has(jws->token[at])))
		at++;
	jws_note(jws, jws->expected_note, "A-Z a-z 0-9 - _");
	if (at == jws->length)
		jws_note(jws, jws->actual_note, "a part that ends within a byte");
	else
		jws_note(
		    jws, jws->actual_note, "%s at character %zu", name_of(jws->token[at]), at + 1);
	if (at == 6 && memcmp(jws->token, "Bearer", 6) == 0)
		jws_note(
		    jws, jws->remark, "the token comes after Bearer"); /* RFC 6750 section 2.1 */
}

enum jws_status
jws_check_base64url(struct jws *jws)
{
	const char *from = jws->token;
	unsigned char *to = malloc(jws->length);
	bool good = true;
	size_t i;

	if (to == NULL) {
		jws->fault = JOSE_NO_MEMORY;
		return JWS_FAIL;
	}
	jws->decoded = to;
	for (i = 0; i < JWS_PARTS; i++) {
		jws->part[i].bytes = to;
		jws->part[i].length = BASE64URL_BYTES(jws->encoded[i]);
		good &= base64url_decode(to, from, jws->encoded[i]);
		from += jws->encoded[i] + 1;
		to += jws->part[i].length;
	}
	if (!good) {
		note_base64url(jws);
		return JWS_FAIL;
	}
	jws->has |= JWS_HAS_BYTES;
	return JWS_PASS;
}

static enum jose_error
scan_part(const struct jws_bytes *part, struct json_table *table, struct json_value *root)
{
	enum jose_error err = json_scan((const char *)part->bytes, part->length, root, table);

	return err == JOSE_OK && root->type != JSON_OBJECT ? JOSE_BAD_JSON : err;
}

/* Which part it is of, and where. */
static void
note_json(struct jws *jws)
{
	bool of_header = jws->json_part == JWS_HEADER;
	const struct json_table *table = of_header ? &jws->header : &jws->claims;
	const char *part = of_header ? "header" : "claims";

	if (table->twice.type != JSON_ABSENT)
		jws_note(jws, jws->remark, "%s: %.*s", part, (int)table->twice.length,
		    table->twice.text);
	else if (table->read < jws->part[jws->json_part].length || table->read == 0)
		jws_note(jws, jws->remark, "%s, from byte %zu on", part, table->read + 1);
	else
		jws_note(jws, jws->remark, "%s: %s", part,
		    jws->part[jws->json_part].bytes[0] == '{' ? "it ends too early"
							      : "it is not an object");
}

enum jws_status
jws_check_json(struct jws *jws)
{
	struct json_value root;
	enum jose_error header = scan_part(&jws->part[JWS_HEADER], &jws->header, &root);
	enum jose_error claims = JOSE_OK;

	if (jws->has_claims)
		claims = scan_part(&jws->part[JWS_PAYLOAD], &jws->claims, &root);
	if (header == JOSE_NO_MEMORY || claims == JOSE_NO_MEMORY)
		jws->fault = JOSE_NO_MEMORY;
	jws->json_verdict = header != JOSE_OK ? header : claims;
	if (header == JOSE_BAD_JSON || claims == JOSE_BAD_JSON)
		jws->json_verdict = JOSE_BAD_JSON;
	if (jws->json_verdict == JOSE_OK)
		jws->has |= JWS_HAS_JSON;
	jws->json_part = jws->json_verdict == header ? JWS_HEADER : JWS_PAYLOAD;
	if (jws->json_verdict == JOSE_BAD_JSON)
		note_json(jws);
	return jws->json_verdict == JOSE_BAD_JSON ? JWS_FAIL : JWS_PASS;
}

enum jws_status
jws_check_duplicates(struct jws *jws)
{
	if (jws->json_verdict == JOSE_BAD_JSON)
		return JWS_SKIP;
	if (jws->json_verdict == JOSE_OK)
		return JWS_PASS;
	note_json(jws);
	return JWS_FAIL;
}

enum jws_status
jws_check_jwe(struct jws *jws)
{
	return jws->five_parts ? JWS_FAIL : JWS_PASS;
}
