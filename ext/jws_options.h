/*
 * What a caller may ask when verifying or signing any JWS.
 */
#ifndef JWS_OPTIONS_H
#define JWS_OPTIONS_H

#include "option.h"

#define JWS_LENGTH_MAX 65536        /* unless the caller allows more */
#define JWS_LENGTH_LIMIT 1000000000 /* which is all that SQLite holds */
#define JWS_PAYLOAD_MAX (1 << 24)   /* detached; what is not must fit into the token */

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
enum jose_error jws_options_finish(struct jws_options *options, struct jose_detail *detail);
enum jose_error jws_options_read(
    const char *text, size_t length, struct jws_options *options, struct jose_detail *detail);

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
    struct jws_sign_options *options, struct jose_detail *detail);
enum jose_error jws_sign_options_read(
    const char *text, size_t length, struct jws_sign_options *options, struct jose_detail *detail);

#endif
