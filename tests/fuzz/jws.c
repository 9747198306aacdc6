/*
 * Verifying, RFC 7515 section 5.2, RFC 7519 section 7.2.  One line is a token.  More are the
 * header, the claims and the options, from which a token is made that is signed, and one that is
 * not.
 */
#include "fuzz.h"
#include "jws.h"
#include "jws_sign.h"
#include "jwt.h"

static const char *const key_texts[] = {
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-"
    "1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}",
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":"
    "\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"},"
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}",
};
enum { KEYS = 2, SECRET = 0 };

static struct jwk_set *
key_set(size_t index)
{
	static struct jwk_set *sets[KEYS];

	if (sets[index] == NULL)
		must(jwk_set_from_text(key_texts[index], strlen(key_texts[index]), &sets[index]) ==
		     JOSE_OK);
	return sets[index];
}

static void
see(void *failed, const struct jws_step *step, enum jws_status status, const struct jws *jws)
{
	(void)jws;
	if (status == JWS_FAIL && *(enum jose_error *)failed == JOSE_OK)
		*(enum jose_error *)failed = step->code;
}

/* jwt_verify, jwt_error and jwt_check say the same. */
static enum jose_error
verify(const char *token, size_t length, size_t key, const struct jwt_options *options)
{
	enum jose_error failed = JOSE_OK, verdicts[2];
	const struct jws_observer observer = {see, &failed};
	struct jwt jwt;
	size_t i;

	for (i = 0; i < 2; i++) {
		memset(&jwt, 0, sizeof jwt);
		jwt.options = options;
		jwt.now.whole = 1500;
		jwt.jws.token = token;
		jwt.jws.length = length;
		jwt.jws.keys = key_set(key);
		jwt.jws.observer = i == 0 ? NULL : &observer;
		verdicts[i] = jwt_verify(&jwt);
		must(jwt.jws.fault == JOSE_OK && verdicts[i] < JOSE_OPTION_UNKNOWN);
		must(verdicts[i] != JOSE_OK || jwt.jws.verified);
		jwt_clear(&jwt);
	}
	must(verdicts[0] == verdicts[1] && verdicts[0] == failed);
	return verdicts[0];
}

static void
verify_detached(const char *token, size_t length)
{
	struct jws_options options;
	struct jws jws;

	memset(&options, 0, sizeof options);
	memset(&jws, 0, sizeof jws);
	jws.token = token;
	jws.length = length;
	jws.keys = key_set(SECRET);
	jws.options = &options;
	jws.knows_b64 = true;
	jws.detached = "$.02"; /* RFC 7797 section 4 */
	jws.detached_length = 4;
	jws_verify(&jws);
	must(jws.fault == JOSE_OK);
	jws_clear(&jws);
}

static void
verify_unsigned(const struct fuzz_line *header, const struct fuzz_line *claims,
    const struct jwt_options *options)
{
	size_t header_length = BASE64URL_LENGTH(header->length);
	size_t length = header_length + BASE64URL_LENGTH(claims->length) + 2;
	char *token = malloc(length);

	must(token != NULL);
	base64url_encode(token, header->text, header->length);
	token[header_length] = '.';
	base64url_encode(token + header_length + 1, claims->text, claims->length);
	token[length - 1] = '.';
	verify(token, length, 1, options);
	verify_detached(token, length);
	free(token);
}

/* What was signed is good, or its claims are to blame. */
static void
verify_signed(const struct fuzz_line *header, const struct fuzz_line *claims,
    const struct jwt_options *options)
{
	struct jws_sign_options sign_options;
	struct jose_detail detail;
	char *token = NULL;
	size_t length = 0;
	enum jose_error err;

	memset(&sign_options, 0, sizeof sign_options);
	if (jws_sign_options_read(header->text, header->length, &sign_options, &detail) != JOSE_OK)
		memset(&sign_options, 0, sizeof sign_options);
	err = jws_sign(claims->text, claims->length, key_set(SECRET), &sign_options, "JWT", &token,
	    &length, &detail);
	must(err != JOSE_NO_MEMORY && err != JOSE_CRYPTO_FAILED);
	if (err == JOSE_OK)
		must(verify(token, length, SECRET, options) != JOSE_BAD_SIGNATURE);
	free(token);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jwt_options options;
	struct jose_detail detail;
	struct fuzz_line lines[3];

	memset(&options, 0, sizeof options);
	fuzz_split(data, size, lines, 3);
	if (jwt_options_read(lines[2].text, lines[2].length, &options, &detail) != JOSE_OK)
		memset(&options, 0, sizeof options);
	if (lines[0].length == size) {
		verify((const char *)data, size, SECRET, &options);
		verify((const char *)data, size, 1, &options);
		verify_detached((const char *)data, size);
	} else {
		verify_unsigned(&lines[0], &lines[1], &options);
		verify_signed(&lines[0], &lines[1], &options);
	}
	return 0;
}
