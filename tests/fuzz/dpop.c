/*
 * DPoP proofs, RFC 9449 section 4.3.  One line is a proof.  More are the claims, the options, the
 * address that was asked, and more members of the header: from these a proof is made and signed.
 */
#include "dpop.h"
#include "fuzz.h"
#include "jws_sign.h"

/* RFC 8037 appendix A.1. */
static const char private_key[] =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
    "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
static const char sign_with[] =
    "{\"typ\":\"dpop+jwt\",\"header\":{\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
    "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}}}";

static void
see(void *failed, const struct jws_step *step, enum jws_status status, const struct jws *jws)
{
	(void)jws;
	if (status == JWS_FAIL && *(enum jose_error *)failed == JOSE_OK)
		*(enum jose_error *)failed = step->code;
}

static enum jose_error
verify(const char *proof, size_t length, const char *htu, const struct dpop_options *options)
{
	enum jose_error failed = JOSE_OK, verdicts[2];
	const struct jws_observer observer = {see, &failed};
	struct dpop dpop;
	size_t i;

	for (i = 0; i < 2; i++) {
		memset(&dpop, 0, sizeof dpop);
		dpop.options = options;
		dpop.now.whole = 1500;
		dpop.htm = "GET";
		dpop.htu = htu;
		dpop.jws.token = proof;
		dpop.jws.length = length;
		dpop.jws.observer = i == 0 ? NULL : &observer;
		verdicts[i] = dpop_verify(&dpop);
		must(dpop.jws.fault == JOSE_OK && verdicts[i] < JOSE_OPTION_UNKNOWN);
		must(verdicts[i] != JOSE_OK || (dpop.jws.verified && strlen(dpop.jkt) == 43));
		dpop_clear(&dpop);
	}
	must(verdicts[0] == verdicts[1] && verdicts[0] == failed);
	return verdicts[0];
}

static void
sign_and_verify(const struct fuzz_line *claims, const char *htu, const struct dpop_options *options)
{
	static struct jwk_set *keys;
	struct jws_sign_options sign_options;
	struct jose_detail detail;
	char *proof = NULL;
	size_t length = 0;
	enum jose_error err;

	if (keys == NULL)
		must(jwk_set_from_text(private_key, sizeof private_key - 1, &keys) == JOSE_OK);
	memset(&sign_options, 0, sizeof sign_options);
	must(jws_sign_options_read(sign_with, sizeof sign_with - 1, &sign_options, &detail) ==
	     JOSE_OK);
	err = jws_sign(
	    claims->text, claims->length, keys, &sign_options, NULL, &proof, &length, &detail);
	must(err == JOSE_OK || err == JOSE_TOO_LARGE);
	if (err == JOSE_OK)
		must(verify(proof, length, htu, options) != JOSE_BAD_SIGNATURE);
	free(proof);
}

static void
verify_header(const struct fuzz_line *header, const char *htu, const struct dpop_options *options)
{
	size_t length = BASE64URL_LENGTH(header->length);
	char *proof = malloc(length + sizeof ".e30.");

	must(proof != NULL);
	base64url_encode(proof, header->text, header->length);
	memcpy(proof + length, ".e30.", sizeof ".e30.");
	verify(proof, length + sizeof ".e30." - 1, htu, options);
	free(proof);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dpop_options options;
	struct jose_detail detail;
	struct fuzz_line lines[4];
	char *htu;

	memset(&options, 0, sizeof options);
	fuzz_split(data, size, lines, 4);
	if (dpop_options_read(lines[1].text, lines[1].length, &options, &detail) != JOSE_OK) {
		memset(&options, 0, sizeof options);
		must(dpop_options_read("{}", 2, &options, &detail) == JOSE_OK);
	}
	htu = strndup(lines[2].text, lines[2].length);
	must(htu != NULL);
	if (lines[0].length == size)
		verify((const char *)data, size, "https://as.example/token", &options);
	else {
		sign_and_verify(&lines[0], htu, &options);
		verify_header(&lines[3], htu, &options);
	}
	free(htu);
	return 0;
}
