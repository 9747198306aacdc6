/*
 * The registered claims: RFC 7519 section 4.1, OpenID Connect Core section 2.
 */
#include <string.h>

#include "jwt.h"

#define A_DATE "a number, the seconds since 1970"

/* In the order of enum jwt_claim. */
static const struct {
	const char *name;
	size_t length;
	unsigned types;
	const char *takes;
} registered[JWT_CLAIMS] = {
    {"exp", 3, JSON_NUMBER, A_DATE},
    {"nbf", 3, JSON_NUMBER, A_DATE},
    {"iat", 3, JSON_NUMBER, A_DATE},
    {"auth_time", 9, JSON_NUMBER, A_DATE},
    {"aud", 3, JSON_STRING | JSON_ARRAY, "a string or a list of strings"},
    {"iss", 3, JSON_STRING, "a string"},
    {"sub", 3, JSON_STRING, "a string"},
    {"nonce", 5, JSON_STRING, "a string"},
    {"azp", 3, JSON_STRING, "a string"},
    {"jti", 3, JSON_STRING, "a string"},
};

void
jwt_find_claims(const struct json_table *table, const struct json_value *claim[JWT_CLAIMS])
{
	size_t i, c;

	memset(claim, 0, JWT_CLAIMS * sizeof claim[0]);
	for (i = 0; i < table->count; i++)
		for (c = 0; c < JWT_CLAIMS; c++)
			if (json_string_is(
				&table->members[i].name, registered[c].name, registered[c].length))
				claim[c] = &table->members[i].value;
}

/* RFC 7519 section 2, NumericDate: seconds, maybe with a fraction; from 1970 to where a double
 * still counts them. */
bool
jwt_date(const struct json_value *claim, double *date)
{
	return claim != NULL && claim->type == JSON_NUMBER && json_number(claim, date) &&
	       *date >= 0;
}

enum jwt_claim
jwt_mistyped_claim(const struct json_value *const claim[JWT_CLAIMS])
{
	double date;
	enum jwt_claim c;

	for (c = 0; c < JWT_CLAIMS; c++) {
		if (claim[c] == NULL)
			continue;
		if ((claim[c]->type & registered[c].types) == 0)
			return c;
		if (claim[c]->type == JSON_NUMBER && !jwt_date(claim[c], &date))
			return c;
		if (claim[c]->type == JSON_ARRAY && !json_all_strings(claim[c]))
			return c;
	}
	return JWT_CLAIMS;
}

const char *
jwt_claim_name(enum jwt_claim which)
{
	return registered[which].name;
}

const char *
jwt_claim_takes(enum jwt_claim which)
{
	return registered[which].takes;
}

enum jws_status
jwt_check_types(struct jws *jws, const struct json_value *const claim[JWT_CLAIMS])
{
	enum jwt_claim which = jwt_mistyped_claim(claim);

	if (which == JWT_CLAIMS)
		return JWS_PASS;
	jws->actual = claim[which];
	jws_note(
	    jws, jws->expected_note, "%s: %s", registered[which].name, registered[which].takes);
	return JWS_FAIL;
}
