/*
 * Verifying a JSON Web Signature, RFC 7515 section 5.2, as a list of steps.  The order is that of
 * RFC 8725: nothing of a token is believed before its signature, and nothing is computed that a
 * cheaper look could refuse.
 */
#include <stdlib.h>

#include "jws.h"
#include "jws_header.h"
#include "jws_key.h"
#include "jws_signature.h"
#include "jws_token.h"

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
	{ JOSE_BAD_SIGNATURE,    "signature", JWS_HAS_KEY,       jws_check_signature },
};
/* clang-format on */

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
