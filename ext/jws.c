/*
 * Verifying a JSON Web Signature, RFC 7515 section 5.2, as a list of steps.  The order is that of
 * RFC 8725: nothing of a token is believed before its signature, and nothing is computed that a
 * cheaper look could refuse.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jws_header.h"
#include "jws_key.h"

#define DER_SEQUENCE 0x30 /* X.690 section 8.9 */

/* RFC 3629 section 3: what vsnprintf has cut ends with a whole character again. */
static void
end_between_characters(char *note)
{
	size_t length = strlen(note), tail = 0, more;
	unsigned char head;

	while (tail < length && ((unsigned char)note[length - tail - 1] & 0xc0) == 0x80)
		tail++;
	if (tail == length)
		return;
	head = (unsigned char)note[length - tail - 1];
	more = head < 0xc0 ? 0 : head < 0xe0 ? 1 : head < 0xf0 ? 2 : 3;
	if (tail < more)
		note[length - tail - 1] = '\0';
}

void
jws_note(const struct jws *jws, char note[JWS_NOTE_MAX], const char *format, ...)
{
	va_list arguments;

	if (jws->observer == NULL)
		return;
	va_start(arguments, format);
	vsnprintf(note, JWS_NOTE_MAX, format, arguments);
	va_end(arguments);
	end_between_characters(note);
}

static enum jws_status
check_token_null(struct jws *jws)
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

/* RFC 7516 section 9: a JWE has four dots.  It is said to be one, and never looked into. */
static enum jws_status
check_malformed(struct jws *jws)
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

static enum jws_status
check_too_large(struct jws *jws)
{
	if (!is_too_long(jws) && !has_too_long_header(jws))
		return JWS_PASS;
	jws->has &= ~JWS_HAS_PARTS; /* what is too large is not decoded either */
	return JWS_FAIL;
}

/* What people do to a token by hand has a name. */
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

static enum jws_status
check_base64url(struct jws *jws)
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
							      : "it is no object");
}

static enum jws_status
check_json(struct jws *jws)
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

static enum jws_status
check_duplicates(struct jws *jws)
{
	if (jws->json_verdict == JOSE_BAD_JSON)
		return JWS_SKIP;
	if (jws->json_verdict == JOSE_OK)
		return JWS_PASS;
	note_json(jws);
	return JWS_FAIL;
}

static enum jws_status
check_jwe(struct jws *jws)
{
	return jws->five_parts ? JWS_FAIL : JWS_PASS;
}

/* RFC 7515 appendix F, RFC 7797 section 5: the token, with the payload put back where it was left
 * out. */
static char *
signing_input(const struct jws *jws, size_t *length)
{
	size_t head = jws->encoded[JWS_HEADER] + 1;
	size_t payload =
	    jws->unencoded ? jws->detached_length : BASE64URL_LENGTH(jws->detached_length);
	char *input = malloc(head + payload);

	if (input == NULL)
		return NULL;
	memcpy(input, jws->token, head);
	if (jws->unencoded)
		memcpy(input + head, jws->detached, jws->detached_length);
	else
		base64url_encode(input + head, jws->detached, jws->detached_length);
	*length = head + payload;
	return input;
}

/* RFC 7518 section 3.4: what other protocols have in DER is two numbers of one length here. */
static void
note_signature(struct jws *jws, size_t wanted)
{
	const struct jws_bytes *signature = &jws->part[JWS_SIGNATURE];

	if (signature->length == wanted)
		return;
	jws_note(jws, jws->expected_note, "%zu bytes", wanted);
	jws_note(jws, jws->actual_note, "%zu bytes", signature->length);
	if (jws->alg->scheme == JWA_ECDSA && signature->length > 0 &&
	    signature->bytes[0] == DER_SEQUENCE)
		jws_note(jws, jws->remark, "it looks like DER; JOSE has r and s side by side");
}

