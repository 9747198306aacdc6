/*
 * Bytes that are a key file.  If a public key were taken for the secret of an HMAC, everyone could
 * sign (RFC 8725 section 2.1).  So each form that a key travels in is known by its look, even those
 * that are not read.  A random secret looks like none of them.
 */
#include <string.h>

#include "base64url.h"
#include "coding.h"
#include "json.h"
#include "jsonb.h"
#include "keyfile.h"
#include "pem.h"
#include "text.h"

#define SEQUENCE 0x30          /* X.690 section 8.9: what every key in DER is */
#define INTEGER 0x02           /* X.690 section 8.3 */
#define OBJECT_IDENTIFIER 0x06 /* X.690 section 8.19 */
#define LONG_FORM 0x80         /* X.690 section 8.1.3.5: and the number of bytes of the length */
#define LENGTH_BYTES_MAX 4     /* no key needs more */
#define SHORT_LENGTH_MAX 0x7f  /* X.690 section 10.1: DER writes no longer form up to here */
#define SSH_START_LENGTH 20    /* characters of base64 that hold the longest of the names */
#define SSH_START_BYTES BASE64URL_BYTES(SSH_START_LENGTH)
#define NESTING_MAX 6 /* codings within each other */

/* Every JWK has a kty, and a JWKS by its keys. */
static bool
mentions_kty(const char *text, size_t length)
{
	return text_find(text, length, "kty") != NULL;
}

/* An object or an array; or what others may read as a JWK, and the strict scanner does not. */
static bool
is_json(const char *text, size_t length)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err;

	text_trim(&text, &length);
	if (length == 0 || memchr("{[", text[0], 2) == NULL ||
	    memchr("}]", text[length - 1], 2) == NULL)
		return false;
	err = json_scan(text, length, &root, &table);
	json_table_free(&table);
	return err == JOSE_OK || err == JOSE_DUPLICATE_MEMBER || mentions_kty(text, length);
}

/* The same in binary: an object or a list, or what others may read so. */
static bool
is_jsonb(const char *text, size_t length)
{
	char *json = NULL;
	size_t json_length = 0;
	bool good;

	if (!jsonb_is_container(text, length))
		return false;
	good = jsonb_read(text, length, &json, &json_length) == JOSE_OK;
	jsonb_free(json, json_length);
	return good || mentions_kty(text, length);
}

/*
 * One SEQUENCE from the first byte to the last.  That many bytes fit only what is meant so, and
 * there are more kinds than are read here: PKCS#12, CMS, requests, encrypted keys.
 */
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

/*
 * The same for a key on a curve, which is short: what is in it fills it too, and begins with a
 * version (RFC 5208, RFC 5915) or with an algorithm (RFC 5280 section 4.1).
 */
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

/* RFC 4251 section 5: a string, which is the name of the key's algorithm, stands first. */
static bool
is_ssh_wire(const char *text, size_t length)
{
	static const char *const names[] = {"ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"};
	size_t i;

	if (length < 4 || memcmp(text, "\0\0\0", 3) != 0)
		return false;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (length - 4 >= strlen(names[i]) &&
		    memcmp(text + 4, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

/*
 * The same in base64, with options or a host's name before it: the files authorized_keys and
 * known_hosts (sshd(8)).  A string shorter than 2^24 begins with AAAA.
 */
static bool
is_ssh_line(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	unsigned char bytes[SSH_START_BYTES];

	for (; (at = text_find(at, (size_t)(end - at), "AAAA")) != NULL; at++)
		if (end - at >= SSH_START_LENGTH && (at == text || at[-1] == ' ') &&
		    base64url_decode(bytes, at, SSH_START_LENGTH) &&
		    is_ssh_wire((const char *)bytes, sizeof bytes))
			return true;
	return false;
}

/* RFC 4253 section 6.6, RFC 4716 section 3.2, PuTTY's own. */
static bool
has_known_start(const char *text, size_t length)
{
	static const char *const starts[] = {"ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-",
	    "---- BEGIN SSH2", "PuTTY-User-Key-File-"};
	size_t i;

	text_trim(&text, &length);
	for (i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (length >= strlen(starts[i]) && memcmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* XML Signature section 4.5 (KeyInfo), and what .NET writes: RSAKeyValue, RSAParameters. */
static bool
is_xml(const char *text, size_t length)
{
	static const char *const words[] = {"KeyValue", "Modulus", "X509"};
	size_t i;

	text_trim(&text, &length);
	if (length == 0 || text[0] != '<' || text[length - 1] != '>')
		return false;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (text_find(text, length, words[i]) != NULL)
			return true;
	return false;
}

static bool
looks_like_file(const char *text, size_t length)
{
	static bool (*const looks_like[])(const char *text, size_t length) = {
	    pem_is, is_der, is_json, is_jsonb, is_ssh_wire, is_ssh_line, has_known_start, is_xml};
	size_t i;

	for (i = 0; i < sizeof looks_like / sizeof looks_like[0]; i++)
		if (looks_like[i](text, length))
			return true;
	return false;
}

static bool
is_file(const char *text, size_t length, unsigned nesting)
{
	size_t i, inner_length;
	char *inner;
	bool found = looks_like_file(text, length);

	for (i = 0;
	     !found && nesting < NESTING_MAX && coding_read(i, text, length, &inner, &inner_length);
	     i++) {
		if (inner == NULL)
			continue;
		found = is_file(inner, inner_length, nesting + 1);
		coding_free(inner, inner_length);
	}
	return found;
}

bool
keyfile_is(const void *bytes, size_t length)
{
	return is_file(bytes, length, 0);
}
