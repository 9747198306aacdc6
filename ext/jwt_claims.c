/*
 * The registered claims: RFC 7519 section 4.1, OpenID Connect Core section 2.
 */
#include <string.h>

#include "json_value.h"
#include "jwt_claims.h"
#include "jwt_time.h"

#define NAME(name) name, sizeof name - 1
#define DATE JSON_NUMBER, "a number, the seconds since 1970"
#define STRING JSON_STRING, "a string"
#define STRINGS JSON_STRING | JSON_ARRAY, "a string or a list of strings"

/* clang-format off */
static const struct {
	const char *name;
	size_t length;
	unsigned types; /* of enum json_type, or-ed */
	const char *takes;
} registered[JWT_CLAIMS] = {
	[JWT_EXP]       = { NAME("exp"), DATE },
	[JWT_NBF]       = { NAME("nbf"), DATE },
	[JWT_IAT]       = { NAME("iat"), DATE },
	[JWT_AUTH_TIME] = { NAME("auth_time"), DATE },
	[JWT_AUD]       = { NAME("aud"), STRINGS },
	[JWT_ISS]       = { NAME("iss"), STRING },
	[JWT_SUB]       = { NAME("sub"), STRING },
	[JWT_NONCE]     = { NAME("nonce"), STRING },
	[JWT_AZP]       = { NAME("azp"), STRING },
	[JWT_JTI]       = { NAME("jti"), STRING },
};
/* clang-format on */

void
jwt_find_claims(const struct json_table *table, const struct json_value *claim[JWT_CLAIMS])
{
	const struct json_value *name;
	size_t i, c;

	memset(claim, 0, JWT_CLAIMS * sizeof claim[0]);
	for (i = 0; i < table->count; i++) {
		name = &table->members[i].name;
		for (c = 0; c < JWT_CLAIMS; c++)
			if (json_string_is(name, registered[c].name, registered[c].length))
				break;
		if (c < JWT_CLAIMS)
			claim[c] = &table->members[i].value;
	}
}

enum jwt_claim
jwt_mistyped_claim(const struct json_value *const claim[JWT_CLAIMS])
{
	struct json_decimal date;
	enum jwt_claim c;

	for (c = 0; c < JWT_CLAIMS; c++) {
		if (claim[c] == NULL)
			continue;
		if ((claim[c]->type & registered[c].types) == 0)
			return c;
		if (claim[c]->type == JSON_NUMBER && !jwt_time_read(claim[c], &date))
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
jwt_claim_takes(enum jwt_claim which, const struct json_value *value)
{
	if (value->type & registered[which].types & JSON_NUMBER)
		return "seconds since 1970, from 0 to 9007199254740992 (2^53)";
	return registered[which].takes;
}

enum jws_status
jwt_check_string(struct jws *jws, const struct json_value *claim, const struct json_value *wanted)
{
	jws->actual = claim;
	if (wanted->type == JSON_ABSENT)
		return claim == NULL ? JWS_SKIP : JWS_INFO;
	jws->expected = wanted;
	if (claim == NULL) {
		jws_note(jws, jws->remark, "there is none");
		return JWS_FAIL;
	}
	jws->as_written = claim->type != wanted->type;
	return json_equal(claim, wanted) ? JWS_PASS : JWS_FAIL;
}

enum jws_status
jwt_check_types(struct jws *jws, const struct json_value *const claim[JWT_CLAIMS])
{
	enum jwt_claim which = jwt_mistyped_claim(claim);

	if (which == JWT_CLAIMS)
		return JWS_PASS;
	jws->actual = claim[which];
	jws_note(jws, jws->expected_note, "%s: %s", registered[which].name,
	    jwt_claim_takes(which, claim[which]));
	return JWS_FAIL;
}
