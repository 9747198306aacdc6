/*
 * The shared vocabulary: one row for each verdict.  It has a stable code, the section that asks for
 * it (or allows it, for no RFC says how large a token may be), and a sentence.
 */
#include <stdarg.h>
#include <stdio.h>

#include "jose.h"

struct verdict {
	const char *code;
	const char *section;
	const char *sentence;
};

/* clang-format off */
static const struct verdict verdicts[] = {
	[JOSE_OK] = { "ok", "RFC 7519 section 7.2", "valid" },
	[JOSE_TOKEN_NULL] = { "token_null", "RFC 7519 section 7.2", "there is no token" },
	[JOSE_MALFORMED] = { "malformed", "RFC 7515 section 7.1",
		"not three parts of base64url with a dot between them" },
	[JOSE_TOO_LARGE] = { "too_large", "RFC 8259 section 9",
		"the token is over 64 KiB, or its header over 8 KiB" },
	[JOSE_BAD_BASE64URL] = { "bad_base64url", "RFC 7515 section 2",
		"a part is not base64url: padding, spaces, line ends, + or /, or spare bits" },
	[JOSE_BAD_JSON] = { "bad_json", "RFC 7519 section 7.2",
		"the header or the claims are not a JSON object in UTF-8" },
	[JOSE_DUPLICATE_MEMBER] = { "duplicate_member", "RFC 7515 section 4",
		"a JSON object has one name twice" },
	[JOSE_IS_JWE] = { "is_jwe", "RFC 7516 section 9",
		"the token is encrypted (five parts); only signed tokens are verified" },
	[JOSE_ALG_MISSING] = { "alg_missing", "RFC 7515 section 4.1.1", "the header has no alg" },
	[JOSE_ALG_NONE] = { "alg_none", "RFC 8725 section 3.2", "alg is none: nobody signed this" },
	[JOSE_ALG_UNSUPPORTED] = { "alg_unsupported", "RFC 7518 section 3.1",
		"alg is not a signature algorithm that is known here; jwt_algs() lists them" },
	[JOSE_ALG_NOT_ALLOWED] = { "alg_not_allowed", "RFC 8725 section 3.1",
		"alg is not one that the caller allows" },
	[JOSE_CRIT_UNKNOWN] = { "crit_unknown", "RFC 7515 section 4.1.11",
		"crit names an extension that is not understood" },
	[JOSE_TYP_MISMATCH] = { "typ_mismatch", "RFC 8725 section 3.11",
		"typ is not the kind of token that the caller expects" },
	[JOSE_NO_KEY] = { "no_key", "RFC 7515 section 6",
		"there is no key, or none in the set that fits kid, use and alg" },
	[JOSE_AMBIGUOUS_KEY] = { "ambiguous_key", "RFC 7517 section 4.5",
		"more than one key of the set fits" },
	[JOSE_KEY_INVALID] = { "key_invalid", "RFC 7517 section 4",
		"the key is malformed or incomplete" },
	[JOSE_KEY_WEAK] = { "key_weak", "RFC 7518 section 3",
		"the key is too weak for its algorithm" },
	[JOSE_KEY_USE] = { "key_use", "RFC 7517 section 4.2",
		"use or key_ops say that the key is for something else" },
	[JOSE_ALG_KEY_MISMATCH] = { "alg_key_mismatch", "RFC 8725 section 3.1",
		"alg is not the one algorithm of this key" },
	[JOSE_BAD_SIGNATURE] = { "bad_signature", "RFC 7515 section 5.2",
		"the signature does not fit this key and these bytes" },
	[JOSE_EXP_MISSING] = { "exp_missing", "RFC 7519 section 4.1.4",
		"the token never expires: exp is missing" },
	[JOSE_EXPIRED] = { "expired", "RFC 7519 section 4.1.4", "exp has passed" },
	[JOSE_NOT_YET_VALID] = { "not_yet_valid", "RFC 7519 section 4.1.5",
		"nbf has not come yet" },
	[JOSE_ISSUED_IN_FUTURE] = { "issued_in_future", "RFC 7519 section 4.1.6",
		"iat or auth_time is in the future" },
	[JOSE_TOO_OLD] = { "too_old", "OpenID Connect Core section 3.1.3.7",
		"iat or auth_time is longer ago than the caller allows" },
	[JOSE_ISS_MISMATCH] = { "iss_mismatch", "RFC 8725 section 3.8",
		"iss is not the issuer that the caller expects" },
	[JOSE_AUD_MISSING] = { "aud_missing", "RFC 8725 section 3.9",
		"the caller is named as audience, but the token names none" },
	[JOSE_AUD_MISMATCH] = { "aud_mismatch", "RFC 7519 section 4.1.3",
		"the token is meant for another audience, or the caller has not said who it is" },
	[JOSE_SUB_MISMATCH] = { "sub_mismatch", "RFC 8725 section 3.8",
		"sub is not the subject that the caller expects" },
	[JOSE_NONCE_MISMATCH] = { "nonce_mismatch", "OpenID Connect Core section 3.1.3.7",
		"nonce is not the one that was sent" },
	[JOSE_AZP_MISMATCH] = { "azp_mismatch", "OpenID Connect Core section 3.1.3.7",
		"azp is not the party that the caller expects" },
	[JOSE_JTI_MISMATCH] = { "jti_mismatch", "RFC 7519 section 4.1.7",
		"jti is not the identifier that the caller expects" },
	[JOSE_CLAIM_MISSING] = { "claim_missing", "RFC 7519 section 4",
		"a claim that the caller requires is missing" },
	[JOSE_CLAIM_MISMATCH] = { "claim_mismatch", "RFC 7519 section 4",
		"a claim is not what the caller expects" },
	[JOSE_CLAIM_TYPE] = { "claim_type", "RFC 7519 section 4.1",
		"a registered claim has a value of the wrong type, or out of its range" },
	[JOSE_PROOF_ISSUED_IN_FUTURE] = { "issued_in_future", "RFC 9449 section 4.3",
		"iat is further in the future than the caller allows" },
	[JOSE_PROOF_TOO_OLD] = { "too_old", "RFC 9449 section 4.3",
		"iat is longer ago than the caller allows" },
	[JOSE_PROOF_NONCE_MISMATCH] = { "nonce_mismatch", "RFC 9449 section 4.3",
		"nonce is not the one that the server gave" },
	[JOSE_PROOF_CLAIM_MISSING] = { "claim_missing", "RFC 9449 section 4.2",
		"a claim that a proof must have is missing" },
	[JOSE_PROOF_CLAIM_MISMATCH] = { "claim_mismatch", "RFC 9449 section 4.3",
		"htm, htu, ath or the key is not that of this request" },
	[JOSE_OPTION_UNKNOWN] = { "option_unknown", "", "there is no such option" },
	[JOSE_OPTION_TYPE] = { "option_type", "", "the option has a value of the wrong type" },
	[JOSE_OPTION_VALUE] = { "option_value", "", "the option has a value that is not allowed" },
	[JOSE_OPTION_CONFLICT] = { "option_conflict", "",
		"the option says what the claims or another option say already" },
	[JOSE_OPTIONS_NOT_OBJECT] = { "options_not_object", "",
		"the options are not a JSON object with each name once and in double quotes" },
	[JOSE_OPTIONS_ARE_KEY] = { "options_are_key", "",
		"the options are a key: they come after it" },
	[JOSE_CLAIMS_NOT_OBJECT] = { "claims_not_object", "RFC 7519 section 7.1",
		"the claims are not a JSON object" },
	[JOSE_CLAIMS_ARE_KEY] = { "claims_are_key", "RFC 7517 section 9.2",
		"the claims are a private key, and anybody can read a token; the key comes "
		"second" },
	[JOSE_EXP_NEEDED] = { "exp_needed", "RFC 7519 section 4.1.4",
		"a token must expire: give the option expires_in, or exp among the claims" },
	[JOSE_NOT_PRIVATE] = { "not_private", "RFC 7515 section 5.1",
		"the key has no private part, so it cannot sign" },
	[JOSE_IS_SYMMETRIC] = { "is_symmetric", "RFC 7518 section 6.4",
		"a secret has no public part" },
	[JOSE_ALG_NEEDED] = { "alg_needed", "RFC 8725 section 3.1",
		"the key has no alg: name it in the options" },
	[JOSE_IS_JWKS] = { "is_jwks", "RFC 7517 section 5",
		"this is a JWKS, not one JWK; jwks_each() takes it apart" },
	[JOSE_JWKS_TOO_LARGE] = { "jwks_too_large", "RFC 7517 section 5",
		"a JWKS has at most 256 keys" },
	[JOSE_IS_PEM] = { "is_pem", "RFC 7517 section 4",
		"this is PEM, not a JWK; jwk_from_pem() makes one of it" },
	[JOSE_IS_BLOB] = { "is_blob", "RFC 8725 section 3.1",
		"this is a BLOB, and so a secret; a JWK is TEXT: text_from_utf8(jwk)" },
	[JOSE_IS_TEXT] = { "is_text", "RFC 8725 section 3.1",
		"this is TEXT, and a secret is a BLOB: secret_from_text(secret)" },
	[JOSE_IS_NO_TEXT] = { "is_no_text", "RFC 8725 section 3.1",
		"this is not TEXT; a BLOB is a secret already" },
	[JOSE_IS_NOT_UTF8] = { "is_not_utf8", "RFC 3629",
		"these bytes are not text in UTF-8; openssl pkey -inform DER makes PEM of DER, "
		"iconv -f UTF-16 -t UTF-8 text of UTF-16" },
	[JOSE_IS_KEY_FILE] = { "is_key_file", "RFC 8725 section 2.1",
		"this BLOB is a key file, not a secret; a key is TEXT, in JSON or PEM: "
		"text_from_utf8(key)" },
	[JOSE_NOT_PEM] = { "not_pem", "RFC 7468 section 2",
		"this is not PEM, in which a line begins with -----BEGIN; openssl pkey -inform "
		"DER makes it of DER, with -pubin of a public key, and openssl x509 -inform DER "
		"of a certificate" },
	[JOSE_PEM_UNREAD] = { "pem_unread", "RFC 7468", "no key was read" },
	[JOSE_PAYLOAD_TOO_LARGE] = { "payload_too_large", "", "the payload is over 16 MiB" },
	[JOSE_NO_MEMORY] = { "no_memory", "", "out of memory" },
	[JOSE_CRYPTO_FAILED] = { "crypto_failed", "", "the cryptographic library failed" },
	[JOSE_INTERRUPTED] = { "interrupted", "", "interrupted" },
};
/* clang-format on */

const char *
jose_code(enum jose_error err)
{
	return verdicts[err].code;
}

const char *
jose_sentence(enum jose_error err)
{
	return verdicts[err].sentence;
}

const char *
jose_section(enum jose_error err)
{
	return verdicts[err].section;
}

void
jose_explain(struct jose_detail *detail, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(detail->text, sizeof detail->text, format, arguments);
	va_end(arguments);
}
