/*
 * libjwt: takes its keys as PEM, and reads them again at each call.
 */
#include <stdlib.h>
#include <string.h>
#include <jwt.h>

#include "ext.h"

static struct {
	const struct subject *subject;
	jwt_alg_t alg;
	const unsigned char *private_key, *public_key;
	int private_length, public_length;
} state;

static bool
start(const struct subject *subject)
{
	state.subject = subject;
	state.alg = jwt_str_alg(subject->alg);
	if (state.alg == JWT_ALG_TERM)
		return false;
	state.private_key = (const unsigned char *)subject->private_pem;
	state.public_key = (const unsigned char *)subject->public_pem;
	state.private_length = (int)strlen(subject->private_pem);
	state.public_length = (int)strlen(subject->public_pem);
	if (subject->secret_length > 0) {
		state.private_key = state.public_key = subject->secret;
		state.private_length = state.public_length = (int)subject->secret_length;
	}
	return true;
}

static void
sign(void)
{
	jwt_t *jwt;
	char *token;

	need(jwt_new(&jwt) == 0 && jwt_add_grants_json(jwt, state.subject->claims) == 0 &&
		 jwt_set_alg(jwt, state.alg, state.private_key, state.private_length) == 0,
	    "jwt_set_alg");
	token = jwt_encode_str(jwt);
	need(token != NULL, "jwt_encode_str");
	free(token);
	jwt_free(jwt);
}

static void
verify(void)
{
	jwt_t *jwt;

	need(jwt_decode(&jwt, state.subject->token, state.public_key, state.public_length) == 0,
	    "jwt_decode");
	jwt_free(jwt);
}

static void
end(void)
{
}

const struct contestant contestant_libjwt = {"libjwt", start, sign, verify, end};
