/*
 * JSON Web Signatures in the compact serialization, RFC 7515.
 */
#ifndef JWS_H
#define JWS_H

#include "json.h"
#include "jwk.h"
#include "option.h"

#define JWS_LENGTH_MAX 65536        /* unless the caller allows more */
#define JWS_LENGTH_LIMIT 1000000000 /* which is all that SQLite holds */
#define JWS_HEADER_MAX 8192
#define JWS_PAYLOAD_MAX (1 << 24) /* detached; what is not must fit into the token */
#define JWS_NOTE_MAX 96

/* ---- verifying ---- */

/* What the caller of a verification may ask of any JWS. */
struct jws_options {
	struct json_value alg;
	struct json_value algs;
	struct json_value typ;
	struct json_value crit;
	struct json_value max_length;

	/* What jws_options_finish makes of them. */
	unsigned allowed; /* of jwa_bit; 0: whatever the key is for */
	int64_t length_max;
};

/* After option_read: what the rules cannot say. */
enum jose_error jws_options_finish(struct jws_options *options, struct option_culprit *culprit);
enum jose_error jws_options_read(
    const char *text, size_t length, struct jws_options *options, struct option_culprit *culprit);

enum jws_status { JWS_PASS, JWS_FAIL, JWS_SKIP, JWS_INFO };

struct jws;

/*
 * One thing that a token can be refused for.  All verification is a walk through a list of these,
 * so jwt_verify, jwt_error and jwt_check cannot disagree.
 */
struct jws_step {
	enum jose_error code;
	const char *part;
	unsigned needs; /* of JWS_HAS_…: without them there is nothing to look at */
	enum jws_status (*check)(struct jws *jws);
};

#define JWS_HAS_TOKEN 1U
#define JWS_HAS_PARTS 2U
#define JWS_HAS_BYTES 4U
#define JWS_HAS_JSON 8U /* header, and claims if there must be claims */
#define JWS_HAS_ALG_NAME 16U
#define JWS_HAS_ALG 32U
#define JWS_HAS_KEY 64U

/* Sees every step; with one, the walk goes on after a refusal. */
struct jws_observer {
	void (*see)(void *context, const struct jws_step *step, enum jws_status status,
	    const struct jws *jws);
	void *context;
};

struct jws_bytes {
	unsigned char *bytes;
	size_t length;
};

enum { JWS_HEADER, JWS_PAYLOAD, JWS_SIGNATURE, JWS_PARTS };

struct jws {
	/* What the caller gives. */
	const char *token;
	size_t length;
	const struct jwk_set *keys; /* NULL: none */
	const struct jws_options *options;
	const struct jws_observer *observer; /* NULL: stop at the first refusal */
	bool brings_key;      /* a DPoP proof: RSA keys without alg are for whatever it says */
	const char *brought;  /* what it brings instead of a public key; NULL: that */
	bool has_claims;      /* the payload must be a JSON object */
	bool knows_b64;       /* RFC 7797 is for any JWS, but not for a JWT (section 7) */
	const char *detached; /* the payload, when it is not in the token; else NULL */
	size_t detached_length;

	/* What the steps establish. */
	unsigned has;
	bool five_parts;
	size_t encoded[JWS_PARTS]; /* lengths */
	struct jws_bytes part[JWS_PARTS];
	enum jose_error json_verdict;
	size_t json_part; /* whose verdict that is: JWS_HEADER or JWS_PAYLOAD */
	struct json_table header;
	struct json_table claims;
	const struct json_value *alg_name;
	const struct jwa *alg;
	enum jose_error key_verdict;
	struct jwk *key;
	bool unencoded; /* b64 is false */
	bool verified;
	enum jose_error fault; /* ours, not the token's: memory, the library */

	/* What a step compared, for the observer. */
	const struct json_value *expected;
	const struct json_value *actual;
	bool as_written; /* with their quotes, without which "1" and 1 look the same */
	char expected_note[JWS_NOTE_MAX];
	char actual_note[JWS_NOTE_MAX];
	char remark[JWS_NOTE_MAX]; /* what the detail adds to the sentence */

	unsigned char *decoded; /* owned: the bytes of all parts */
};

/* Everything up to the signature.  jws_clear is due in each case. */
enum jose_error jws_verify(struct jws *jws);
void jws_clear(struct jws *jws);

/* JOSE_OK, the code of the first step that failed, or a fault.  first is what failed before these
 * steps. */
enum jose_error jws_walk(
    struct jws *jws, const struct jws_step *steps, size_t count, enum jose_error first);
/* For the observer only; does nothing without one.  What is too long ends before a character. */
void jws_note(const struct jws *jws, char note[JWS_NOTE_MAX], const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Where the parts of a token are, by their lengths.  JOSE_MALFORMED without two dots. */
enum jose_error jws_split(const char *token, size_t length, size_t encoded[JWS_PARTS]);

/* The jwk of a header is a public key, RFC 7515 section 4.1.3: says what it is instead, NULL for
 * nothing else. */
enum jose_error jws_examine_jwk(const struct json_value *jwk, const char **instead);

/* ---- signing ---- */

struct jws_sign_options {
	struct json_value alg;
	struct json_value kid;
	struct json_value typ;
	struct json_value header;
	struct json_value b64;      /* RFC 7797: false signs the payload as it is */
	struct json_value detached; /* RFC 7515 appendix F: true leaves it out */
	struct json_value max_length;

	/* What jws_sign_options_finish makes of it. */
	int64_t length_max;  /* of the JWS */
	int64_t payload_max; /* also of one that is left out */
};

/* After option_read: what the rules cannot say. */
enum jose_error jws_sign_options_finish(
    struct jws_sign_options *options, struct option_culprit *culprit);

/* typ, which may be NULL, is written when neither options nor header name one.  The caller frees
 * *jws. */
enum jose_error jws_sign(const void *payload, size_t length, const struct jwk_set *keys,
    const struct jws_sign_options *options, const char *typ, char **jws, size_t *jws_length,
    struct option_culprit *culprit);
enum jose_error jws_sign_options_read(const char *text, size_t length,
    struct jws_sign_options *options, struct option_culprit *culprit);

#endif
