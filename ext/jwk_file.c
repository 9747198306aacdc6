/*
 * Bytes that are a key file.  Who took a public key for the secret of an HMAC would let everybody
 * sign (RFC 8725 section 2.1), so whatever a key travels in is known by its look, also where it is
 * not read.  A secret made at random looks like none of it.
 */
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "jwk.h"

#define SEQUENCE 0x30          /* X.690 section 8.9: what every key in DER is */
#define INTEGER 0x02           /* X.690 section 8.3 */
#define OBJECT_IDENTIFIER 0x06 /* X.690 section 8.19 */
#define LONG_FORM 0x80         /* X.690 section 8.1.3.5: and the number of bytes of the length */
#define LENGTH_BYTES_MAX 4     /* nobody has more of a key */
#define SHORT_LENGTH_MAX 0x7f  /* X.690 section 10.1: DER writes no longer form up to here */

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* Without the marks that editors leave around a text, and the NUL that C leaves behind it. */
static void
trim(const char **text, size_t *length)
{
	static const char around[] = " \t\r\n"; /* and its NUL */
	const size_t mark = sizeof byte_order_mark - 1;

	if (*length >= mark && memcmp(*text, byte_order_mark, mark) == 0) {
		*text += mark;
		*length -= mark;
	}
	for (; *length > 0 && memchr(around, **text, sizeof around) != NULL; ++*text)
		--*length;
	while (*length > 0 && memchr(around, (*text)[*length - 1], sizeof around) != NULL)
		--*length;
}

/* Every JWK has a kty, and a JWKS by its keys. */
static bool
mentions_kty(const char *text, size_t length)
{
	static const char kty[] = "kty";
	const char *at = text, *end = text + length;

	for (; (at = memchr(at, kty[0], (size_t)(end - at))) != NULL; at++)
		if ((size_t)(end - at) >= sizeof kty - 1 && memcmp(at, kty, sizeof kty - 1) == 0)
			return true;
	return false;
}

/* An object or an array; or what others may read as a JWK, and the strict scanner does not. */
static bool
is_json(const char *text, size_t length)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err;

	trim(&text, &length);
	if (length == 0 || memchr("{[", text[0], 2) == NULL ||
	    memchr("}]", text[length - 1], 2) == NULL)
		return false;
	err = json_scan(text, length, &root, &table);
	json_table_free(&table);
	return err == JOSE_OK || err == JOSE_DUPLICATE_MEMBER || mentions_kty(text, length);
}

/* A key file as a member of somebody's JSON. */
static bool
is_quoted(const char *text, size_t length)
{
	struct json_table table;
	struct json_value root;
	char *plain = NULL;
	size_t plain_length;
	bool found = false;

	trim(&text, &length);
	if (length == 0 || text[0] != '"')
		return false;
	if (json_scan(text, length, &root, &table) == JOSE_OK)
		plain = json_unescape(&root, &plain_length);
	json_table_free(&table);
	if (plain != NULL) {
		found = jwk_is_file(plain, plain_length);
		OPENSSL_cleanse(plain, plain_length);
	}
	free(plain);
	return found;
}

/* One SEQUENCE from the first byte to the last.  That many bytes fit only what is meant so, and
 * there are more kinds than are read here: PKCS#12, CMS, requests, encrypted keys. */
static bool
is_long_sequence(const unsigned char *bytes, size_t length)
{
	size_t count = length < 2 ? 0 : bytes[1] ^ LONG_FORM, content = 0, i;

	if (count < 1 || count > LENGTH_BYTES_MAX || bytes[0] != SEQUENCE || length < 2 + count)
		return false;
	for (i = 0; i < count; i++)
		content = content << 8 | bytes[2 + i];
	return content > SHORT_LENGTH_MAX && content == length - 2 - count;
}

/* The same for a key on a curve, which is short: what is in it fills it too, and begins with a
 * version (RFC 5208, RFC 5915) or with an algorithm (RFC 5280 section 4.1). */
static bool
is_short_sequence(const unsigned char *bytes, size_t length)
{
	size_t at = 2;

	if (length < 5 || bytes[0] != SEQUENCE || bytes[1] > SHORT_LENGTH_MAX ||
	    bytes[1] != length - 2)
		return false;
	if (!(bytes[2] == INTEGER && bytes[3] == 1) &&
	    !(bytes[2] == SEQUENCE && bytes[4] == OBJECT_IDENTIFIER))
		return false;
	while (at + 2 <= length && bytes[at + 1] <= SHORT_LENGTH_MAX)
		at += 2 + (size_t)bytes[at + 1];
	return at == length;
}

/* It is not read: what OpenSSL tries with one key takes milliseconds. */
static bool
is_der(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;

	return is_long_sequence(bytes, length) || is_short_sequence(bytes, length);
}

/* base64 of either alphabet (RFC 4648 sections 4 and 5) in lines or not, as strict base64url.
 * Returns its length. */
static size_t
plain_base64(char *plain, const char *text, size_t length)
{
	static const char from[] = "+/", to[] = "-_";
	const char *sign;
	size_t i, written = 0;

	while (length > 0 && memchr("= \t\r\n", text[length - 1], 5) != NULL)
		length--;
	for (i = 0; i < length; i++) {
		sign = memchr(from, text[i], 2);
		if (memchr(" \t\r\n", text[i], 4) == NULL)
			plain[written++] = sign == NULL ? text[i] : to[sign - from];
	}
	return written;
}

/* PEM without its first and last line: so Keycloak shows the key of a realm. */
static bool
is_bare_base64(const char *text, size_t length)
{
	char *plain = malloc(length + 1);
	unsigned char *bytes = malloc(length + 1);
	size_t characters = 0;
	bool good = plain != NULL && bytes != NULL;

	if (good) {
		characters = plain_base64(plain, text, length);
		good = base64url_decode(bytes, plain, characters) &&
		       is_der((const char *)bytes, BASE64URL_BYTES(characters));
		OPENSSL_cleanse(plain, length);
		OPENSSL_cleanse(bytes, length);
	}
	free(plain);
	free(bytes);
	return good;
}

/* RFC 4253 section 6.6 and RFC 4716 section 3.2. */
static bool
is_ssh(const char *text, size_t length)
{
	static const char *const starts[] = {
	    "ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "---- BEGIN SSH2"};
	size_t i;

	for (i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (length >= strlen(starts[i]) && memcmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static bool
looks_like_file(const char *text, size_t length)
{
	static bool (*const looks_like[])(const char *text, size_t length) = {
	    jwk_is_pem, is_der, is_json, is_quoted, is_bare_base64, is_ssh};
	size_t i;

	for (i = 0; i < sizeof looks_like / sizeof looks_like[0]; i++)
		if (looks_like[i](text, length))
			return true;
	return false;
}

/* UTF-16 and UTF-32 put zero bytes beside each character of such a file, and marks of their own
 * before it.  A database in UTF-16 gives them to CAST(key AS BLOB). */
static bool
is_wide(const char *text, size_t length)
{
	char *narrow = memchr(text, '\0', length) == NULL ? NULL : malloc(length);
	size_t i, kept = 0;
	bool found;

	if (narrow == NULL)
		return false;
	for (i = 0; i < length; i++)
		if (memchr("\0\xff\xfe", text[i], 3) == NULL)
			narrow[kept++] = text[i];
	found = looks_like_file(narrow, kept);
	OPENSSL_cleanse(narrow, length);
	free(narrow);
	return found;
}

bool
jwk_is_file(const void *bytes, size_t length)
{
	return looks_like_file(bytes, length) || is_wide(bytes, length);
}
