/*
 * The shared vocabulary: one row for each verdict, with its stable code, its sentence and the
 * section that asks for it, or that allows it: no RFC says how large a token may be.
 */
#include <stdarg.h>
#include <stdio.h>

#include "jose.h"

struct verdict {
	const char *code;
	const char *sentence;
	const char *section;
};

/* clang-format off */
static const struct verdict verdicts[] = {
	[JOSE_OK] = { "ok", "valid", "RFC 7519 section 7.2" },
	[JOSE_TOKEN_NULL] = { "token_null", "there is no token", "RFC 7519 section 7.2" },
	[JOSE_MALFORMED] = { "malformed", "not three parts of base64url with a dot between them", "RFC 7515 section 7.1" },
	[JOSE_TOO_LARGE] = { "too_large", "the token is over 64 KiB, or its header over 8 KiB", "RFC 8259 section 9" },
	[JOSE_BAD_BASE64URL] = { "bad_base64url", "a part is not base64url: padding, spaces, line ends, + or /, or spare bits", "RFC 7515 section 2" },
	[JOSE_BAD_JSON] = { "bad_json", "the header or the claims are not a JSON object in UTF-8", "RFC 7519 section 7.2" },
	[JOSE_DUPLICATE_MEMBER] = { "duplicate_member", "a JSON object has one name twice", "RFC 7515 section 4" },
	[JOSE_IS_JWE] = { "is_jwe", "the token is encrypted (five parts); only signed tokens are verified", "RFC 7516 section 9" },
	[JOSE_ALG_MISSING] = { "alg_missing", "the header has no alg", "RFC 7515 section 4.1.1" },
	[JOSE_ALG_NONE] = { "alg_none", "alg is none: nobody signed this", "RFC 8725 section 3.2" },
	[JOSE_ALG_UNSUPPORTED] = { "alg_unsupported", "alg is not a signature algorithm that is known here; jwt_algs() lists them", "RFC 7518 section 3.1" },
	[JOSE_ALG_NOT_ALLOWED] = { "alg_not_allowed", "alg is not one that the caller allows", "RFC 8725 section 3.1" },
	[JOSE_CRIT_UNKNOWN] = { "crit_unknown", "crit names an extension that is not understood", "RFC 7515 section 4.1.11" },
	[JOSE_TYP_MISMATCH] = { "typ_mismatch", "typ is not the kind of token that the caller expects", "RFC 8725 section 3.11" },
	[JOSE_NO_KEY] = { "no_key", "there is no key, or none in the set that fits kid, use and alg", "RFC 7515 section 6" },
	[JOSE_AMBIGUOUS_KEY] = { "ambiguous_key", "more than one key of the set fits", "RFC 7517 section 4.5" },
	[JOSE_KEY_INVALID] = { "key_invalid", "the key is malformed or incomplete", "RFC 7517 section 4" },
	[JOSE_KEY_WEAK] = { "key_weak", "the key is too weak for its algorithm", "RFC 7518 section 3" },
	[JOSE_KEY_USE] = { "key_use", "use or key_ops say that the key is for something else", "RFC 7517 section 4.2" },
	[JOSE_ALG_KEY_MISMATCH] = { "alg_key_mismatch", "alg is not the one algorithm of this key", "RFC 8725 section 3.1" },
	[JOSE_BAD_SIGNATURE] = { "bad_signature", "the signature does not fit this key and these bytes", "RFC 7515 section 5.2" },
	[JOSE_EXP_MISSING] = { "exp_missing", "the token never expires: exp is missing", "RFC 7519 section 4.1.4" },
	[JOSE_EXPIRED] = { "expired", "exp has passed", "RFC 7519 section 4.1.4" },
	[JOSE_NOT_YET_VALID] = { "not_yet_valid", "nbf has not come yet", "RFC 7519 section 4.1.5" },
	[JOSE_ISSUED_IN_FUTURE] = { "issued_in_future", "iat or auth_time is in the future", "RFC 7519 section 4.1.6" },
	[JOSE_TOO_OLD] = { "too_old", "iat or auth_time is longer ago than the caller allows", "OpenID Connect Core section 3.1.3.7" },
	[JOSE_ISS_MISMATCH] = { "iss_mismatch", "iss is not the issuer that the caller expects", "RFC 8725 section 3.8" },
	[JOSE_AUD_MISSING] = { "aud_missing", "the caller is named as audience, but the token names none", "RFC 8725 section 3.9" },
	[JOSE_AUD_MISMATCH] = { "aud_mismatch", "the token is meant for another audience, or the caller has not said who it is", "RFC 7519 section 4.1.3" },
	[JOSE_SUB_MISMATCH] = { "sub_mismatch", "sub is not the subject that the caller expects", "RFC 8725 section 3.8" },
	[JOSE_NONCE_MISMATCH] = { "nonce_mismatch", "nonce is not the one that was sent", "OpenID Connect Core section 3.1.3.7" },
	[JOSE_AZP_MISMATCH] = { "azp_mismatch", "azp is not the party that the caller expects", "OpenID Connect Core section 3.1.3.7" },
	[JOSE_JTI_MISMATCH] = { "jti_mismatch", "jti is not the identifier that the caller expects", "RFC 7519 section 4.1.7" },
	[JOSE_CLAIM_MISSING] = { "claim_missing", "a claim that the caller requires is missing", "RFC 7519 section 4" },
	[JOSE_CLAIM_MISMATCH] = { "claim_mismatch", "a claim is not what the caller expects", "RFC 7519 section 4" },
	[JOSE_CLAIM_TYPE] = { "claim_type", "a registered claim has a value of the wrong type, or out of its range", "RFC 7519 section 4.1" },
	[JOSE_PROOF_ISSUED_IN_FUTURE] = { "issued_in_future", "iat is further in the future than the caller allows", "RFC 9449 section 4.3" },
	[JOSE_PROOF_TOO_OLD] = { "too_old", "iat is longer ago than the caller allows", "RFC 9449 section 4.3" },
	[JOSE_PROOF_NONCE_MISMATCH] = { "nonce_mismatch", "nonce is not the one that the server gave", "RFC 9449 section 4.3" },
	[JOSE_PROOF_CLAIM_MISSING] = { "claim_missing", "a claim that a proof must have is missing", "RFC 9449 section 4.2" },
	[JOSE_PROOF_CLAIM_MISMATCH] = { "claim_mismatch", "htm, htu, ath or the key is not that of this request", "RFC 9449 section 4.3" },
	[JOSE_OPTION_UNKNOWN] = { "option_unknown", "there is no such option", "" },
	[JOSE_OPTION_TYPE] = { "option_type", "the option has a value of the wrong type", "" },
	[JOSE_OPTION_VALUE] = { "option_value", "the option has a value that is not allowed", "" },
	[JOSE_OPTION_CONFLICT] = { "option_conflict", "the option says what the claims or another option say already", "" },
	[JOSE_OPTIONS_NOT_OBJECT] = { "options_not_object", "the options are not a JSON object with each name once and in double quotes", "" },
	[JOSE_OPTIONS_ARE_KEY] = { "options_are_key", "the options are a key: they come after it", "" },
	[JOSE_CLAIMS_NOT_OBJECT] = { "claims_not_object", "the claims are not a JSON object", "RFC 7519 section 7.1" },
	[JOSE_CLAIMS_ARE_KEY] = { "claims_are_key", "the claims are a private key, and anybody can read a token; the key comes second", "RFC 7517 section 9.2" },
	[JOSE_EXP_NEEDED] = { "exp_needed", "a token must expire: give the option expires_in, or exp among the claims", "RFC 7519 section 4.1.4" },
	[JOSE_NOT_PRIVATE] = { "not_private", "the key has no private part, so it cannot sign", "RFC 7515 section 5.1" },
	[JOSE_IS_SYMMETRIC] = { "is_symmetric", "a secret has no public part", "RFC 7518 section 6.4" },
	[JOSE_ALG_NEEDED] = { "alg_needed", "the key has no alg: name it in the options", "RFC 8725 section 3.1" },
	[JOSE_IS_JWKS] = { "is_jwks", "this is a JWKS, not one JWK; jwks_each() takes it apart", "RFC 7517 section 5" },
	[JOSE_JWKS_TOO_LARGE] = { "jwks_too_large", "a JWKS has at most 256 keys", "RFC 7517 section 5" },
	[JOSE_IS_PEM] = { "is_pem", "this is PEM, not a JWK; jwk_from_pem() makes one of it", "RFC 7517 section 4" },
	[JOSE_IS_BLOB] = { "is_blob", "this is a BLOB, and so a secret; a JWK is TEXT: text_from_utf8(jwk)", "RFC 8725 section 3.1" },
	[JOSE_IS_TEXT] = { "is_text", "this is TEXT, and a secret is a BLOB: secret_from_text(secret)", "RFC 8725 section 3.1" },
	[JOSE_IS_NO_TEXT] = { "is_no_text", "this is not TEXT; a BLOB is a secret already", "RFC 8725 section 3.1" },
	[JOSE_IS_NOT_UTF8] = { "is_not_utf8", "these bytes are not text in UTF-8; openssl pkey -inform DER makes PEM of DER, iconv -f UTF-16 -t UTF-8 text of UTF-16", "RFC 3629" },
	[JOSE_IS_KEY_FILE] = { "is_key_file", "this BLOB is a key file, not a secret; a key is TEXT, in JSON or PEM: text_from_utf8(key)", "RFC 8725 section 2.1" },
	[JOSE_NOT_PEM] = { "not_pem", "this is not PEM, in which a line begins with -----BEGIN; openssl pkey -inform DER makes it of DER, with -pubin of a public key, and openssl x509 -inform DER of a certificate", "RFC 7468 section 2" },
	[JOSE_PEM_UNREAD] = { "pem_unread", "no key was read", "RFC 7468" },
	[JOSE_PAYLOAD_TOO_LARGE] = { "payload_too_large", "the payload is over 16 MiB", "" },
	[JOSE_NO_MEMORY] = { "no_memory", "out of memory", "" },
	[JOSE_CRYPTO_FAILED] = { "crypto_failed", "the cryptographic library failed", "" },
	[JOSE_INTERRUPTED] = { "interrupted", "interrupted", "" },
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
