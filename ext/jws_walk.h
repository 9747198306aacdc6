/*
 * Verifying a JSON Web Signature as a walk through a list of steps, RFC 7515 section 5.2.
 */
#ifndef JWS_WALK_H
#define JWS_WALK_H

#include "json.h"
#include "jwk_set.h"
#include "jws_options.h"

#define JWS_HEADER_MAX 8192
#define JWS_NOTE_MAX 96

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

/* Sees every step.  With an observer the walk goes on after a refusal. */
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
	bool brings_key;     /* a DPoP proof: an RSA key without alg is for the alg of the header */
	const char *brought; /* what it brings instead of a public key; NULL: a public key */
	bool has_claims;     /* the payload must be a JSON object */
	bool knows_b64;      /* RFC 7797 is for any JWS, but not for a JWT (section 7) */
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

/*
 * JOSE_OK, the code of the first step that failed, or a fault.  first is what failed before these
 * steps.
 */
enum jose_error jws_walk(
    struct jws *jws, const struct jws_step *steps, size_t count, enum jose_error first);
/* For the observer only; does nothing without one.  What is too long is cut between characters. */
void jws_note(const struct jws *jws, char note[JWS_NOTE_MAX], const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
