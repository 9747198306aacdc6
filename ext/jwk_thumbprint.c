/*
 * How a key is called: by its thumbprint, RFC 7638, or by the kid that it bears.
 */
#include <stdlib.h>
#include <string.h>

#include "jwk_kty.h"
#include "jwk_thumbprint.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * Sections 3.2 and 3.3: kty and what every key of that type has, in the order of their letters.
 * Returns how many there are; 0: the key is not complete.
 */
static size_t
required_members(const cJSON *tree, const char *names[JWK_MEMBERS_MAX + 1])
{
	const struct jwk_kty *kty = jwk_kty_of_tree(tree);
	const struct jwk_member *member;
	size_t count = 0;

	if (kty == NULL)
		return 0;
	names[count++] = "kty";
	for (member = kty->members; member->name != NULL; member++) {
		if ((member->flags & JWK_REQUIRED) == 0)
			continue;
		if (json_tree_string(tree, member->name) == NULL)
			return 0;
		names[count++] = member->name;
	}
	qsort(names, count, sizeof names[0], compare_names);
	return count;
}

enum jose_error
jwk_complete(const cJSON *tree)
{
	const char *names[JWK_MEMBERS_MAX + 1];

	return required_members(tree, names) == 0 ? JOSE_KEY_INVALID : JOSE_OK;
}

enum jose_error
jwk_thumbprint(const cJSON *tree, const char *hash, char thumbprint[JWK_THUMBPRINT_MAX + 1])
{
	const char *names[JWK_MEMBERS_MAX + 1];
	size_t count = required_members(tree, names), length = 0, i;
	unsigned char digest[EVP_MAX_MD_SIZE];
	cJSON *canonical;
	char *text = NULL;
	bool good;

	if (count == 0)
		return JOSE_KEY_INVALID;
	canonical = cJSON_CreateObject();
	good = canonical != NULL;
	for (i = 0; good && i < count; i++)
		good = cJSON_AddStringToObject(
			   canonical, names[i], json_tree_string(tree, names[i])) != NULL;
	text = good ? json_tree_text(canonical) : NULL;
	json_tree_free(canonical);
	if (text == NULL)
		return JOSE_NO_MEMORY;
	good = EVP_Q_digest(NULL, hash, NULL, text, strlen(text), digest, &length) > 0;
	json_tree_text_free(text); /* of an oct key it is the secret */
	base64url_encode(thumbprint, digest, length);
	thumbprint[BASE64URL_LENGTH(length)] = '\0';
	return good ? JOSE_OK : JOSE_CRYPTO_FAILED;
}

enum jose_error
jwk_label(cJSON *tree, const struct jwk_labels *labels)
{
	char thumbprint[JWK_THUMBPRINT_MAX + 1];
	const char *kid = labels->kid;
	enum jose_error err = JOSE_OK;

	if (kid == NULL) {
		err = jwk_thumbprint(tree, "SHA256", thumbprint);
		kid = thumbprint;
	}
	if (err != JOSE_OK)
		return err;
	if (cJSON_AddStringToObject(tree, "kid", kid) == NULL ||
	    (labels->use != NULL && cJSON_AddStringToObject(tree, "use", labels->use) == NULL) ||
	    (labels->alg != NULL && cJSON_AddStringToObject(tree, "alg", labels->alg) == NULL))
		return JOSE_NO_MEMORY;
	return JOSE_OK;
}
