/*
 * Codings that a key file travels in: a string of JSON (RFC 8259) or JSONB, base64 and base64url
 * (RFC 4648 sections 4 and 5), hexadecimal digits (section 8), and the wide characters of UTF-16
 * and UTF-32.  Each reader takes what people paste: with line ends, padding or a prefix.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "base64url.h"
#include "coding.h"
#include "hex.h"
#include "json.h"
#include "jsonb.h"
#include "text.h"

static char *
from_json_string(const char *text, size_t length, size_t *bytes_length)
{
	struct json_table table;
	struct json_value root;
	char *bytes = NULL;

	text_trim(&text, &length);
	if (length == 0 || text[0] != '"')
		return NULL;
	if (json_scan(text, length, &root, &table) == JOSE_OK)
		bytes = json_unescape(&root, bytes_length);
	json_table_free(&table);
	return bytes;
}

/* Other JSONB is a key file itself, or no key at all. */
static char *
from_jsonb_string(const char *text, size_t length, size_t *bytes_length)
{
	char *json, *bytes;
	size_t json_length;

	if (jsonb_read(text, length, &json, &json_length) != JOSE_OK)
		return NULL;
	bytes = from_json_string(json, json_length, bytes_length);
	jsonb_free(json, json_length);
	return bytes;
}

char *
coding_base64(const char *text, size_t length, size_t *bytes_length)
{
	char *plain = malloc(length + 1);
	unsigned char *bytes = malloc(length + 1);
	size_t i, characters = 0;
	bool good = plain != NULL && bytes != NULL;

	while (length > 0 && (text_is_space(text[length - 1]) || text[length - 1] == '='))
		length--;
	for (i = 0; good && i < length; i++)
		if (!text_is_space(text[i]))
			plain[characters++] = (char)(text[i] == '+'   ? '-'
						     : text[i] == '/' ? '_'
								      : text[i]);
	*bytes_length = BASE64URL_BYTES(characters);
	good = good && characters > 0 && base64url_decode(bytes, plain, characters);
	coding_free(plain, characters);
	if (good)
		return (char *)bytes;
	coding_free((char *)bytes, bytes == NULL ? 0 : *bytes_length);
	return NULL;
}

/* Also as C and PostgreSQL write them, 0x30 and \x30, and as OpenSSL prints a key, 30:82. */
static char *
from_hex(const char *text, size_t length, size_t *bytes_length)
{
	char *bytes;
	size_t i;

	text_trim(&text, &length);
	if (length >= 2 && (text[0] == '0' || text[0] == '\\') && text[1] == 'x') {
		text += 2;
		length -= 2;
	}
	bytes = length < 2 ? NULL : malloc(length);
	*bytes_length = 0;
	for (i = 0; bytes != NULL && i < length; i++) {
		if (text_is_space(text[i]) || text[i] == ':')
			continue;
		if (i + 1 == length || hex_digit(text[i]) < 0 || hex_digit(text[i + 1]) < 0) {
			coding_free(bytes, *bytes_length);
			return NULL;
		}
		bytes[(*bytes_length)++] = (char)(hex_digit(text[i]) << 4 | hex_digit(text[i + 1]));
		i++;
	}
	return bytes;
}

/*
 * Zero bytes stand beside each character, and marks of their own before the first.  A database in
 * UTF-16 gives them to CAST(key AS BLOB).
 */
static char *
from_wide(const char *text, size_t length, size_t *bytes_length)
{
	char *narrow = memchr(text, '\0', length) == NULL ? NULL : malloc(length);
	size_t i;

	*bytes_length = 0;
	for (i = 0; narrow != NULL && i < length; i++)
		if (memchr("\0\xff\xfe", text[i], 3) == NULL)
			narrow[(*bytes_length)++] = text[i];
	return narrow;
}

static char *(*const readers[])(const char *text, size_t length, size_t *bytes_length) = {
    from_json_string, from_jsonb_string, coding_base64, from_hex, from_wide};

bool
coding_read(size_t index, const char *text, size_t length, char **bytes, size_t *bytes_length)
{
	if (index >= sizeof readers / sizeof readers[0])
		return false;
	*bytes = readers[index](text, length, bytes_length);
	return true;
}

void
coding_free(char *bytes, size_t length)
{
	if (bytes != NULL)
		OPENSSL_cleanse(bytes, length);
	free(bytes);
}
