/*
 * The extension as a guest: built into its host (SQLITE_CORE, sqlite3_auto_extension), it leaves
 * OpenSSL's error queue and cJSON's hooks as they were, works in several threads at once, and says
 * that memory ran out instead of crashing.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>
#include <openssl/err.h>
#include <sqlite3.h>

int sqlite3_jwt_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

#define THREADS 4

static int number;

static void
check(int good, const char *title)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++number, title);
}

/*
 * Good calls, bad calls, good and bad tokens of every kind: whatever could leave something behind.
 */
static const char *const calls[] = {
    "SELECT jwt_error(jwt_sign('{}', jwk_generate('ES256'), '{\"expires_in\":9}'), "
    "jwk_generate('ES256'))",
    "SELECT jwt_error(jwt_sign('{}', jwk_generate('EdDSA'), '{\"expires_in\":9}'), "
    "jwk_generate('EdDSA'))",
    "SELECT jwt_error(jwt_sign('{}', jwk, '{\"expires_in\":9}'), jwk) FROM rsa",
    "SELECT jwt_error(jwt_sign('{}', json_set(jwk, '$.alg', 'PS512'), '{\"expires_in\":9}'), jwk) "
    "FROM rsa",
    "SELECT jwt_error(jwt_sign('{}', jwk_generate('HS256'), '{\"expires_in\":9}'), "
    "jwk_generate('HS256'))",
    "SELECT jwt_error('eyJhbGciOiJFUzI1NiJ9.e30.' || base64url_encode(zeroblob(64)), "
    "jwk_generate('ES256'))",
    "SELECT jwt_error('eyJhbGciOiJSUzI1NiJ9.e30.' || base64url_encode(randomblob(256)), jwk) "
    "FROM rsa",
    "SELECT jwt_error('a.b.c', '-----BEGIN PUBLIC KEY-----' || char(10) || 'AAAA' || char(10) || "
    "'-----END PUBLIC KEY-----')",
    "SELECT jwt_error('a.b.c', x'3000')",
    "SELECT jwk_error('{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"' || "
    "base64url_encode(zeroblob(32)) || '\",\"y\":\"' || base64url_encode(zeroblob(32)) || '\"}')",
    "SELECT jwt_error('eyJhbGciOiJFUzI1NiJ9.e30.' || base64url_encode(zeroblob(64)), "
    "(SELECT json_object('keys', json_group_array(json_object('kty', 'EC', 'crv', 'P-256', "
    "'x', base64url_encode(zeroblob(32)), 'y', base64url_encode(zeroblob(32))))) "
    "FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')))",
    "SELECT count(*) FROM jwks_each((SELECT json_object('keys', json_group_array(json_object("
    "'kty', 'EC', 'crv', 'P-256', 'x', base64url_encode(zeroblob(32)), 'y', "
    "base64url_encode(zeroblob(32))))) "
    "FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')))",
    "SELECT jwt_error('a.b.c', CAST(x'30' || zeroblob(40) AS BLOB))",
    "SELECT jwt_error('a.b.c', CAST(x'3082010002' || zeroblob(300) AS BLOB))",
    "SELECT jwk_from_secret(CAST(x'30270202' || zeroblob(37) AS BLOB), 'HS256')",
    "SELECT jwk_error('-----BEGIN PRIVATE KEY-----' || char(10) || 'MIIBAgICAgICAgICAgICAgIC' || "
    "char(10) || '-----END PRIVATE KEY-----')",
    "SELECT count(*) FROM jwt_check('eyJhbGciOiJFUzI1NiJ9.e30.' || base64url_encode(zeroblob(64)), "
    "jwk_generate('ES256'))",
    "SELECT jwk_from_pem(jwk_to_pem(jwk_generate('ES384')))",
    "SELECT jwk_from_pem('hello')",
    "SELECT jwks_group(jwk_generate('ES512'))",
    "SELECT jwk_thumbprint(jwk_generate('EdDSA'))",
    "SELECT password_verify('x', password_hash('x', '{\"N\":16}'))",
    "SELECT pkce_challenge(token_random(48)), token_derive('k', 't'), token_hash('x'), "
    "jwt_hash('x', 'EdDSA')",
    "SELECT jwt_verify('a.b.c', 'x', '{\"nonsense\":1}')",
};

