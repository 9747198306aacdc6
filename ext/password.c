/*
 * Passwords, kept as scrypt hashes (RFC 7914): $scrypt$ln=15,r=8,p=1$salt$hash, the salt and the
 * hash in base64 without padding as the PHC string format says.  The cost stands in the hash, so it
 * can grow and old hashes stay good.  But a hash is data, and nothing can stop scrypt once it runs,
 * so the caller says how much a hash may ask for.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>

#include "base64url.h"
#include "password.h"

#define SALT_BYTES 16
#define HASH_BYTES 32
#define LOG2_N_MAX 20
#define R_MAX 32
#define P_MAX 16
#define MEMORY_MAX (256 << 20)            /* bytes: a hash must not exhaust the machine */
#define COST_USUAL_MAX (MEMORY_MAX / 128) /* N r p of all that memory once: a second */
#define COST_MAX (COST_USUAL_MAX * P_MAX)

#define N_TAKES "a power of two from 2 to 1048576, with r 1 to 32768; 128 N r is at most 256 MiB"

struct cost_options {
	struct json_value N;
	struct json_value r;
	struct json_value p;
	struct json_value max_cost;
};

static const struct option_rule verify_rules[] = {
    {"max_cost", JSON_NUMBER, offsetof(struct cost_options, max_cost)},
};

static const struct option_rule hash_rules[] = {
    {"N", JSON_NUMBER, offsetof(struct cost_options, N)},
    {"r", JSON_NUMBER, offsetof(struct cost_options, r)},
    {"p", JSON_NUMBER, offsetof(struct cost_options, p)},
    {"max_cost", JSON_NUMBER, offsetof(struct cost_options, max_cost)},
};

/* RFC 7914 section 2: N is a power of two above 1, and less than 2^(128 r / 8). */
static bool
is_affordable(const struct password_cost *cost)
{
	return cost->N >= 2 && cost->N <= 1 << LOG2_N_MAX && (cost->N & (cost->N - 1)) == 0 &&
	       cost->r >= 1 && cost->r <= R_MAX && cost->p >= 1 && cost->p <= P_MAX &&
	       (cost->r > 1 || cost->N < 1 << 16) && 128 * cost->N * cost->r <= MEMORY_MAX;
}

/* The time that a hash takes grows with this (RFC 7914 section 2). */
static int64_t
product(const struct password_cost *cost)
{
	return cost->N * cost->r * cost->p;
}

static enum jose_error
read_most(const struct json_value *max_cost, int64_t *most, struct jose_detail *detail)
{
	*most = COST_USUAL_MAX;
	if (max_cost->type == JSON_ABSENT || option_integer(max_cost, 1, COST_MAX, most))
		return JOSE_OK;
	return option_range_error(detail, "max_cost", 1, COST_MAX);
}

enum jose_error
password_most_read(const char *text, size_t length, int64_t *most, struct jose_detail *detail)
{
	struct cost_options options;
	enum jose_error err;

	memset(&options, 0, sizeof options);
	err = option_read(text, length, verify_rules, sizeof verify_rules / sizeof verify_rules[0],
	    &options, detail);
	return err == JOSE_OK ? read_most(&options.max_cost, most, detail) : err;
}

/* Better now than later, when a hash that was made is not verified. */
static enum jose_error
examine_product(const struct password_cost *cost, int64_t most, struct jose_detail *detail)
{
	char takes[80];

	if (product(cost) <= most)
		return JOSE_OK;
	snprintf(takes, sizeof takes,
	    "N r p, here %" PRId64 ", or more; password_verify wants it too", product(cost));
	return option_error(detail, "max_cost", takes, JOSE_OPTION_VALUE);
}

enum jose_error
password_cost_read(
    const char *text, size_t length, struct password_cost *cost, struct jose_detail *detail)
{
	struct cost_options options;
	enum jose_error err;
	int64_t most;

	memset(&options, 0, sizeof options);
	*cost = (struct password_cost){1 << 15, 8, 1};
	err = option_read(
	    text, length, hash_rules, sizeof hash_rules / sizeof hash_rules[0], &options, detail);
	if (err == JOSE_OK)
		err = read_most(&options.max_cost, &most, detail);
	if (err != JOSE_OK)
		return err;
	if (options.N.type != JSON_ABSENT &&
	    !option_integer(&options.N, 2, 1 << LOG2_N_MAX, &cost->N))
		return option_error(detail, "N", N_TAKES, JOSE_OPTION_VALUE);
	if (options.r.type != JSON_ABSENT && !option_integer(&options.r, 1, R_MAX, &cost->r))
		return option_range_error(detail, "r", 1, R_MAX);
	if (options.p.type != JSON_ABSENT && !option_integer(&options.p, 1, P_MAX, &cost->p))
		return option_range_error(detail, "p", 1, P_MAX);
	return is_affordable(cost) ? examine_product(cost, most, detail)
				   : option_error(detail, "N", N_TAKES, JOSE_OPTION_VALUE);
}

