/*
 * Verifying a JSON Web Signature, RFC 7515 section 5.2, as a list of steps.  The order is that of
 * RFC 8725: nothing of a token is believed before its signature, and nothing is computed that a
 * cheaper look could refuse.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jws_header.h"
#include "jws_key.h"
#include "jws_token.h"

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
	{ JOSE_TOKEN_NULL,       "token",     0,                 jws_check_token_null },
	{ JOSE_MALFORMED,        "token",     JWS_HAS_TOKEN,     jws_check_malformed },
	{ JOSE_TOO_LARGE,        "token",     JWS_HAS_TOKEN,     jws_check_too_large },
	{ JOSE_BAD_BASE64URL,    "token",     JWS_HAS_PARTS,     jws_check_base64url },
	{ JOSE_BAD_JSON,         "token",     JWS_HAS_BYTES,     jws_check_json },
	{ JOSE_DUPLICATE_MEMBER, "token",     JWS_HAS_BYTES,     jws_check_duplicates },
	{ JOSE_IS_JWE,           "token",     JWS_HAS_TOKEN,     jws_check_jwe },
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
