/*
 * The extension beside bare OpenSSL, in one process and one run: the same payload, the same keys.
 * Rounds alternate and the median of their ratios counts, for the machine has other things to do.
 * What is bare: one context made ready once, then DigestSign and DigestVerify for each token (set
 * up again each time, which they need); one-shot HMAC.
 *
 *   ext_jwt EXTENSION [SECONDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <sqlite3.h>

#define ROUNDS 9
#define TEXT_MAX 4096

static sqlite3 *db;
static double round_seconds = 0.1;

struct subject {
	const char *alg;
	const char *hash; /* NULL: the algorithm has its own */
	double verify_aim;
	double sign_aim;
	EVP_PKEY *pkey; /* NULL: HMAC */
	unsigned char secret[64];
	char key[TEXT_MAX], public[TEXT_MAX], token[TEXT_MAX], input[TEXT_MAX];
	unsigned char signature[512];
	size_t input_length, signature_length;
	sqlite3_stmt *statement;
	EVP_MD_CTX *context;
};

static double
now(void)
{
	struct timespec at;

	clock_gettime(
	    CLOCK_PROCESS_CPUTIME_ID, &at); /* what others do on this machine does not count */
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void
need(int good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
	exit(1);
}

static void
ask(char answer[TEXT_MAX], const char *sql, const char *first, const char *second)
{
	sqlite3_stmt *statement;

	need(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sql);
	if (first != NULL)
		sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
	if (second != NULL)
		sqlite3_bind_text(statement, 2, second, -1, SQLITE_STATIC);
	need(sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL,
	    sql);
	snprintf(answer, TEXT_MAX, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
}

/* ---- what is measured: one call each ---- */

static void
sql_call(struct subject *s)
{
	need(sqlite3_step(s->statement) == SQLITE_ROW &&
		 sqlite3_column_type(s->statement, 0) != SQLITE_NULL,
	    s->alg);
	sqlite3_reset(s->statement);
}

static void
set_pss(const struct subject *s, EVP_PKEY_CTX *parameters)
{
	if (s->alg[0] != 'P')
		return;
	EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
	EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
}

static void
bare_verify(struct subject *s)
{
	unsigned char code[EVP_MAX_MD_SIZE];
	EVP_PKEY_CTX *parameters;

	if (s->pkey == NULL) {
		HMAC(EVP_sha256(), s->secret, 32, (unsigned char *)s->input, s->input_length, code,
		    NULL);
		need(memcmp(code, s->signature, 32) == 0, "HMAC");
		return;
	}
	EVP_MD_CTX_reset(s->context);
	need(EVP_DigestVerifyInit_ex(s->context, &parameters, s->hash, NULL, NULL, s->pkey, NULL) >
		 0,
	    "init");
	set_pss(s, parameters);
	need(EVP_DigestVerify(s->context, s->signature, s->signature_length,
		 (unsigned char *)s->input, s->input_length) == 1,
	    "bare verification");
}

static void
bare_sign(struct subject *s)
{
	unsigned char signature[512];
	size_t length = sizeof signature;
	EVP_PKEY_CTX *parameters;

	if (s->pkey == NULL) {
		HMAC(EVP_sha256(), s->secret, 32, (unsigned char *)s->input, s->input_length,
		    signature, NULL);
		return;
	}
	EVP_MD_CTX_reset(s->context);
	need(EVP_DigestSignInit_ex(s->context, &parameters, s->hash, NULL, NULL, s->pkey, NULL) > 0,
	    "init");
	set_pss(s, parameters);
	need(EVP_DigestSign(
		 s->context, signature, &length, (unsigned char *)s->input, s->input_length) == 1,
	    "bare signature");
}

static double
per_second(void (*call)(struct subject *), struct subject *s)
{
	double start = now(), end = start;
	long calls = 0, i;

	while (end - start < round_seconds) {
		for (i = 0; i < 20; i++)
			call(s);
		calls += 20;
		end = now();
	}
	return (double)calls / (end - start);
}

static int
compare(const void *a, const void *b)
{
	return (*(const double *)a > *(const double *)b) -
	       (*(const double *)a < *(const double *)b);
}

static void
measure(struct subject *s, const char *title, void (*bare)(struct subject *), double aim)
{
	double ratio[ROUNDS], base[ROUNDS], ours;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		base[i] = per_second(bare, s);
		ours = per_second(sql_call, s);
		ratio[i] = ours / base[i];
	}
	qsort(ratio, ROUNDS, sizeof ratio[0], compare);
	qsort(base, ROUNDS, sizeof base[0], compare);
	printf("%-6s %-24s bare %9.0f/s   SQL %9.0f/s   ratio %.2f   aim %.2f%s\n", s->alg, title,
	    base[ROUNDS / 2], base[ROUNDS / 2] * ratio[ROUNDS / 2], ratio[ROUNDS / 2], aim,
	    ratio[ROUNDS / 2] < aim ? "   missed" : "");
	sqlite3_finalize(s->statement);
}

static void
prepare(struct subject *s, const char *sql, const char *first, const char *second)
{
	need(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->statement, NULL) ==
		 SQLITE_OK,
	    sql);
	sqlite3_bind_text(s->statement, 1, first, -1, SQLITE_STATIC);
	if (second != NULL)
		sqlite3_bind_text(s->statement, 2, second, -1, SQLITE_STATIC);
}

