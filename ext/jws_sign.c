/*
 * Making a JSON Web Signature, RFC 7515 section 5.1.
 */
#include <stdlib.h>
#include <string.h>

#include "json_writer.h"
#include "jws.h"

/* A header that the caller gives may say what we would have said, but not what decides how the
 * token is read. */
static enum jose_error
examine_header(const struct jws_sign_options *options, bool *has_typ, bool *has_kid, bool *empty)
{
	struct json_table table;
	struct json_value root;
	enum jose_error err = JOSE_OK;

	*has_typ = *has_kid = false;
	*empty = true;
	if (options->header.type == JSON_ABSENT)
		return JOSE_OK;
	err = json_scan(options->header.text, options->header.length, &root, &table);
	if (err == JOSE_OK) {
		*has_typ = json_member(&table, "typ") != NULL;
		*has_kid = json_member(&table, "kid") != NULL;
		*empty = table.count == 0;
		if (json_member(&table, "alg") != NULL || json_member(&table, "crit") != NULL ||
		    json_member(&table, "b64") != NULL)
			err = JOSE_OPTION_VALUE;
		else if ((*has_typ && options->typ.type != JSON_ABSENT) ||
			 (*has_kid && options->kid.type != JSON_ABSENT))
			err = JOSE_OPTION_CONFLICT;
	}
	json_table_free(&table);
	return err;
}

static enum jose_error
write_header(struct json_writer *writer, const struct jwk *key, const struct jwa *alg,
    const struct jws_sign_options *options, const char *typ)
{
	bool has_typ, has_kid, empty;
	enum jose_error err = examine_header(options, &has_typ, &has_kid, &empty);

	if (err != JOSE_OK)
		return err;
	json_write_plain(writer, "{\"alg\":");
	json_write_string(writer, alg->name);
	if (options->typ.type != JSON_ABSENT || (typ != NULL && !has_typ))
		json_write_plain(writer, ",\"typ\":");
	if (options->typ.type != JSON_ABSENT)
		json_write_value(writer, &options->typ);
	else if (typ != NULL && !has_typ)
		json_write_string(writer, typ);
	if (options->kid.type != JSON_ABSENT || (key->kid != NULL && !has_kid))
		json_write_plain(writer, ",\"kid\":");
	if (options->kid.type != JSON_ABSENT)
		json_write_value(writer, &options->kid);
	else if (key->kid != NULL && !has_kid)
		json_write_string(writer, key->kid);
	if (options->b64.type == JSON_FALSE) /* RFC 7797 section 6 */
		json_write_plain(writer, ",\"b64\":false,\"crit\":[\"b64\"]");
	if (!empty) {
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
		query.alg = jwa_find(options->alg.text + 1, options->alg.length - 2);
		query.alg_named = true;
		if (query.alg == NULL)
			return JOSE_ALG_UNSUPPORTED;
	}
	if (options->kid.type != JSON_ABSENT)
		query.kid = &options->kid;
	return jwk_select(keys, &query, key, alg);
}

/* What is signed: header and payload with a dot between them, in base64url or as RFC 7797 section 3
 * says; and room for the rest. */
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

static enum jose_error
sign(struct jwa_context *context, const struct json_writer *header, const void *payload,
    size_t length, const struct jws_sign_options *options, char **jws, size_t *jws_length)
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
	if (err == JOSE_OK && *jws_length > JWS_LENGTH_MAX)
		err = JOSE_TOO_LARGE; /* nobody here would verify it */
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
    struct option_culprit *culprit)
{
	struct json_writer header = {NULL, 0, 0, false};
	const struct jwa *alg = NULL;
	struct jwk *key = NULL;
	struct jwa_context *context;
	enum jose_error err = find_key(keys, options, &key, &alg);

	culprit->text[0] = '\0';
	if (err != JOSE_OK)
		return err;
	/* RFC 7797 section 5.2: as it is, a payload can break the token open; so it stands beside.
	 */
	if (options->b64.type == JSON_FALSE && options->detached.type != JSON_TRUE)
		return option_blame(
		    culprit, "b64", "false only beside detached:true", JOSE_OPTION_VALUE);
	context = jwk_context(key, alg, true);
	if (context == NULL)
		return JOSE_CRYPTO_FAILED;
	err = write_header(&header, key, alg, options, typ);
	if (err == JOSE_OPTION_VALUE)
		option_blame(culprit, "header", "any member but alg, crit and b64", err);
	if (err == JOSE_OPTION_CONFLICT)
		option_blame(culprit, "header", NULL, err);
	if (err == JOSE_OK && (header.length > JWS_HEADER_MAX || length > JWS_PAYLOAD_MAX))
		err = JOSE_TOO_LARGE;
	if (err == JOSE_OK)
		err = sign(context, &header, payload, length, options, jws, jws_length);
	free(header.text);
	return err;
}
