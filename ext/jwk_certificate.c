/*
 * What a JWK says of its certificate, RFC 7517 sections 4.7 to 4.9: the first one of x5c must be of
 * this key, and x5t and x5t#S256 are the thumbprints of that one.  They are not followed here, for
 * the key is what its numbers are; but a program that follows them would verify with another.
 */
#include <string.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "coding.h"
#include "jwk_certificate.h"
#include "jwk_kty.h"
#include "jwk_thumbprint.h"

static const struct member {
	const char *name;
	const char *section;
	const char *hash; /* OpenSSL's name; NULL: it is the chain itself */
} members[] = {
    {"x5c", "RFC 7517 section 4.7", NULL},
    {"x5t", "RFC 7517 section 4.8", "SHA1"},
    {"x5t#S256", "RFC 7517 section 4.9", "SHA256"},
};

/* The bytes of the first certificate, to be freed by coding_free; NULL when there is none. */
static char *
first_certificate(const cJSON *tree, size_t *length)
{
	const cJSON *chain = json_tree_member(tree, "x5c");
	const char *text = cJSON_GetStringValue(cJSON_IsArray(chain) ? chain->child : NULL);

	return text == NULL ? NULL : coding_base64(text, strlen(text), length);
}

/* The thumbprint of the key in it, RFC 7638. */
static enum jose_error
name_certified(const char *bytes, size_t length, char thumbprint[JWK_THUMBPRINT_MAX + 1])
{
	const unsigned char *der = (const unsigned char *)bytes;
	X509 *certificate = bytes == NULL ? NULL : d2i_X509(NULL, &der, (long)length);
	EVP_PKEY *pkey = certificate == NULL ? NULL : X509_get_pubkey(certificate);
	cJSON *key = NULL;
	enum jose_error err = pkey == NULL ? JOSE_KEY_INVALID : jwk_from_pkey(pkey, false, &key);

	if (err == JOSE_OK)
		err = jwk_thumbprint(key, "SHA256", thumbprint);
	json_tree_free(key);
	EVP_PKEY_free(pkey);
	X509_free(certificate);
	return err;
}

static void
name_bytes(
    const char *bytes, size_t length, const char *hash, char thumbprint[JWK_THUMBPRINT_MAX + 1])
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	size_t digest_length = 0;

	EVP_Q_digest(NULL, hash, NULL, bytes, length, digest, &digest_length);
	base64url_encode(thumbprint, digest, digest_length);
	thumbprint[BASE64URL_LENGTH(digest_length)] = '\0';
}

/* What the member says, beside what the key or the certificate says. */
static void
compare(const cJSON *tree, const struct member *member, struct jwk_certificate *report)
{
	const char *said = json_tree_string(tree, member->name);
	size_t length = 0;
	char *bytes = first_certificate(tree, &length);

	if (member->hash == NULL) {
		jwk_thumbprint(tree, "SHA256", report->expected);
		if (name_certified(bytes, length, report->actual) != JOSE_OK)
			report->flaw = "its first certificate cannot be read";
		else if (strcmp(report->expected, report->actual) != 0)
			report->flaw = "its first certificate is of another key";
	} else if (bytes != NULL) {
		report->compared = true;
		name_bytes(bytes, length, member->hash, report->expected);
		if (said == NULL || strcmp(report->expected, said) != 0)
			report->flaw = "it is not the thumbprint of the first certificate in x5c";
	}
	coding_free(bytes, length);
}

bool
jwk_certificate_check(const cJSON *tree, size_t index, struct jwk_certificate *report)
{
	if (index >= sizeof members / sizeof members[0])
		return false;
	memset(report, 0, sizeof *report);
	report->member = members[index].name;
	report->section = members[index].section;
	report->present = json_tree_member(tree, report->member) != NULL;
	report->compared = members[index].hash == NULL;
	ERR_set_mark();
	if (report->present)
		compare(tree, &members[index], report);
	ERR_pop_to_mark();
	return true;
}
