/*
 * What a caller may ask when verifying or signing any JWS.
 */

#include "json_value.h"
#include "jwa.h"
#include "jws_options.h"

static const struct option_rule verify_rules[] = {
    {"alg", JSON_STRING, offsetof(struct jws_options, alg)},
    {"algs", JSON_ARRAY, offsetof(struct jws_options, algs)},
    {"typ", JSON_STRING, offsetof(struct jws_options, typ)},
    {"crit", JSON_ARRAY, offsetof(struct jws_options, crit)},
    {"max_length", JSON_NUMBER, offsetof(struct jws_options, max_length)},
};

static const struct option_rule sign_rules[] = {
    {"alg", JSON_STRING, offsetof(struct jws_sign_options, alg)},
    {"kid", JSON_STRING, offsetof(struct jws_sign_options, kid)},
    {"typ", JSON_STRING, offsetof(struct jws_sign_options, typ)},
    {"header", JSON_OBJECT, offsetof(struct jws_sign_options, header)},
    {"b64", JSON_BOOLEAN, offsetof(struct jws_sign_options, b64)},
    {"detached", JSON_BOOLEAN, offsetof(struct jws_sign_options, detached)},
    {"max_length", JSON_NUMBER, offsetof(struct jws_sign_options, max_length)},
};

/* A name that no row has would allow nothing; the caller has misspelt it. */
static bool
allow(const struct json_value *name, unsigned *allowed)
{
	const struct jwa *row = jwa_named(name);

	if (row == NULL)
		return false;
	*allowed |= jwa_bit(row);
	return true;
}

static bool
allow_each(const struct json_value *names, unsigned *allowed)
{
	struct json_table table;
	struct json_value root;
	bool good =
	    json_scan(names->text, names->length, &root, &table) == JOSE_OK && table.count > 0;
	size_t i;

	for (i = 0; good && i < table.count; i++)
		good = allow(&table.members[i].value, allowed);
	json_table_free(&table);
	return good;
}

static enum jose_error
read_length(const struct json_value *max_length, int64_t *length, struct jose_detail *detail)
{
	if (max_length->type == JSON_ABSENT ||
	    option_integer(max_length, 1, JWS_LENGTH_LIMIT, length))
		return JOSE_OK;
	return option_range_error(detail, "max_length", 1, JWS_LENGTH_LIMIT);
}

enum jose_error
jws_options_finish(struct jws_options *options, struct jose_detail *detail)
{
	if (options->alg.type != JSON_ABSENT && options->algs.type != JSON_ABSENT)
		return option_error(detail, "algs", NULL, JOSE_OPTION_CONFLICT);
	if (options->alg.type != JSON_ABSENT && !allow(&options->alg, &options->allowed))
		return option_error(
		    detail, "alg", "a name that jwt_algs() lists", JOSE_OPTION_VALUE);
	if (options->algs.type != JSON_ABSENT && !allow_each(&options->algs, &options->allowed))
		return option_error(
		    detail, "algs", "names that jwt_algs() lists", JOSE_OPTION_VALUE);
	if (options->crit.type != JSON_ABSENT && !json_all_strings(&options->crit))
		return option_error(detail, "crit", "a list of strings", JOSE_OPTION_TYPE);
	options->length_max = JWS_LENGTH_MAX;
	return read_length(&options->max_length, &options->length_max, detail);
}

enum jose_error
jws_options_read(
    const char *text, size_t length, struct jws_options *options, struct jose_detail *detail)
{
	enum jose_error err = option_read(text, length, verify_rules,
	    sizeof verify_rules / sizeof verify_rules[0], options, detail);

	return err == JOSE_OK ? jws_options_finish(options, detail) : err;
}

enum jose_error
jws_sign_options_finish(struct jws_sign_options *options, struct jose_detail *detail)
{
	enum jose_error err;

	options->length_max = JWS_LENGTH_MAX;
	options->payload_max = JWS_PAYLOAD_MAX;
	err = read_length(&options->max_length, &options->length_max, detail);
	if (options->length_max > JWS_PAYLOAD_MAX)
		options->payload_max = options->length_max;
	return err;
}

enum jose_error
jws_sign_options_read(
    const char *text, size_t length, struct jws_sign_options *options, struct jose_detail *detail)
{
	enum jose_error err = option_read(
	    text, length, sign_rules, sizeof sign_rules / sizeof sign_rules[0], options, detail);

	return err == JOSE_OK ? jws_sign_options_finish(options, detail) : err;
}