/* Asks the extension itself for the key in a form that bare OpenSSL reads. */
static void
setup(struct subject *s)
{
	const char *claims =
	    "{\"iss\":\"https://as.example\",\"sub\":\"alice\",\"aud\":\"https://"
	    "api.example\",\"scope\":\"notes:read "
	    "notes:write\",\"client_id\":\"notes-web\",\"jti\":\"MTIzNDU2Nzg5MDEyMzQ1Ng\"}";
	char pem[TEXT_MAX], hex[TEXT_MAX];
	BIO *bio;
	size_t i;
	unsigned byte;

	ask(s->key, "SELECT jwk_generate(?1)", s->alg, NULL);
	ask(s->token, "SELECT jwt_sign(?1, ?2, '{\"expires_in\":100000}')", claims, s->key);
	s->input_length = (size_t)(strrchr(s->token, '.') - s->token);
	memcpy(s->input, s->token, s->input_length);
	ask(hex, "SELECT hex(base64url_decode(?1))", strrchr(s->token, '.') + 1, NULL);
	s->signature_length = strlen(hex) / 2;
	for (i = 0; i < s->signature_length && sscanf(hex + 2 * i, "%2x", &byte) == 1; i++)
		s->signature[i] = (unsigned char)byte;
	s->context = EVP_MD_CTX_new();
	if (s->alg[0] == 'H') {
		strcpy(s->public, s->key);
		ask(hex, "SELECT hex(base64url_decode(?1 ->> 'k'))", s->key, NULL);
		for (i = 0; i < 32 && sscanf(hex + 2 * i, "%2x", &byte) == 1; i++)
			s->secret[i] = (unsigned char)byte;
		return;
	}
	ask(s->public, "SELECT jwk_public(?1)", s->key, NULL);
	ask(pem, "SELECT jwk_to_private_pem(?1)", s->key, NULL);
	bio = BIO_new_mem_buf(pem, -1);
	s->pkey = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	BIO_free(bio);
	need(s->pkey != NULL, "private key");
}

/* ECDSA signs in DER, and JOSE writes r and s side by side: bare OpenSSL verifies a signature of
 * its own. */
static void
sign_bare_once(struct subject *s)
{
	EVP_PKEY_CTX *parameters;

	if (s->pkey == NULL)
		return;
	s->signature_length = sizeof s->signature;
	EVP_MD_CTX_reset(s->context);
	EVP_DigestSignInit_ex(s->context, &parameters, s->hash, NULL, NULL, s->pkey, NULL);
	set_pss(s, parameters);
	EVP_DigestSign(s->context, s->signature, &s->signature_length, (unsigned char *)s->input,
	    s->input_length);
}

static void
measure_all(struct subject *s)
{
	char *literal;

	setup(s);
	sign_bare_once(s);
	literal =
	    sqlite3_mprintf("SELECT jwt_verify(?1, %Q, "
			    "'{\"iss\":\"https://as.example\",\"aud\":\"https://api.example\"}')",
		s->public);
	prepare(s, literal, s->token, NULL);
	measure(s, "verify, key literal", bare_verify, s->verify_aim);
	sqlite3_free(literal);
	prepare(s,
	    "SELECT jwt_verify(?1, ?2, "
	    "'{\"iss\":\"https://as.example\",\"aud\":\"https://api.example\"}')",
	    s->token, s->public);
	measure(s, "verify, key parameter", bare_verify, s->verify_aim);
	literal = sqlite3_mprintf("DELETE FROM jwks; INSERT INTO jwks VALUES (%Q)", s->public);
	sqlite3_exec(db, literal, NULL, NULL, NULL);
	sqlite3_free(literal);
	prepare(s,
	    "SELECT jwt_verify(?1, (SELECT jwk FROM jwks), "
	    "'{\"iss\":\"https://as.example\",\"aud\":\"https://api.example\"}')",
	    s->token, NULL);
	measure(s, "verify, key subquery", bare_verify, s->verify_aim);
	prepare(s,
	    "SELECT "
	    "jwt_sign('{\"iss\":\"https://as.example\",\"sub\":\"alice\",\"aud\":\"https://"
	    "api.example\",\"scope\":\"notes:read\"}', ?1, '{\"expires_in\":300}')",
	    s->key, NULL);
	measure(s, "sign", bare_sign, s->sign_aim);
}

int
main(int argc, char **argv)
{
	static struct subject subjects[] = {
	    {.alg = "ES256", .hash = "SHA256", .verify_aim = 0.95, .sign_aim = 0.90},
	    {.alg = "EdDSA", .hash = NULL, .verify_aim = 0.95, .sign_aim = 0.90},
	    {.alg = "RS256", .hash = "SHA256", .verify_aim = 0.90, .sign_aim = 0.98},
	    {.alg = "PS256", .hash = "SHA256", .verify_aim = 0.90, .sign_aim = 0.98},
	    {.alg = "HS256", .hash = "SHA256", .verify_aim = 0.55, .sign_aim = 0.0},
	};
	char *message = NULL;
	size_t i;

	if (argc < 2)
		return 2;
	if (argc > 2)
		round_seconds = atof(argv[2]);
	need(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
		 SQLITE_OK,
	    "open");
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	need(sqlite3_load_extension(db, argv[1], "sqlite3_jwt_init", &message) == SQLITE_OK,
	    argv[1]);
	sqlite3_exec(db, "CREATE TABLE jwks(jwk TEXT)", NULL, NULL, NULL);
	for (i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
		measure_all(&subjects[i]);
	sqlite3_close(db);
	return 0;
}
