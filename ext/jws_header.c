/*
 * What the protected header of a JWS must say, RFC 7515 section 4.  Its jwk, jku, x5u and x5c do
 * not count: a token does not bring its own key (RFC 8725 section 3.10), only a DPoP proof does.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json_value.h"
#include "jws_header.h"

enum jws_status
jws_check_alg_missing(struct jws *jws)
{
	jws->alg_name = jws->actual = json_member(&jws->header, "alg");
	if (jws->alg_name == NULL || jws->alg_name->type != JSON_STRING) {
		jws_note(jws, jws->expected_note, "a string");
		return JWS_FAIL;
	}
	jws->has |= JWS_HAS_ALG_NAME;
	return JWS_PASS;
}

/* In any spelling, for some libraries looked for one only. */
enum jws_status
jws_check_alg_none(struct jws *jws)
{
	const struct json_value *name = jws->alg_name;
	char *plain = NULL;
	size_t length;
	bool none = name->length == 6 && strncasecmp(name->text, "\"none\"", 6) == 0;

	jws->actual = name;
	if (name->escaped && (plain = json_unescape(name, &length)) == NULL)
		jws->fault = JOSE_NO_MEMORY;
	if (plain != NULL)
		none = strcasecmp(plain, "none") == 0;
	free(plain);
	return none ? JWS_FAIL : JWS_PASS;
}

enum jws_status
jws_check_alg_unsupported(struct jws *jws)
{
	jws->actual = jws->alg_name;
	jws->alg = jwa_named(jws->alg_name);
	if (jws->alg == NULL)
		return JWS_FAIL;
	jws->has |= JWS_HAS_ALG;
	return JWS_PASS;
}

enum jws_status
jws_check_alg_not_allowed(struct jws *jws)
{
	const struct jws_options *options = jws->options;

	jws->actual = jws->alg_name;
	jws->expected = options->algs.type != JSON_ABSENT ? &options->algs : &options->alg;
	if (options->allowed == 0)
		return JWS_INFO; /* then the key alone decides */
	return options->allowed & jwa_bit(jws->alg) ? JWS_PASS : JWS_FAIL;
}

/*
 * RFC 7797 sections 3 and 7: not of a JWT; a boolean; and false only where the payload comes beside
 * the token.
 */
static const char *
b64_fault(const struct jws *jws)
{
	const struct json_value *b64 = json_member(&jws->header, "b64");

	if (!jws->knows_b64)
		return "is not for a JWT";
	if (b64 == NULL)
		return "is not in the header";
	if ((b64->type & JSON_BOOLEAN) == 0)
		return "is neither true nor false";
	return b64->type == JSON_FALSE && jws->detached == NULL
		   ? "is false, and the payload is not beside the token"
		   : NULL;
}

/*
 * RFC 7515 section 4.1.11: an extension must be none of the RFC's own, stand in the header, and be
 * known to the caller.  NULL: it is.
 */
static const char *
crit_fault(const struct jws *jws, const struct json_value *name)
{
	static const char *const own[] = {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t",
	    "x5t#S256", "typ", "cty", "crit", "enc", "zip"};
	size_t i;

	if (name->type != JSON_STRING)
		return "is not a string";
	if (json_string_is(name, "b64", 3))
		return b64_fault(jws);
	for (i = 0; i < sizeof own / sizeof own[0]; i++)
		if (json_string_is(name, own[i], strlen(own[i])))
			return "is not an extension";
	if (json_member_named(&jws->header, name) == NULL)
		return "is not in the header";
	return json_any_string(&jws->options->crit, name) ? NULL : "is not known to the caller";
}

/* The same of one of several, which must be different. */
static const char *
crit_fault_at(const struct jws *jws, const struct json_table *names, size_t at)
{
	const struct json_value *name = &names->members[at].value;
	const char *fault = crit_fault(jws, name);
	size_t i;

	for (i = 0; fault == NULL && i < at; i++)
		if (json_string_equal(name, &names->members[i].value))
			fault = "is there twice";
	return fault;
}

static bool
crit_understood(struct jws *jws, const struct json_value *crit)
{
	struct json_table names;
	struct json_value root;
	const char *fault = NULL;
	size_t i;

	if (json_scan(crit->text, crit->length, &root, &names) != JOSE_OK)
		jws->fault = JOSE_NO_MEMORY; /* it was scanned before */
	else if (names.count == 0)
		jws_note(jws, jws->remark, "%s", fault = "it is empty");
	for (i = 0; fault == NULL && i < names.count; i++) {
		fault = crit_fault_at(jws, &names, i);
		if (fault != NULL)
			jws_note(jws, jws->remark, "%.*s %s", (int)names.members[i].value.length,
			    names.members[i].value.text, fault);
	}
	json_table_free(&names);
	return fault == NULL;
}

enum jws_status
jws_check_crit(struct jws *jws)
{
	static const struct json_value b64_name = {"\"b64\"", 5, JSON_STRING, false};
	const struct json_value *crit = json_member(&jws->header, "crit");
	const struct json_value *b64 = json_member(&jws->header, "b64");

	if (crit == NULL && b64 == NULL)
		return JWS_SKIP;
	jws->actual = crit;
	jws->expected = &jws->options->crit;
	if (crit != NULL && crit->type != JSON_ARRAY) {
		jws->expected = NULL;
		jws_note(jws, jws->expected_note, "a list of strings");
		return JWS_FAIL;
	}
	if (crit != NULL && !crit_understood(jws, crit))
		return JWS_FAIL;
	/* b64 changes what is signed, so it must be critical: RFC 7797 section 6. */
	if (b64 != NULL && (crit == NULL || !json_any_string(crit, &b64_name))) {
		jws_note(jws, jws->remark, "b64 is there, but no crit names it");
		return JWS_FAIL;
	}
	jws->unencoded = b64 != NULL && b64->type == JSON_FALSE;
	return JWS_PASS;
}

/* RFC 7515 section 4.1.9: a media type, whose "application/" may be left out. */
static bool
same_media_type(const char *a, const char *b)
{
	static const char prefix[] = "application/";
	size_t cut = sizeof prefix - 1;

	if (strncasecmp(a, prefix, cut) == 0)
		a += cut;
	if (strncasecmp(b, prefix, cut) == 0)
		b += cut;
	return strcasecmp(a, b) == 0;
}

enum jws_status
jws_check_typ(struct jws *jws)
{
	const struct json_value *typ = json_member(&jws->header, "typ"),
				*wanted = &jws->options->typ;
	char *plain, *plain_wanted;
	size_t length;
	bool same;

	jws->actual = typ;
	if (typ != NULL && typ->type != JSON_STRING) { /* RFC 7515 section 4.1.9 */
		jws_note(jws, jws->expected_note, "a string");
		return JWS_FAIL;
	}
	if (wanted->type == JSON_ABSENT)
		return typ == NULL ? JWS_SKIP : JWS_INFO;
	jws->expected = wanted;
	if (typ == NULL)
		return JWS_FAIL;
	if (json_string_equal(typ, wanted))
		return JWS_PASS;
	plain = json_unescape(typ, &length);
	plain_wanted = json_unescape(wanted, &length);
	if (plain == NULL || plain_wanted == NULL)
		jws->fault = JOSE_NO_MEMORY;
	same = jws->fault == JOSE_OK && same_media_type(plain, plain_wanted);
	free(plain);
	free(plain_wanted);
	return same ? JWS_PASS : JWS_FAIL;
}
