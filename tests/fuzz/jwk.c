/*
 * Keys, RFC 7517, RFC 7468: from JSON, PEM and bytes.  A good key has a name, and keeps it when it
 * goes through a file.
 */
#include "fuzz.h"
#include "jwk_pem.h"
#include "jwk_public.h"
#include "jwk_read.h"
#include "jwk_set.h"
#include "jwk_thumbprint.h"
#include "pem.h"

static void
through_file(const cJSON *tree, const char *name, bool private)
{
	char again[JWK_THUMBPRINT_MAX + 1];
	BIO *bio = BIO_new(BIO_s_mem());
	cJSON *back = NULL;
	char *pem;
	long length;

	must(bio != NULL);
	if (jwk_to_pem(tree, private, bio) == JOSE_OK) {
		length = BIO_get_mem_data(bio, &pem);
		must(jwk_from_pem(pem, (size_t)length, &back) == JOSE_OK);
		must(jwk_thumbprint(back, "SHA256", again) == JOSE_OK);
		must(strcmp(name, again) == 0);
		json_tree_free(back);
	}
	BIO_free(bio);
}

static void
look_at_tree(const char *text, size_t size)
{
	char name[JWK_THUMBPRINT_MAX + 1];
	cJSON *tree = NULL, *public = NULL;
	struct jwk key;

	if (json_tree(text, size, &tree) != JOSE_OK)
		return;
	memset(&key, 0, sizeof key);
	must(jwk_read(tree, &key) == JOSE_OK);
	if (key.error == JOSE_OK) {
		must(jwk_thumbprint(tree, "SHA256", name) == JOSE_OK);
		through_file(tree, name, false);
		through_file(tree, name, true);
	}
	jwk_clear(&key);
	if (jwk_public(tree, &public) == JOSE_OK) {
		must(cJSON_GetObjectItem(public, "d") == NULL);
		must(cJSON_GetObjectItem(public, "k") == NULL);
		json_tree_free(public);
	}
	json_tree_free(tree);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct jwk_set *set = NULL;
	size_t i;

	must(jwk_set_from_text(text, size, &set) == JOSE_OK);
	for (i = 0; i < set->count; i++)
		must(set->keys[i].error != JOSE_OK || set->keys[i].bits >= 256);
	jwk_set_free(set);
	must(jwk_set_from_blob(data, size, &set) == JOSE_OK);
	for (i = 0; i < set->count; i++)
		must(set->keys[i].error != JOSE_OK || set->keys[i].bits >= 256);
	jwk_set_free(set);
	if (!pem_is(text, size))
		look_at_tree(text, size);
	return 0;
}
