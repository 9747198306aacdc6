/*
 * The step that looks at the signature itself: RFC 7515 section 5.2, RFC 7797 section 3.
 */
#include <stdlib.h>
#include <string.h>

#include "jws_signature.h"

#define DER_SEQUENCE 0x30 /* X.690 section 8.9 */

/*
 * RFC 7515 appendix F, RFC 7797 section 5: the token, with the payload put back where it was left
 * out.
 */
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

enum jws_status
jws_check_signature(struct jws *jws)
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
