/* base64url, RFC 4648 section 5: one value has one spelling, and every value has one. */
#include "base64url.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *bytes = malloc(BASE64URL_BYTES(size) + 1);
	unsigned char *again = malloc(size + 1);
	char *text = malloc(BASE64URL_LENGTH(size) + 1);
	char *same = malloc(size + 1);

	must(bytes != NULL && again != NULL && text != NULL && same != NULL);
	if (base64url_decode(bytes, (const char *)data, size)) {
		must(BASE64URL_LENGTH(BASE64URL_BYTES(size)) == size);
		base64url_encode(same, bytes, BASE64URL_BYTES(size));
		must(memcmp(same, data, size) == 0);
	}
	base64url_encode(text, data, size);
	must(base64url_decode(again, text, BASE64URL_LENGTH(size)));
	must(memcmp(again, data, size) == 0);
	free(bytes);
	free(again);
	free(text);
	free(same);
	return 0;
}
