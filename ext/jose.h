/*
 * The vocabulary that every room shares: what a token can be refused for and what a call can be
 * wrong in.  RFC 7515, 7517, 7518, 7519, 8725.
 */
#ifndef JOSE_H
#define JOSE_H

enum jose_error {
	JOSE_OK,

	/* A token is refused.  The order is the order of the checks, and the codes are stable. */
	JOSE_TOKEN_NULL,
	JOSE_MALFORMED,
	JOSE_TOO_LARGE,
	JOSE_BAD_BASE64URL,
	JOSE_BAD_JSON,
	JOSE_DUPLICATE_MEMBER,
	JOSE_IS_JWE,
	JOSE_ALG_MISSING,
	JOSE_ALG_NONE,
	JOSE_ALG_UNSUPPORTED,
	JOSE_ALG_NOT_ALLOWED,
	JOSE_CRIT_UNKNOWN,
	JOSE_TYP_MISMATCH,
	JOSE_NO_KEY,
	JOSE_AMBIGUOUS_KEY,
	JOSE_KEY_INVALID,
	JOSE_KEY_WEAK,
	JOSE_KEY_USE,
	JOSE_ALG_KEY_MISMATCH,
	JOSE_BAD_SIGNATURE,
	JOSE_EXP_MISSING,
	JOSE_EXPIRED,
	JOSE_NOT_YET_VALID,
	JOSE_ISSUED_IN_FUTURE,
	JOSE_TOO_OLD,
	JOSE_ISS_MISMATCH,
	JOSE_AUD_MISSING,
	JOSE_AUD_MISMATCH,
	JOSE_SUB_MISMATCH,
	JOSE_NONCE_MISMATCH,
	JOSE_AZP_MISMATCH,
	JOSE_JTI_MISMATCH,
	JOSE_CLAIM_MISSING,
	JOSE_CLAIM_MISMATCH,
	JOSE_CLAIM_TYPE,

	/* A DPoP proof is refused: codes of a token, in the words of RFC 9449. */
	JOSE_PROOF_ISSUED_IN_FUTURE,
	JOSE_PROOF_TOO_OLD,
	JOSE_PROOF_NONCE_MISMATCH,
	JOSE_PROOF_CLAIM_MISSING,
	JOSE_PROOF_CLAIM_MISMATCH,

	/* A call is wrong: these raise an SQL error and are never the verdict on a token. */
	JOSE_OPTION_UNKNOWN,
	JOSE_OPTION_TYPE,
	JOSE_OPTION_VALUE,
	JOSE_OPTION_CONFLICT,
	JOSE_OPTIONS_NOT_OBJECT,
	JOSE_OPTIONS_ARE_KEY,
	JOSE_CLAIMS_NOT_OBJECT,
	JOSE_CLAIMS_ARE_KEY,
	JOSE_EXP_NEEDED,
	JOSE_NOT_PRIVATE,
	JOSE_IS_SYMMETRIC,
	JOSE_ALG_NEEDED,
	JOSE_IS_JWKS,
	JOSE_JWKS_TOO_LARGE,
	JOSE_IS_PEM,
	JOSE_IS_BLOB,
	JOSE_IS_TEXT,
	JOSE_IS_NO_TEXT,
	JOSE_IS_NOT_UTF8,
	JOSE_IS_KEY_FILE,
	JOSE_NOT_PEM,
	JOSE_PEM_UNREAD,
	JOSE_PAYLOAD_TOO_LARGE,
	JOSE_NO_MEMORY,
	JOSE_CRYPTO_FAILED,
	JOSE_INTERRUPTED
};

/* What an error message says after its sentence: "leeway takes a whole number from 0 to 600". */
struct jose_detail {
	char text[240];
};

/* What is too long is cut. */
void jose_explain(struct jose_detail *detail, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "expired" */
const char *jose_code(enum jose_error err);
/* "exp has passed" */
const char *jose_sentence(enum jose_error err);
/* "RFC 7519 section 4.1.4" */
const char *jose_section(enum jose_error err);

#endif
