/*
 * cjose: signature and payload, with a key that was parsed once.
 */
#include <string.h>
#include <cjose/cjose.h>

#include "ext.h"

static struct {
	const struct subject *subject;
	cjose_jwk_t *jwk;
	cjose_header_t *header;
} state;

static bool
start(const struct subject *subject)
{
	state.subject = subject;
	if (strcmp(subject->alg, "EdDSA") == 0)
		return false;
	state.jwk = cjose_jwk_import(subject->private_jwk, strlen(subject->private_jwk), NULL);
	need(state.jwk != NULL, "cjose_jwk_import");
	state.header = cjose_header_new(NULL);
	need(cjose_header_set(state.header, CJOSE_HDR_ALG, subject->alg, NULL), "cjose_header_set");
	return true;
}

static void
sign(void)
{
	const struct subject *subject = state.subject;
	const char *token;
	cjose_jws_t *jws = cjose_jws_sign(state.jwk, state.header, (const uint8_t *)subject->claims,
	    strlen(subject->claims), NULL);

	need(jws != NULL && cjose_jws_export(jws, &token, NULL), "cjose_jws_sign");
	cjose_jws_release(jws);
}

static void
verify(void)
{
	const char *token = state.subject->token;
	uint8_t *payload;
	size_t length;
	cjose_jws_t *jws = cjose_jws_import(token, strlen(token), NULL);

	need(jws != NULL && cjose_jws_verify(jws, state.jwk, NULL) &&
		 cjose_jws_get_plaintext(jws, &payload, &length, NULL),
	    "cjose_jws_verify");
	cjose_jws_release(jws);
}

static void
end(void)
{
	cjose_header_release(state.header);
	cjose_jwk_release(state.jwk);
}

const struct contestant contestant_cjose = {"cjose", start, sign, verify, end};
