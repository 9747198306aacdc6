/*
 * JSON Web Tokens, RFC 7519, with the best current practices of RFC 8725.
 */
#ifndef JWT_H
#define JWT_H

#include "jws_walk.h"
#include "jwt_claims.h"
#include "jwt_options.h"

struct jwt {
	struct jws jws; /* must be first: a step of the list gets this */
	const struct jwt_options *options;
	struct json_decimal now;
	const struct json_value *claim[JWT_CLAIMS]; /* NULL: not there */
	struct json_value
	    wanted; /* for the claim at fault: a copy, for its table is freed by then */
};

/* The address of the jws is that of its jwt, for it comes first. */
static inline struct jwt *
jwt_of(struct jws *jws)
{
	return (struct jwt *)jws;
}

/* Whether the token is valid: JOSE_OK, a refusal, or a fault.  jwt_clear is due in each case. */
enum jose_error jwt_verify(struct jwt *jwt);
void jwt_clear(struct jwt *jwt);

#endif