static enum jws_status
check_signature(struct jws *jws)
{
	struct jwa_context *context = jwk_context(jws->key, jws->alg, false);
	size_t length = jws->encoded[JWS_HEADER] + 1 + jws->encoded[JWS_PAYLOAD];
	const struct jws_bytes *signature = &jws->part[JWS_SIGNATURE];
	char *input = jws->detached == NULL ? NULL : signing_input(jws, &length);
	enum jose_error err = JOSE_CRYPTO_FAILED;

	if (context != NULL && (input != NULL || jws->detached == NULL))
		err = jwa_verify(context, input == NULL ? jws->token : input, length,
		    signature->bytes, signature->length);
	free(input);
	if (err != JOSE_OK && err != JOSE_BAD_SIGNATURE)
		jws->fault = err;
	jws->verified = err == JOSE_OK;
	if (err == JOSE_BAD_SIGNATURE)
		note_signature(jws, jwa_signature_length(context));
	return jws->verified ? JWS_PASS : JWS_FAIL;
}

/* clang-format off */
static const struct jws_step steps[] = {
	{ JOSE_TOKEN_NULL,       "token",     0,                 check_token_null },
	{ JOSE_MALFORMED,        "token",     JWS_HAS_TOKEN,     check_malformed },
	{ JOSE_TOO_LARGE,        "token",     JWS_HAS_TOKEN,     check_too_large },
	{ JOSE_BAD_BASE64URL,    "token",     JWS_HAS_PARTS,     check_base64url },
	{ JOSE_BAD_JSON,         "token",     JWS_HAS_BYTES,     check_json },
	{ JOSE_DUPLICATE_MEMBER, "token",     JWS_HAS_BYTES,     check_duplicates },
	{ JOSE_IS_JWE,           "token",     JWS_HAS_TOKEN,     check_jwe },
	{ JOSE_ALG_MISSING,      "header",    JWS_HAS_JSON,      jws_check_alg_missing },
	{ JOSE_ALG_NONE,         "header",    JWS_HAS_ALG_NAME,  jws_check_alg_none },
	{ JOSE_ALG_UNSUPPORTED,  "header",    JWS_HAS_ALG_NAME,  jws_check_alg_unsupported },
	{ JOSE_ALG_NOT_ALLOWED,  "header",    JWS_HAS_ALG,       jws_check_alg_not_allowed },
	{ JOSE_CRIT_UNKNOWN,     "header",    JWS_HAS_JSON,      jws_check_crit },
	{ JOSE_TYP_MISMATCH,     "header",    JWS_HAS_JSON,      jws_check_typ },
	{ JOSE_NO_KEY,           "key",       JWS_HAS_ALG,       jws_check_no_key },
	{ JOSE_AMBIGUOUS_KEY,    "key",       JWS_HAS_ALG,       jws_check_ambiguous_key },
	{ JOSE_KEY_INVALID,      "key",       JWS_HAS_ALG,       jws_check_key_invalid },
	{ JOSE_KEY_WEAK,         "key",       JWS_HAS_ALG,       jws_check_key_weak },
	{ JOSE_KEY_USE,          "key",       JWS_HAS_ALG,       jws_check_key_use },
	{ JOSE_ALG_KEY_MISMATCH, "key",       JWS_HAS_ALG,       jws_check_alg_key_mismatch },
	{ JOSE_BAD_SIGNATURE,    "signature", JWS_HAS_KEY,       check_signature },
};
/* clang-format on */

enum jose_error
jws_walk(struct jws *jws, const struct jws_step *list, size_t count, enum jose_error first)
{
	enum jws_status status;
	size_t i;

	for (i = 0; i < count && (first == JOSE_OK || jws->observer != NULL); i++) {
		jws->expected = jws->actual = NULL;
		jws->as_written = false;
		jws->expected_note[0] = jws->actual_note[0] = jws->remark[0] = '\0';
		status =
		    (jws->has & list[i].needs) == list[i].needs ? list[i].check(jws) : JWS_SKIP;
		if (jws->fault != JOSE_OK)
			return jws->fault;
		if (status == JWS_FAIL && first == JOSE_OK)
			first = list[i].code;
		if (jws->observer != NULL)
			jws->observer->see(jws->observer->context, &list[i], status, jws);
	}
	return first;
}

enum jose_error
jws_verify(struct jws *jws)
{
	return jws_walk(jws, steps, sizeof steps / sizeof steps[0], JOSE_OK);
}

void
jws_clear(struct jws *jws)
{
	free(jws->decoded);
	json_table_free(&jws->header);
	json_table_free(&jws->claims);
}
