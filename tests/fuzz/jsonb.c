/*
 * JSONB: what is read is strict JSON of a length that its own bounds, and no key's bytes are a
 * secret, wherever they stand.
 */
#include <cjson/cJSON.h>

#include "fuzz.h"
#include "jsonb.h"
#include "jwk_set.h"
#include "keyfile.h"

#define GROWTH_MAX 6 /* a control character becomes an escape */

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = malloc(size + 1),
	     *text; /* of the exact size, so that a byte too many is seen */
	struct json_table table;
	struct json_value root;
	struct jwk_set *set = NULL;
	size_t length;
	enum jose_error err;

	must(bytes != NULL);
	memcpy(bytes, data, size);
	err = jsonb_read(bytes, size, &text, &length);
	must(err == JOSE_OK || err == JOSE_BAD_JSON);
	must((text != NULL) == (err == JOSE_OK));
	if (err == JOSE_OK) {
		must(length > 0 && length <= GROWTH_MAX * size);
		err = json_scan(text, length, &root, &table);
		must(err == JOSE_OK || err == JOSE_DUPLICATE_MEMBER);
		must(jsonb_is_container(bytes, size) ==
		     (root.type == JSON_OBJECT || root.type == JSON_ARRAY));
		must(!jsonb_is_container(bytes, size) || keyfile_is(bytes, size));
		json_table_free(&table);
		jsonb_free(text, length);
	}
	must(jwk_set_from_blob(bytes, size, &set) == JOSE_OK);
	jwk_set_free(set);
	free(bytes);
	return 0;
}
