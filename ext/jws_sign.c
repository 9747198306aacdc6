/*
 * Making a JSON Web Signature, RFC 7515 section 5.1.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_value.h"
#include "json_writer.h"
#include "jwk_public.h"
#include "jwk_select.h"
#include "jws_sign.h"
#include "jws_walk.h"

/*
 * The members that decide how the token is read come from the options; the others must have the
 * types that readers expect: RFC 7515 sections 4.1.3, 4.1.4 and 4.1.9.
 */
static enum jose_error
examine_members(const struct json_table *header, struct jose_detail *detail)
{
	static const char reserved[] = "any member but alg, crit and b64";
	static const struct {
		const char *name;
		unsigned types;
		const char *takes;
	} members[] = {{"alg", JSON_ABSENT, reserved}, {"crit", JSON_ABSENT, reserved},
	    {"b64", JSON_ABSENT, reserved}, {"typ", JSON_STRING, "a typ that is a string"},
	    {"kid", JSON_STRING, "a kid that is a string"}};
	const struct json_value *jwk = json_member(header, "jwk"), *value;
	const char *instead = NULL;
	enum jose_error err = jwk == NULL ? JOSE_OK : jwk_public_examine(jwk, &instead);
	size_t i;

	if (instead != NULL)
		return option_error(
		    detail, "header", "a jwk that is a public key", JOSE_OPTION_VALUE);
	for (i = 0; err == JOSE_OK && i < sizeof members / sizeof members[0]; i++) {
		value = json_member(header, members[i].name);
		if (value != NULL && (value->type & members[i].types) == 0)
			return option_error(detail, "header", members[i].takes, JOSE_OPTION_VALUE);
	}
	return err;
}

/* What the header that the caller gives has already. */
struct given {
	bool any;
	bool typ;
	bool kid;
};

static enum jose_error
examine_header(
    const struct jws_sign_options *options, struct given *given, struct jose_detail *detail)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err;

	*given = (struct given){false, false, false};
	if (options->header.type == JSON_ABSENT)
		return JOSE_OK;
	err = json_scan(options->header.text, options->header.length, &root, &table);
	if (err == JOSE_OK) {
		given->any = table.count > 0;
		given->typ = json_member(&table, "typ") != NULL;
		given->kid = json_member(&table, "kid") != NULL;
		err = examine_members(&table, detail);
	}
	if (err == JOSE_OK && ((given->typ && options->typ.type != JSON_ABSENT) ||
				  (given->kid && options->kid.type != JSON_ABSENT)))
		err = option_error(detail, "header", NULL, JOSE_OPTION_CONFLICT);
	json_table_free(&table);
	return err;
}

/* A member with the value of the option, or else with that text; none without either. */
static void
write_text(struct json_writer *writer, const char *name, const struct json_value *option,
    const char *otherwise)
{
	if (option->type == JSON_ABSENT && otherwise == NULL)
		return;
	json_write_name(writer, name);
	if (option->type != JSON_ABSENT)
		json_write_value(writer, option);
	else
		json_write_string(writer, otherwise);
}

static enum jose_error
write_header(struct json_writer *writer, const struct jwk *key, const struct jwa *alg,
    const struct jws_sign_options *options, const char *typ, struct jose_detail *detail)
{
	struct given given;
	enum jose_error err = examine_header(options, &given, detail);

	if (err != JOSE_OK)
		return err;
	json_write_plain(writer, "{");
	json_write_name(writer, "alg");
	json_write_string(writer, alg->name);
	write_text(writer, "typ", &options->typ, given.typ ? NULL : typ);
	write_text(writer, "kid", &options->kid, given.kid ? NULL : key->kid);
	if (options->b64.type == JSON_FALSE) /* RFC 7797 section 6 */
		json_write_plain(writer, ",\"b64\":false,\"crit\":[\"b64\"]");
	if (given.any) {
		json_write_plain(writer, ",");
		json_write_members(writer, &options->header);
	}
	json_write_plain(writer, "}");
	return writer->failed ? JOSE_NO_MEMORY : JOSE_OK;
}

static enum jose_error
find_key(const struct jwk_set *keys, const struct jws_sign_options *options, struct jwk **key,
    const struct jwa **alg)
{
	struct jwk_query query = {NULL, NULL, false, true};

	if (options->alg.type != JSON_ABSENT) {
		query.alg = jwa_named(&options->alg);
		query.alg_named = true;
		if (query.alg == NULL)
			return JOSE_ALG_UNSUPPORTED;
	}
	if (options->kid.type != JSON_ABSENT)
		query.kid = &options->kid;
	return jwk_select(keys, &query, key, alg);
}

/* The key has another algorithm than the options ask for. */
static void
explain_mismatch(struct jose_detail *detail, const struct jwk *key)
{
	char names[JWA_NAMES_MAX];

	jwa_names(JWA_PSS, names);
	if (key->foreign_alg)
		jose_explain(detail, "the key names one that it cannot sign with");
	else if (key->alg != NULL)
		jose_explain(detail, "it is for %s", key->alg->name);
	else if (key->pss)
		jose_explain(detail, "it is for %s", names);
	else
		jose_explain(detail, "its kty is %s%s%s", key->kty->name,
		    key->crv == NULL ? "" : ", its crv ", key->crv == NULL ? "" : key->crv);
}