static enum jose_error
scrypt(const void *password, size_t length, const unsigned char salt[SALT_BYTES],
    const struct password_cost *cost, unsigned char hash[HASH_BYTES])
{
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "SCRYPT", NULL);
	EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
	uint64_t n = (uint64_t)cost->N, memory = 2 * (uint64_t)MEMORY_MAX;
	uint32_t r = (uint32_t)cost->r, p = (uint32_t)cost->p;
	unsigned char salt_copy[SALT_BYTES];
	char empty[1] = "";
	union {
		const void *borrowed;
		void *parameter; /* OSSL_PARAM has no const, and only reads */
	} secret = {length > 0 ? password : empty};
	OSSL_PARAM parameters[7];
	bool good;

	memcpy(salt_copy, salt, sizeof salt_copy);
	parameters[0] =
	    OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, secret.parameter, length);
	parameters[1] =
	    OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt_copy, sizeof salt_copy);
	parameters[2] = OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n);
	parameters[3] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r);
	parameters[4] = OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p);
	parameters[5] = OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory);
	parameters[6] = OSSL_PARAM_construct_end();
	good = context != NULL && EVP_KDF_derive(context, hash, HASH_BYTES, parameters) > 0;
	EVP_KDF_CTX_free(context);
	EVP_KDF_free(kdf);
	return good ? JOSE_OK : JOSE_CRYPTO_FAILED;
}

/* base64 of RFC 4648 section 4 differs from base64url in two letters. */
static void
swap_alphabet(char *text, const char from[3], const char to[3])
{
	for (; *text != '\0'; text++) {
		if (*text == from[0])
			*text = to[0];
		else if (*text == from[1])
			*text = to[1];
	}
}

enum jose_error
password_hash(const void *password, size_t length, const struct password_cost *cost,
    char hash[PASSWORD_HASH_MAX])
{
	unsigned char salt[SALT_BYTES], derived[HASH_BYTES];
	char salt_text[BASE64URL_LENGTH(SALT_BYTES) + 1] = "";
	char derived_text[BASE64URL_LENGTH(HASH_BYTES) + 1] = "";
	enum jose_error err;
	int log2_n = 0;

	if (RAND_bytes(salt, sizeof salt) <= 0)
		return JOSE_CRYPTO_FAILED;
	err = scrypt(password, length, salt, cost, derived);
	if (err != JOSE_OK)
		return err;
	while (1 << log2_n < cost->N)
		log2_n++;
	base64url_encode(salt_text, salt, sizeof salt);
	base64url_encode(derived_text, derived, sizeof derived);
	swap_alphabet(salt_text, "-_", "+/");
	swap_alphabet(derived_text, "-_", "+/");
	snprintf(hash, PASSWORD_HASH_MAX, "$scrypt$ln=%d,r=%" PRId64 ",p=%" PRId64 "$%s$%s", log2_n,
	    cost->r, cost->p, salt_text, derived_text);
	OPENSSL_cleanse(derived, sizeof derived);
	return JOSE_OK;
}

static bool
decode(unsigned char *bytes, char *text, size_t length)
{
	if (strlen(text) != length || strpbrk(text, "-_") != NULL)
		return false;
	swap_alphabet(text, "+/", "-_");
	return base64url_decode(bytes, text, length);
}

static bool
parse(const char *hash, struct password_cost *cost, unsigned char salt[SALT_BYTES],
    unsigned char derived[HASH_BYTES])
{
	char salt_text[BASE64URL_LENGTH(SALT_BYTES) + 1];
	char derived_text[BASE64URL_LENGTH(HASH_BYTES) + 1];
	unsigned log2_n, r, p;
	int end = 0;

	if (sscanf(hash, "$scrypt$ln=%2u,r=%2u,p=%2u$%22[^$]$%43[^$]%n", &log2_n, &r, &p, salt_text,
		derived_text, &end) != 5)
		return false;
	if (hash[end] != '\0' || log2_n > LOG2_N_MAX)
		return false;
	*cost = (struct password_cost){INT64_C(1) << log2_n, r, p};
	return is_affordable(cost) && decode(salt, salt_text, sizeof salt_text - 1) &&
	       decode(derived, derived_text, sizeof derived_text - 1);
}

enum jose_error
password_verify(const void *password, size_t length, const char *hash, int64_t most, bool *same)
{
	unsigned char salt[SALT_BYTES], expected[HASH_BYTES], derived[HASH_BYTES];
	struct password_cost cost;
	enum jose_error err;

	*same = false;
	if (!parse(hash, &cost, salt, expected) || product(&cost) > most)
		return JOSE_OK;
	err = scrypt(password, length, salt, &cost, derived);
	if (err == JOSE_OK)
		*same = CRYPTO_memcmp(expected, derived, sizeof derived) == 0;
	OPENSSL_cleanse(derived, sizeof derived);
	return err;
}
