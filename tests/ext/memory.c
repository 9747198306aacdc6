/*
 * Out of memory at the Nth allocation, for each N until nothing fails any more: in SQLite, OpenSSL,
 * cJSON and the extension alike. One warm-up call comes first, for OpenSSL 3.0 crashes by itself
 * when its own first calls fail; each N has a process of its own.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sqlite3.h>

int sqlite3_jwt_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

static long countdown = -1; /* negative: all allocations succeed */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static int
refused(void)
{
	return countdown >= 0 && countdown-- == 0;
}

void *
malloc(size_t size)
{
	return refused() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return refused() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return refused() ? NULL : __libc_realloc(old, size);
}

static const char *const calls[] = {
    "SELECT jwt_sign('{\"sub\":\"alice\"}', ec, "
    "'{\"expires_in\":60,\"jti\":true,\"header\":{\"a\":1}}') FROM made",
    "SELECT jwt_verify(token, public, "
    "'{\"aud\":[\"a\",\"b\"],\"require\":[\"sub\"],\"claims\":{\"x\":{\"y\":[1]}},\"typ\":"
    "\"application/jwt\"}') FROM made",
    "SELECT jwt_error(token, jwks) FROM made",
    "SELECT count(*) FROM made, jwt_check(token, public, '{\"aud\":\"a\"}')",
    "SELECT jwt_error(token, pem) FROM made",
    "SELECT jwk_error(rsa) FROM made",
    "SELECT jwk_public(rsa), jwk_thumbprint(rsa), jwks_group(rsa) FROM made",
    "SELECT jwk_from_pem(pem), jwk_to_private_pem(ec) FROM made",
    "SELECT jwk_generate('ES256', '{\"kid\":\"k\"}'), jwk_generate('HS256')",
    "SELECT count(*) FROM made, jwks_each(jwks)",
    "SELECT jws_verify(jws_sign('x', ec, '{\"detached\":true}'), ec, '{}', 'x') FROM made",
    "SELECT dpop_verify(proof, 'GET', 'https://a/', '{\"access_token\":\"t\",\"now\":1}') FROM "
    "made",
    "SELECT count(*) FROM made, jwt_parts(token)",
    "SELECT password_hash('x', '{\"N\":16}'), token_hash('x'), token_derive('k', 'x'), "
    "jwt_hash('x', 'ES256'), pkce_challenge(token_random(48))",
};

static const char setup[] =
    "CREATE TEMP TABLE key AS SELECT jwk_generate('ES256') AS ec, jwk_generate('RS256') AS rsa;"
    "CREATE TEMP TABLE made AS SELECT ec, rsa, jwk_public(ec) AS public, jwk_to_pem(ec) AS pem, "
    "(SELECT jwks_group(ec) FROM key) AS jwks,"
    " jwt_sign('{\"aud\":[\"a\"],\"sub\":\"s\",\"x\":{\"y\":[1]}}', ec, '{\"expires_in\":600}') AS "
    "token,"
    " jws_sign(json_object('jti', '1', 'htm', 'GET', 'htu', 'https://a/', 'iat', 1, 'ath', "
    "token_hash('t')), ec,"
    "   json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json(jwk_public(ec))))) AS "
    "proof FROM key;";

static char answer[4096]; /* what the call says when there is memory; "" when that differs from time
			     to time */

static int
same_answer(void *wrong, int columns, char **values, char **names)
{
	(void)names;
	*(int *)wrong |= columns == 1 && answer[0] != '\0' &&
			 strcmp(values[0] == NULL ? "NULL" : values[0], answer) != 0;
	return 0;
}

static int
keep_answer(void *times, int columns, char **values, char **names)
{
	(void)names;
	if (columns != 1)
		return 0;
	if (++*(int *)times == 1)
		snprintf(answer, sizeof answer, "%s", values[0] == NULL ? "NULL" : values[0]);
	else if (strcmp(values[0] == NULL ? "NULL" : values[0], answer) != 0)
		answer[0] = '\0';
	return 0;
}

/* 0: all allocations were made; 1: an error was said; 2: one was not needed; 3: the answer was
 * wrong; else a crash. */
static int
attempt(sqlite3 *db, const char *sql, long fail_at)
{
	int rc, status, wrong = 0;
	pid_t child = fork();

	if (child == 0) {
		sqlite3_db_release_memory(db);
		countdown = fail_at;
		rc = sqlite3_exec(db, sql, same_answer, &wrong, NULL);
		rc = countdown >= 0 ? 0 : rc != SQLITE_OK ? 1 : wrong ? 3 : 2;
		countdown = -1;
		_exit(rc);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
main(void)
{
	size_t count = sizeof calls / sizeof calls[0], i;
	long at, survived;
	sqlite3 *db;
	int result, times, wrong;

	printf("1..%zu\n", count);
	sqlite3_auto_extension((void (*)(void))sqlite3_jwt_init);
	sqlite3_open(":memory:", &db);
	if (sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK) {
		printf("not ok - setup: %s\n", sqlite3_errmsg(db));
		return 1;
	}
	for (i = 0; i < count; i++) {
		times = wrong = 0;
		survived = 0;
		answer[0] = '\0';
		sqlite3_exec(db, calls[i], keep_answer, &times, NULL); /* the warm-up */
		sqlite3_exec(db, calls[i], keep_answer, &times, NULL);
		for (at = 0; (result = attempt(db, calls[i], at)) > 0; at++) {
			survived += result == 2;
			wrong += result == 3;
		}
		printf("%s %zu - memory ends at each of %ld allocations, %ld of them not needed: "
		       "%.60s\n",
		    result == 0 && wrong == 0 ? "ok" : "not ok", i + 1, at, survived, calls[i]);
		if (wrong > 0)
			printf("# %d wrong answers\n", wrong);
	}
	sqlite3_close(db);
	return 0;
}