/* It is the caller's own key, so more may be said of it than of a stranger's. */
static enum jose_error
explain_key(struct jose_detail *detail, const struct jwk_set *keys, const struct jwk *key,
    const struct jws_sign_options *options, enum jose_error err)
{
	const struct jwk_query query = {
	    options->kid.type == JSON_ABSENT ? NULL : &options->kid, NULL, false, true};
	const char *flaw = jwk_set_flaw(keys, key);
	const struct jwa *named = jwa_named(&options->alg);

	if (err == JOSE_NO_KEY && keys == NULL)
		jose_explain(detail, "the key is NULL");
	else if (err == JOSE_NO_KEY)
		jwk_select_why(keys, &query, detail->text);
	else if (err == JOSE_AMBIGUOUS_KEY && options->kid.type == JSON_ABSENT)
		jose_explain(detail, "give the option kid to name one of them");
	else if (err == JOSE_KEY_USE)
		jwk_usage(key, detail->text);
	else if (flaw != NULL)
		jose_explain(detail, "%s", flaw);
	else if (err == JOSE_KEY_WEAK && key->bits < jwk_min_bits(key, named))
		jose_explain(
		    detail, "%u bits, of %u at least", key->bits, jwk_min_bits(key, named));
	else if (err == JOSE_ALG_KEY_MISMATCH)
		explain_mismatch(detail, key);
	return err;
}

/*
 * What is signed: header and payload with a dot between them, in base64url or as RFC 7797 section 3
 * says; and room for the rest.
 */
static char *
signing_input(const struct json_writer *header, const void *payload, size_t length, bool unencoded,
    size_t *head_length, size_t *input_length)
{
	char *text;

	*head_length = BASE64URL_LENGTH(header->length) + 1;
	*input_length = *head_length + (unencoded ? length : BASE64URL_LENGTH(length));
	text = malloc(*input_length + 1 + BASE64URL_LENGTH(JWA_SIGNATURE_MAX));
	if (text == NULL)
		return NULL;
	base64url_encode(text, header->text, header->length);
	text[*head_length - 1] = '.';
	if (unencoded)
		memcpy(text + *head_length, payload, length);
	else
		base64url_encode(text + *head_length, payload, length);
	return text;
}

enum part { WHOLE, HEADER, PAYLOAD };

/* A larger one would not be verified either. */
static enum jose_error
examine_size(enum part part, size_t size, int64_t most, struct jose_detail *detail)
{
	static const struct {
		const char *name;
		const char *way_out;
		enum jose_error err;
	} parts[] = {
	    [WHOLE] = {"a JWS", "; the option max_length allows more", JOSE_TOO_LARGE},
	    [HEADER] = {"a header", "", JOSE_TOO_LARGE},
	    [PAYLOAD] = {"a payload", "; the option max_length allows more",
		JOSE_PAYLOAD_TOO_LARGE},
	};

	if (size <= (size_t)most)
		return JOSE_OK;
	jose_explain(detail, "%s of %zu bytes, of %" PRId64 " at most%s", parts[part].name, size,
	    most, parts[part].way_out);
	return parts[part].err;
}

static enum jose_error
sign(struct jwa_context *context, const struct json_writer *header, const void *payload,
    size_t length, const struct jws_sign_options *options, char **jws, size_t *jws_length,
    struct jose_detail *detail)
{
	unsigned char signature[JWA_SIGNATURE_MAX];
	size_t signature_length = sizeof signature, head_length, input_length;
	char *text = signing_input(
	    header, payload, length, options->b64.type == JSON_FALSE, &head_length, &input_length);
	enum jose_error err;

	if (text == NULL)
		return JOSE_NO_MEMORY;
	err = jwa_sign(context, text, input_length, signature, &signature_length);
	if (err == JOSE_OK && options->detached.type == JSON_TRUE)
		input_length = head_length; /* RFC 7515 appendix F */
	*jws_length = input_length + 1 + BASE64URL_LENGTH(signature_length);
	if (err == JOSE_OK)
		err = examine_size(WHOLE, *jws_length, options->length_max, detail);
	if (err != JOSE_OK) {
		free(text);
		return err;
	}
	text[input_length] = '.';
	base64url_encode(text + input_length + 1, signature, signature_length);
	*jws = text;
	return JOSE_OK;
}

enum jose_error
jws_sign(const void *payload, size_t length, const struct jwk_set *keys,
    const struct jws_sign_options *options, const char *typ, char **jws, size_t *jws_length,
    struct jose_detail *detail)
{
	struct json_writer header = {NULL, 0, 0, false};
	const struct jwa *alg = NULL;
	struct jwk *key = NULL;
	struct jwa_context *context;
	enum jose_error err = find_key(keys, options, &key, &alg);

	detail->text[0] = '\0';
	if (err != JOSE_OK)
		return explain_key(detail, keys, key, options, err);
	/* RFC 7797 section 5.2: within the token a payload as it is could break it open. */
	if (options->b64.type == JSON_FALSE && options->detached.type != JSON_TRUE)
		return option_error(
		    detail, "b64", "false only beside detached:true", JOSE_OPTION_VALUE);
	context = jwk_context(key, alg, true);
	if (context == NULL)
		return JOSE_CRYPTO_FAILED;
	err = write_header(&header, key, alg, options, typ, detail);
	if (err == JOSE_OK)
		err = examine_size(HEADER, header.length, JWS_HEADER_MAX, detail);
	if (err == JOSE_OK)
		err = examine_size(PAYLOAD, length, options->payload_max, detail);
	if (err == JOSE_OK)
		err = sign(context, &header, payload, length, options, jws, jws_length, detail);
	free(header.text);
	return err;
}
