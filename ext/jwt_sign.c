/*
 * Making a JSON Web Token, RFC 7519 section 7.1.  The caller's claims stay as they are written,
 * byte for byte; what the options add is appended, so that numbers above 2^53 and the order of
 * members survive.
 */
#include <stdlib.h>
#include <openssl/rand.h>

#include "json_value.h"
#include "json_writer.h"
#include "jwk_public.h"
#include "jws_sign.h"
#include "jwt_claims.h"
#include "jwt_sign.h"

#define JTI_BYTES 16

struct draft {
	const struct jwt_sign_options *options;
	const struct json_value *claim[JWT_CLAIMS]; /* what the caller has said already */
	int64_t now; /* whole seconds: no reader's clock, however coarse, is behind it */
	struct json_writer text;
	struct jose_detail *detail;
};

static void
write_date(struct draft *draft, enum jwt_claim which, int64_t date)
{
	json_write_name(&draft->text, jwt_claim_name(which));
	json_write_integer(&draft->text, date);
}

/* expires_in and not_before_in: a date so many seconds from now. */
static enum jose_error
add_date(struct draft *draft, const struct json_value *option, const char *option_name,
    enum jwt_claim which)
{
	int64_t seconds;

	if (option->type == JSON_ABSENT)
		return JOSE_OK;
	if (draft->claim[which] != NULL)
		return option_error(draft->detail, option_name, NULL, JOSE_OPTION_CONFLICT);
	if (!option_integer(option, -JWT_SECONDS_MAX, JWT_SECONDS_MAX, &seconds) ||
	    draft->now + seconds < 0 || draft->now + seconds > JWT_TIME_MAX)
		return option_error(draft->detail, option_name,
		    "whole seconds, to a date after 1970 and within 136 years", JOSE_OPTION_VALUE);
	write_date(draft, which, draft->now + seconds);
	return JOSE_OK;
}

static enum jose_error
add_iat(struct draft *draft)
{
	const struct json_value *iat = &draft->options->iat;
	int64_t date = draft->now;

	if (iat->type == JSON_FALSE || (iat->type != JSON_NUMBER && draft->claim[JWT_IAT] != NULL))
		return JOSE_OK;
	if (draft->claim[JWT_IAT] != NULL)
		return option_error(draft->detail, "iat", NULL, JOSE_OPTION_CONFLICT);
	if (iat->type == JSON_NUMBER && !option_integer(iat, 0, JWT_TIME_MAX, &date))
		return option_range_error(draft->detail, "iat", 0, JWT_TIME_MAX);
	write_date(draft, JWT_IAT, date);
	return JOSE_OK;
}

/* RFC 7519 section 4.1.7: true asks for a unique one. */
static enum jose_error
add_jti(struct draft *draft)
{
	const struct json_value *jti = &draft->options->jti;
	unsigned char random[JTI_BYTES];
	char text[BASE64URL_LENGTH(JTI_BYTES) + 1];

	if ((jti->type & (JSON_TRUE | JSON_STRING)) == 0)
		return JOSE_OK;
	if (draft->claim[JWT_JTI] != NULL)
		return option_error(draft->detail, "jti", NULL, JOSE_OPTION_CONFLICT);
	json_write_name(&draft->text, "jti");
	if (jti->type == JSON_STRING) {
		json_write_value(&draft->text, jti);
		return JOSE_OK;
	}
	if (RAND_bytes(random, sizeof random) <= 0)
		return JOSE_CRYPTO_FAILED;
	base64url_encode(text, random, sizeof random);
	text[sizeof text - 1] = '\0';
	json_write_string(&draft->text, text);
	return JOSE_OK;
}

/* A caller who swapped claims and key must not publish the key (RFC 7517 section 9.2). */
static bool
is_private_key(const struct json_table *claims)
{
	return json_member(claims, "kty") != NULL && jwk_private_kty(claims) != NULL;
}

/* A token that would not be verified is not signed either. */
static enum jose_error
examine(const struct draft *draft)
{
	const struct jwt_sign_options *options = draft->options;
	enum jwt_claim mistyped = jwt_mistyped_claim(draft->claim);

	if (mistyped != JWT_CLAIMS)
		return option_error(draft->detail, jwt_claim_name(mistyped),
		    jwt_claim_takes(mistyped, draft->claim[mistyped]), JOSE_CLAIM_TYPE);
	if (draft->claim[JWT_EXP] == NULL && options->expires_in.type == JSON_ABSENT &&
	    options->exp_mode == JWT_EXP_REQUIRED)
		return JOSE_EXP_NEEDED;
	return JOSE_OK;
}

static enum jose_error
write_claims(struct draft *draft, const struct json_value *claims)
{
	const struct jwt_sign_options *options = draft->options;
	enum jose_error err = examine(draft);

	if (err != JOSE_OK)
		return err;
	json_write_plain(&draft->text, "{");
	json_write_members(&draft->text, claims);
	err = add_iat(draft);
	if (err == JOSE_OK)
		err = add_date(draft, &options->not_before_in, "not_before_in", JWT_NBF);
	if (err == JOSE_OK)
		err = add_date(draft, &options->expires_in, "expires_in", JWT_EXP);
	if (err == JOSE_OK)
		err = add_jti(draft);
	json_write_plain(&draft->text, "}");
	return err == JOSE_OK && draft->text.failed ? JOSE_NO_MEMORY : err;
}

enum jose_error
jwt_sign(const char *claims, size_t length, const struct jwk_set *keys,
    const struct jwt_sign_options *options, struct json_decimal now, char **token,
    size_t *token_length, struct jose_detail *detail)
{
	struct draft draft = {.options = options, .detail = detail};
	struct json_table table;
	struct json_value root;
	enum jose_error err = json_scan(claims, length, &root, &table);

	detail->text[0] = '\0';
	if (err == JOSE_OK && root.type != JSON_OBJECT)
		err = JOSE_CLAIMS_NOT_OBJECT;
	if (err == JOSE_BAD_JSON)
		err = JOSE_CLAIMS_NOT_OBJECT;
	if (err == JOSE_OK)
		err = jwt_time_option(&options->now, &now, detail);
	draft.now = now.whole;
	if (err == JOSE_OK && is_private_key(&table))
		err = JOSE_CLAIMS_ARE_KEY;
	if (err == JOSE_OK) {
		jwt_find_claims(&table, draft.claim);
		err = write_claims(&draft, &root);
	}
	if (err == JOSE_OK)
		err = jws_sign(draft.text.text, draft.text.length, keys, &options->jws, "JWT",
		    token, token_length, detail);
	json_table_free(&table);
	free(draft.text.text);
	return err;
}
