/*
 * Keys in files, RFC 7468 and the older kinds that OpenSSL writes: read into a JWK's numbers, and
 * written from them.
 */
#include <string.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "jwk.h"

static const char begin[] = "-----BEGIN ";

static EVP_PKEY *
read_public(const unsigned char **der, long length)
{
	return d2i_PUBKEY(NULL, der, length);
}

static EVP_PKEY *
read_rsa_public(const unsigned char **der, long length)
{
	return d2i_PublicKey(EVP_PKEY_RSA, NULL, der, length);
}

static EVP_PKEY *
read_private(const unsigned char **der, long length)
{
	return d2i_AutoPrivateKey(NULL, der, length);
}

static EVP_PKEY *
read_certificate(const unsigned char **der, long length)
{
	X509 *certificate = d2i_X509(NULL, der, length);
	EVP_PKEY *pkey = certificate == NULL ? NULL : X509_get_pubkey(certificate);

	X509_free(certificate);
	return pkey;
}

/* What stands after BEGIN.  An encrypted key has no row: nobody is here to type its passphrase. */
static const struct pem_kind {
	const char *label;
	bool private;
	EVP_PKEY *(*read)(const unsigned char **der, long length);
} kinds[] = {
    {"PUBLIC KEY", false, read_public},         /* RFC 7468 section 13 */
    {"RSA PUBLIC KEY", false, read_rsa_public}, /* RFC 8017 appendix A.1.1 */
    {"CERTIFICATE", false, read_certificate},   /* RFC 7468 section 5 */
    {"PRIVATE KEY", true, read_private},        /* RFC 7468 section 10 */
    {"RSA PRIVATE KEY", true, read_private},    /* RFC 8017 appendix A.1.2 */
    {"EC PRIVATE KEY", true, read_private},     /* RFC 5915 section 4 */
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* The key that is there from the first byte to the last, or NULL.  Each attempt takes its errors
 * back: OpenSSL's queue holds 16, the host's among them. */
static EVP_PKEY *
read_whole(const struct pem_kind *kind, const unsigned char *der, size_t length)
{
	const unsigned char *at = der;
	EVP_PKEY *pkey;

	ERR_set_mark();
	pkey = kind->read(&at, (long)length);
	ERR_pop_to_mark();
	if (pkey == NULL || at == der + length)
		return pkey;
	EVP_PKEY_free(pkey);
	return NULL;
}

/* Whether only white space, or a byte order mark, stands between here and the start of the line. */
static bool
begins_line(const char *text, const char *at)
{
	while (at > text && memchr(" \t\xef\xbb\xbf", at[-1], 5) != NULL)
		at--;
	return at == text || at[-1] == '\n' || at[-1] == '\r';
}

/* RFC 7468 section 2: text that explains it may stand before a block. */
bool
jwk_is_pem(const char *text, size_t length)
{
	const char *at = text, *end = text + length;

	for (; (at = memmem(at, (size_t)(end - at), begin, sizeof begin - 1)) != NULL; at++)
		if (begins_line(text, at))
			return true;
	return false;
}

bool
jwk_is_der(const unsigned char *bytes, size_t length)
{
	EVP_PKEY *pkey;
	bool whole = false;
	size_t i;

	for (i = 0; i < KINDS && !whole && length <= JWK_TEXT_MAX; i++) {
		pkey = read_whole(&kinds[i], bytes, length);
		whole = pkey != NULL;
		EVP_PKEY_free(pkey);
	}
	return whole;
}

static enum jose_error
from_block(
    const char *label, const char *header, const unsigned char *der, size_t length, cJSON **tree)
{
	EVP_PKEY *pkey;
	enum jose_error err;
	size_t i;

	for (i = 0; i < KINDS && strcmp(kinds[i].label, label) != 0; i++)
		;
	/* A header says that it is encrypted: RFC 1421 section 4.6. */
	if (i == KINDS || header[0] != '\0')
		return JOSE_KEY_INVALID;
	pkey = read_whole(&kinds[i], der, length);
	err = pkey == NULL ? JOSE_KEY_INVALID : jwk_from_pkey(pkey, kinds[i].private, tree);
	EVP_PKEY_free(pkey);
	return err;
}

enum jose_error
jwk_from_pem(const char *text, size_t length, cJSON **tree)
{
	BIO *bio = length > JWK_TEXT_MAX ? NULL : BIO_new_mem_buf(text, (int)length);
	char *label = NULL, *header = NULL;
	unsigned char *der = NULL;
	long der_length = 0;
	enum jose_error err = JOSE_KEY_INVALID;

	if (bio != NULL && PEM_read_bio(bio, &label, &header, &der, &der_length) > 0)
		err = from_block(label, header, der, (size_t)der_length, tree);
	BIO_free(bio);
	OPENSSL_free(label);
	OPENSSL_free(header);
	OPENSSL_clear_free(der, (size_t)der_length);
	return err;
}

enum jose_error
jwk_to_pem(const cJSON *tree, bool private, BIO *pem)
{
	struct jwk key;
	enum jose_error err;
	int good = 0;

	memset(&key, 0, sizeof key);
	err = jwk_read(tree, &key);
	if (err == JOSE_OK && (key.error == JOSE_KEY_INVALID || key.error == JOSE_KEY_WEAK))
		err = key.error;
	if (err == JOSE_OK && key.material.pkey == NULL)
		err = JOSE_IS_SYMMETRIC;
	if (err == JOSE_OK && private && !key.private)
		err = JOSE_NOT_PRIVATE;
	if (err == JOSE_OK) {
		good = private ? PEM_write_bio_PKCS8PrivateKey(
				     pem, key.material.pkey, NULL, NULL, 0, NULL, NULL)
			       : PEM_write_bio_PUBKEY(pem, key.material.pkey);
		err = good ? JOSE_OK : JOSE_CRYPTO_FAILED;
	}
	jwk_clear(&key);
	return err;
}