static int
run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static void
test_errors(sqlite3 *db)
{
	unsigned long first = ERR_PACK(ERR_LIB_USER, 0, 7), second = ERR_PACK(ERR_LIB_USER, 0, 8);
	size_t i;
	int clean = 1, untouched = 1;

	for (i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		ERR_clear_error();
		run(db, calls[i]);
		clean &= ERR_peek_error() == 0;
		ERR_raise(ERR_LIB_USER, 7);
		ERR_raise(ERR_LIB_USER, 8);
		run(db, calls[i]);
		untouched &=
		    ERR_get_error() == first && ERR_get_error() == second && ERR_get_error() == 0;
	}
	ERR_clear_error();
	check(clean, "OpenSSL's error queue is empty after each call when it was empty before");
	check(untouched, "and holds the host's errors, and no other, when it held those");
}

static int allocations;

static void *
count_malloc(size_t size)
{
	allocations++;
	return malloc(size);
}

static void
test_hooks(sqlite3 *db)
{
	cJSON_Hooks hooks = {count_malloc, free};
	size_t i;
	int before;

	cJSON_InitHooks(&hooks);
	for (i = 0; i < sizeof calls / sizeof calls[0]; i++)
		run(db, calls[i]);
	before = allocations;
	cJSON_Delete(cJSON_CreateObject());
	check(allocations == before + 1,
	    "cJSON's hooks are the host's after all calls, and our calls worked with them");
	cJSON_InitHooks(NULL);
}

/* Memory that is empty at first, remembers its size, and is looked into when it is given back. */
static const char secret[] = "dGhpcyBzZWNyZXQgc2hhbGwgbm90IGxpZSBhcm91bmQ";
static int lying_around;

static void *
sized_malloc(size_t size)
{
	size_t *memory = calloc(1, 2 * sizeof *memory + size);

	if (memory == NULL)
		return NULL;
	*memory = size;
	return memory + 2;
}

static void
searching_free(void *given)
{
	size_t *memory = given;

	if (memory == NULL)
		return;
	lying_around += memmem(memory, memory[-2], secret, sizeof secret - 1) != NULL;
	free(memory - 2);
}

static void
test_wipes(sqlite3 *db)
{
	cJSON_Hooks hooks = {sized_malloc, searching_free};
	char *key = sqlite3_mprintf("{\"kty\":\"oct\",\"k\":\"%s\",\"kid\":\"%0300d\"}", secret, 7);
	char *sql = sqlite3_mprintf("SELECT jwk, jwk_thumbprint(jwk), jwk_from_secret("
				    "base64url_decode(jwk ->> 'k'), 'HS256') FROM jwks_each(%Q)",
	    key);

	cJSON_InitHooks(&hooks);
	check(run(db, sql) == SQLITE_OK && lying_around == 0,
	    "no private key is left in memory that cJSON gives back");
	cJSON_InitHooks(NULL);
	sqlite3_free(sql);
	sqlite3_free(key);
}

/* abs() of the least number raises: here, when a token of one's own is refused. */
static const char round_trip[] =
    "WITH key AS MATERIALIZED (SELECT jwk_generate(value) AS jwk FROM "
    "json_each('[\"ES256\",\"EdDSA\"]'))"
    " SELECT iif(jwt_error(jwt_sign('{}', jwk, '{\"expires_in\":9}'), jwk_public(jwk)) IS NULL, 0, "
    "abs(-9223372036854775807 - 1)) FROM key";

static void *
work(void *failures)
{
	sqlite3 *db;
	int i;

	if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK)
		return failures;
	for (i = 0; i < 20; i++)
		if (run(db, round_trip) != SQLITE_OK)
			++*(int *)failures;
	sqlite3_close(db);
	return failures;
}

static void
test_threads(void)
{
	pthread_t thread[THREADS];
	int failures[THREADS] = {0}, i, sum = 0;

	for (i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, work, &failures[i]);
	for (i = 0; i < THREADS; i++) {
		pthread_join(thread[i], NULL);
		sum += failures[i];
	}
	check(sum == 0, "four threads with a connection each");
}

int
main(void)
{
	sqlite3 *db, *other;

	printf("1..7\n");
	sqlite3_auto_extension((void (*)(void))sqlite3_jwt_init);
	check(sqlite3_open(":memory:", &db) == SQLITE_OK &&
		  run(db, "SELECT jwt_version()") == SQLITE_OK,
	    "built in: sqlite3_auto_extension gives every connection the functions");
	run(db,
	    "CREATE TEMP TABLE rsa AS SELECT jwk_generate('RS256') AS jwk"); /* which takes long */
	test_errors(db);
	test_hooks(db);
	test_wipes(db);
	test_threads();
	sqlite3_open(":memory:", &other);
	run(other, calls[0]);
	sqlite3_close(db);
	check(run(other, calls[0]) == SQLITE_OK && sqlite3_close(other) == SQLITE_OK,
	    "two connections close in any order");
	return 0;
}
