/*
 * Addresses, RFC 3986: two are the same when their normal forms are, sections 6.2.2 and 6.2.3.
 */
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "uri.h"

#define DIGITS "0123456789"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static void
to_lower_case(char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (is_one_of(text[i], UPPER))
			text[i] = (char)(text[i] | 32);
}

/* The two digits after a %; -1 when they are not digits. */
static int
read_escape(const char *digits)
{
	int high = hex_digit(digits[0]), low = high < 0 ? -1 : hex_digit(digits[1]);

	return low < 0 ? -1 : high << 4 | low;
}

/* Sections 6.2.2.1 and 6.2.2.2: needless escapes go, and the others get capital digits. */
static void
normalize_escapes(char *text)
{
	static const char hexadecimal[] = DIGITS "ABCDEF";
	char *to = text;
	int byte;

	while (*text != '\0') {
		byte = *text == '%' ? read_escape(text + 1) : -1;
		if (byte > 0 && is_one_of((char)byte, UPPER LOWER DIGITS "-._~")) {
			*to++ = (char)byte;
			text += 3;
		} else if (byte >= 0) {
			*to++ = '%';
			*to++ = hexadecimal[byte / 16];
			*to++ = hexadecimal[byte % 16];
			text += 3;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
}

/* Section 5.2.4.  The path begins with a slash, and so does what is left of it. */
static void
remove_dot_segments(char *path)
{
	char *from = path, *to = path;
	size_t length;
	bool dot, dots;

	while (*from != '\0') {
		length = 1 + strcspn(from + 1, "/");
		dot = length == 2 && from[1] == '.';
		dots = length == 3 && from[1] == '.' && from[2] == '.';
		while (dots && to > path && *--to != '/')
			;
		if (!dot && !dots) {
			memmove(to, from, length);
			to += length;
		} else if (from[length] == '\0') {
			*to++ = '/';
		}
		from += length;
	}
	*to = '\0';
}

/* Section 6.2.3: without an empty port, and without the default port of the scheme. */
static size_t
without_port(const char *uri, const char *host, size_t length)
{
	static const struct {
		const char *scheme;
		const char *port;
	} usual[] = {{"https://", ":443"}, {"http://", ":80"}, {"", ":"}};
	size_t i, port;

	for (i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		port = strlen(usual[i].port);
		if (strncmp(uri, usual[i].scheme, strlen(usual[i].scheme)) == 0 && length >= port &&
		    memcmp(host + length - port, usual[i].port, port) == 0)
			return length - port;
	}
	return length;
}

/* Makes the normal form in place, with room for one byte more; false when there is no host. */
static bool
normalize(char *uri)
{
	char *authority = strstr(uri, "://"), *host, *path, *at;
	size_t scheme, length, kept;

	if (authority == NULL)
		return false;
	scheme = (size_t)(authority - uri);
	authority += 3;
	authority[strcspn(authority, "?#")] = '\0';
	if (scheme == 0 || strspn(uri, UPPER LOWER DIGITS "+-.") != scheme)
		return false;
	normalize_escapes(authority);
	length = strcspn(authority, "/");
	path = authority + length;
	at = memchr(authority, '@', length);
	host = at == NULL ? authority : at + 1; /* section 3.2.1: userinfo is case-sensitive */
	length = (size_t)(path - host);
	to_lower_case(uri, scheme);
	to_lower_case(host, length);
	kept = without_port(uri, host, length);
	if (kept == 0)
		return false;
	memmove(host + kept, *path == '\0' ? "/" : path, *path == '\0' ? 2 : strlen(path) + 1);
	remove_dot_segments(host + kept);
	return true;
}

static char *
copy_for_normalizing(const char *uri)
{
	size_t length = strlen(uri);
	char *copy = malloc(length + 2);

	if (copy != NULL)
		memcpy(copy, uri, length + 1);
	return copy;
}

enum jose_error
uri_same(const char *a, const char *b, bool *same)
{
	char *x = copy_for_normalizing(a), *y = copy_for_normalizing(b);
	enum jose_error err = x == NULL || y == NULL ? JOSE_NO_MEMORY : JOSE_OK;

	*same = err == JOSE_OK && normalize(x) && normalize(y) && strcmp(x, y) == 0;
	free(x);
	free(y);
	return err;
}
