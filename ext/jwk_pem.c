/*
 * Keys in files, RFC 7468 and the older kinds that OpenSSL writes: read into a JWK's numbers, and
 * written from them.
 */
#include <string.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "jwk_bundle.h"
#include "jwk_kty.h"
#include "jwk_pem.h"
#include "jwk_read.h"
#include "pem.h"
#include "text.h"

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

/* The words after BEGIN.  An encrypted key has no row: there is no place to type its passphrase. */
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

/*
 * Whether a key is there from the first byte to the last.  Each attempt takes its errors back:
 * OpenSSL's queue holds 16, the host's among them.
 */
static bool
read_whole(const struct pem_kind *kind, const unsigned char *der, size_t length, EVP_PKEY **pkey)
{
	const unsigned char *end = der + length;

	ERR_set_mark();
	*pkey = kind->read(&der, (long)length);
	ERR_pop_to_mark();
	if (*pkey != NULL && der == end)
		return true;
	EVP_PKEY_free(*pkey);
	*pkey = NULL;
	return false;
}

struct block {
	char *label;
	char *header;
	unsigned char *der;
	long length;
};

static bool
next_block(BIO *bio, struct block *block)
{
	bool found;

	ERR_set_mark();
	found = PEM_read_bio(bio, &block->label, &block->header, &block->der, &block->length) > 0;
	ERR_pop_to_mark();
	return found;
}

static void
free_block(struct block *block)
{
	OPENSSL_free(block->label);
	OPENSSL_free(block->header);
	OPENSSL_clear_free(block->der, (size_t)block->length);
}

static const struct pem_kind *
kind_of(const struct block *block)
{
	size_t i;

	for (i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].label, block->label) == 0)
			return &kinds[i];
	return NULL;
}

static enum jose_error
from_block(const struct pem_kind *kind, const struct block *block, cJSON **tree)
{
	EVP_PKEY *pkey;
	enum jose_error err = JOSE_KEY_INVALID;

	if (block->header[0] != '\0') /* it is encrypted: RFC 1421 section 4.6 */
		return JOSE_KEY_INVALID;
	if (read_whole(kind, block->der, (size_t)block->length, &pkey))
		err = jwk_from_pkey(pkey, kind->private, tree);
	EVP_PKEY_free(pkey);
	return err;
}

/*
 * Blocks of other kinds are skipped, and so are keys that are not for signatures: the EC PARAMETERS
 * that `openssl ecparam -genkey` writes, an encrypted key beside its certificate.
 */
static enum jose_error
add_block(cJSON *bundle, const struct block *block)
{
	const struct pem_kind *kind = kind_of(block);
	cJSON *key;
	enum jose_error err = kind == NULL ? JOSE_KEY_INVALID : from_block(kind, block, &key);

	if (err == JOSE_OK)
		return jwk_bundle_add(bundle, key);
	return err == JOSE_KEY_INVALID ? JOSE_OK : err;
}

/*
 * What begins as a block but is cut or indented is not passed over: it may be the key that is
 * meant.  Each block counts, even if it is the same key again: reading it takes time.
 */
static enum jose_error
read_blocks(BIO *bio, const char *text, size_t length, cJSON *bundle)
{
	const char *at = text, *end = text + length;
	struct block block;
	size_t keys = 0;
	enum jose_error err = JOSE_OK;

	while (err == JOSE_OK && (at = pem_next(at, end)) != NULL) {
		if (!next_block(bio, &block))
			return JOSE_KEY_INVALID;
		keys += kind_of(&block) != NULL;
		err = keys > JWK_SET_MAX ? JOSE_KEY_INVALID : add_block(bundle, &block);
		free_block(&block);
	}
	return err;
}

enum jose_error
jwk_from_pem(const char *text, size_t length, cJSON **tree)
{
	BIO *bio = length > JWK_TEXT_MAX ? NULL : BIO_new_mem_buf(text, (int)length);
	cJSON *bundle = cJSON_CreateObject();
	enum jose_error err = JOSE_KEY_INVALID;

	if (bio != NULL && cJSON_AddArrayToObject(bundle, "keys") != NULL)
		err = read_blocks(bio, text, length, bundle);
	BIO_free(bio);
	if (err == JOSE_OK)
		return jwk_bundle_take(bundle, tree);
	json_tree_free(bundle);
	return err;
}

/* Kinds of file that are not read, and what makes of them one that is. */
static const char *
flaw_of_kind(const char *text, size_t length)
{
	static const struct {
		const char *mark;
		const char *flaw;
	} flaws[] = {
	    {"ENCRYPTED", "this PEM is encrypted; openssl pkey -in FILE asks for the passphrase"},
	    {"BEGIN OPENSSH PRIVATE KEY",
		"OpenSSH's own kind; ssh-keygen -p -m PKCS8 -f FILE rewrites it, if RSA or ECDSA"},
	    {"BEGIN CERTIFICATE REQUEST",
		"a request for a certificate; openssl req -in FILE -pubkey -noout has its key"},
	    {"BEGIN TRUSTED CERTIFICATE",
		"OpenSSL's own kind of certificate; openssl x509 -in FILE writes a plain one"},
	    {"BEGIN PKCS7", "PKCS#7; openssl pkcs7 -in FILE -print_certs writes its certificates"},
	};
	size_t i;

	for (i = 0; i < sizeof flaws / sizeof flaws[0]; i++)
		if (text_find(text, length, flaws[i].mark) != NULL)
			return flaws[i].flaw;
	return NULL;
}

/* As it stands in a setting or in JSON that was not unescaped. */
static bool
has_written_line_ends(const char *text, size_t length)
{
	return memchr(text, '\n', length) == NULL && text_find(text, length, "\\n") != NULL;
}

const char *
jwk_pem_flaw(const char *text, size_t length)
{
	BIO *bio = length > JWK_TEXT_MAX ? NULL : BIO_new_mem_buf(text, (int)length);
	const char *flaw = flaw_of_kind(text, length), *at = text, *end = text + length;
	struct block block;
	size_t keys = 0;

	if (length > JWK_TEXT_MAX)
		flaw = "this PEM is over 1 MiB";
	else if (has_written_line_ends(text, length))
		flaw = "its line ends are written \\n; replace(pem, '\\n', char(10)) makes some";
	while (flaw == NULL && bio != NULL && (at = pem_next(at, end)) != NULL) {
		if (!next_block(bio, &block)) {
			flaw = "this PEM is cut, indented or damaged between BEGIN and END";
			break;
		}
		keys += kind_of(&block) != NULL;
		if (keys > JWK_SET_MAX)
			flaw = "this PEM has more than 256 keys";
		free_block(&block);
	}
	BIO_free(bio);
	return flaw == NULL ? "this PEM has no key of a kind that jwt_algs() lists" : flaw;
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
