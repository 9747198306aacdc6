/*
 * basic: RFC 6749 section 2.3.1, RFC 7617.  Name and secret are form-encoded each, then joined by a
 * colon, then it is base64.
 */
#include <stdlib.h>
#include <string.h>

#include "web/form.h"
#include "basic.h"
#include "basic.sql.h"

/* An empty one is none; what is no text is none either. */
static bool
establish_half(struct exchange *x, const char *name, char *text, size_t size)
{
	bool usable = form_decode(text, &size) && size > 0 && memchr(text, '\0', size) == NULL &&
		      form_is_utf8(text, size);

	text[size] = '\0';
	return exchange_establish_text(x, name, usable ? text : NULL);
}

/* Without a colon it is no pair, and nothing is established. */
static bool
split(void *self, const struct store_row *row)
{
	const struct value *decoded = &row->values[0];
	char *pair = decoded->type == VALUE_TEXT ? malloc(decoded->size + 1) : NULL;
	char *colon;
	bool good = decoded->type != VALUE_TEXT || pair != NULL;

	if (pair == NULL)
		return good;
	memcpy(pair, decoded->text, decoded->size);
	colon = memchr(pair, ':', decoded->size);
	if (colon != NULL) {
		size_t user_size = (size_t)(colon - pair);

		good = establish_half(self, "basic_user", pair, user_size) &&
		       establish_half(
			   self, "basic_password", colon + 1, decoded->size - user_size - 1);
	}
	explicit_bzero(pair, decoded->size);
	free(pair);
	return good;
}

bool
basic_read(struct exchange *x)
{
	const char *scheme = text_of(x, "$authorization_scheme");

	if (scheme == NULL || strcmp(scheme, "basic") != 0 || !has_value(x, "$credentials"))
		return exchange_establish_text(x, "basic_user", NULL) &&
		       exchange_establish_text(x, "basic_password", NULL);
	if (exchange_run(x, &sql_basic_decode, x, split) == STORE_ROW &&
	    !has_value(x, "@basic_user"))
		refuse(x, "authorization_malformed");
	return !refused(x);
}
