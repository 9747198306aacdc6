/*
 * The numbers of a key, RFC 7518 section 6 and RFC 8037 section 2: how a JWK writes them, and how
 * they come to OpenSSL and back.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "jwk_numbers.h"

#define NUMBER_BYTES_MAX (JWK_RSA_BITS_MAX / 8)

enum jose_error
jwk_member_bytes(const cJSON *tree, const char *name, unsigned char **bytes, size_t *length)
{
	const cJSON *member = json_tree_member(tree, name);
	size_t characters;

	*bytes = NULL;
	*length = 0;
	if (member == NULL)
		return JOSE_OK;
	if (!cJSON_IsString(member))
		return JOSE_KEY_INVALID;
	characters = strlen(member->valuestring);
	*length = BASE64URL_BYTES(characters);
	*bytes = malloc(*length + 1);
	if (*bytes == NULL)
		return JOSE_NO_MEMORY;
	return base64url_decode(*bytes, member->valuestring, characters) ? JOSE_OK
									 : JOSE_KEY_INVALID;
}

void
jwk_free_bytes(unsigned char *bytes, size_t length)
{
	if (bytes != NULL)
		OPENSSL_cleanse(bytes, length);
	free(bytes);
}

/*
 * RFC 7518 section 2: a Base64urlUInt has no leading zero.  Too long a one is refused before
 * anything is computed with it.
 */
enum jose_error
jwk_member_number(const cJSON *tree, const char *name, BIGNUM **number)
{
	unsigned char *bytes;
	size_t length;
	enum jose_error err = jwk_member_bytes(tree, name, &bytes, &length);

	if (err == JOSE_OK && bytes != NULL) {
		if (length == 0 || bytes[0] == 0)
			err = JOSE_KEY_INVALID;
		else if (length > NUMBER_BYTES_MAX)
			err = JOSE_KEY_WEAK;
		else if ((*number = BN_bin2bn(bytes, (int)length, NULL)) == NULL)
			err = JOSE_NO_MEMORY;
	}
	jwk_free_bytes(bytes, length);
	return err;
}

/*
 * A coordinate or an OKP key is as long as its curve says, leading zeros included (RFC 7518 section
 * 6.2.1.2).
 */
enum jose_error
jwk_member_exact(
    const cJSON *tree, const char *name, unsigned char *bytes, size_t length, bool *present)
{
	unsigned char *decoded;
	size_t decoded_length;
	enum jose_error err = jwk_member_bytes(tree, name, &decoded, &decoded_length);

	*present = decoded != NULL;
	if (err == JOSE_OK && decoded != NULL && decoded_length != length)
		err = JOSE_KEY_INVALID;
	if (err == JOSE_OK && decoded != NULL)
		memcpy(bytes, decoded, length);
	jwk_free_bytes(decoded, decoded_length);
	return err;
}

/* Frees the parameters, and wipes them first: OSSL_PARAM_free of OpenSSL 3.0 does not. */
static void
free_parameters(OSSL_PARAM *parameters)
{
	OSSL_PARAM *p;

	for (p = parameters; p != NULL && p->key != NULL; p++)
		OPENSSL_cleanse(p->data, p->data_size);
	OSSL_PARAM_free(parameters);
}

enum jose_error
jwk_pkey(const char *type, OSSL_PARAM_BLD *build, bool private, EVP_PKEY **pkey)
{
	OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	int selection = private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
	bool good;

	good = parameters != NULL && context != NULL && EVP_PKEY_fromdata_init(context) > 0 &&
	       EVP_PKEY_fromdata(context, pkey, selection, parameters) > 0;
	free_parameters(parameters);
	EVP_PKEY_CTX_free(context);
	return good ? JOSE_OK : JOSE_KEY_INVALID;
}

enum jose_error
jwk_put_text(cJSON *tree, const char *name, const char *text)
{
	return cJSON_AddStringToObject(tree, name, text) == NULL ? JOSE_NO_MEMORY : JOSE_OK;
}

enum jose_error
jwk_put_bytes(cJSON *tree, const char *name, const unsigned char *bytes, size_t length)
{
	size_t characters = BASE64URL_LENGTH(length);
	char *text = malloc(characters + 1);
	enum jose_error err;

	if (text == NULL)
		return JOSE_NO_MEMORY;
	base64url_encode(text, bytes, length);
	text[characters] = '\0';
	err = jwk_put_text(tree, name, text);
	jwk_free_bytes((unsigned char *)text, characters);
	return err;
}

enum jose_error
jwk_put_number(cJSON *tree, const char *name, EVP_PKEY *pkey, const char *parameter, size_t length)
{
	unsigned char bytes[NUMBER_BYTES_MAX];
	BIGNUM *number = NULL;
	enum jose_error err = JOSE_OK;

	if (EVP_PKEY_get_bn_param(pkey, parameter, &number) <= 0)
		return JOSE_KEY_INVALID;
	if (length == 0)
		length = (size_t)BN_num_bytes(number);
	if (length > sizeof bytes || BN_bn2binpad(number, bytes, (int)length) < 0)
		err = JOSE_KEY_INVALID;
	if (err == JOSE_OK)
		err = jwk_put_bytes(tree, name, bytes, length);
	OPENSSL_cleanse(bytes, sizeof bytes);
	BN_clear_free(number);
	return err;
}
