/*
 * Out of memory at the Nth allocation, for each N until nothing fails any more: in SQLite, OpenSSL,
 * cJSON and the extension alike.  Each call must then raise or be right after all, and be right
 * when it is made again; it must not crash, and nothing may be left over when its connection is
 * closed.  What is left once, and is not left again when the same allocation fails once more, is a
 * cache: since 3.2 OpenSSL keeps each decoder that it has ever put together (decoder_pkey.c), and a
 * key file that could not be read makes it try others.
 *
 * A warm-up comes first, for OpenSSL 3.0 crashes by itself when its own first calls fail.  Each N
 * has a process of its own and keys that the cache has not seen.  MEMORY_TRIES is how many of them
 * are tried for each call, evenly; 0 is all.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <openssl/crypto.h>
#include <sqlite3.h>

/* ---- an allocator that counts, and fails once ---- */

static long countdown = -1; /* negative: all allocations succeed */
static long blocks;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *block);

static int
refused(void)
{
	if (countdown < 0 || countdown-- > 0)
		return 0;
	errno = ENOMEM;
	return 1;
}

static void *
counted(void *block)
{
	blocks += block != NULL;
	return block;
}

void *
malloc(size_t size)
{
	return refused() ? NULL : counted(__libc_malloc(size));
}

void *
calloc(size_t count, size_t size)
{
	return refused() ? NULL : counted(__libc_calloc(count, size));
}

void *
realloc(void *old, size_t size)
{
	if (refused())
		return NULL;
	return old == NULL ? counted(__libc_malloc(size)) : __libc_realloc(old, size);
}

void
free(void *block)
{
	blocks -= block != NULL;
	__libc_free(block);
}

/* ---- the calls ---- */

/* clang-format off */
static const char setup[] =
    "CREATE TEMP TABLE made AS WITH k AS MATERIALIZED (SELECT jwk_generate('ES256') AS ec,"
    "  jwk_generate('RS256') AS rsa, jwk_generate('EdDSA') AS ed, jwk_generate('Ed448') AS ed448,"
    "  jwk_generate('HS256') AS oct)"
    " SELECT *, jwk_public(ec) AS public, jwk_public(rsa) AS rsa_public, jwk_to_pem(rsa) AS pem,"
    "  jwk_to_private_pem(ec) AS private,"
    "  jwt_sign('{\"aud\":[\"a\"],\"sub\":\"s\",\"x\":{\"y\":[1]}}', ec, '{\"expires_in\":600}') "
    "AS token,"
    "  jwt_sign('{}', rsa, '{\"expires_in\":600}') AS rsa_token,"
    "  jwt_sign('{}', ed, '{\"expires_in\":600}') AS ed_token,"
    "  jwt_sign('{}', ed448, '{\"expires_in\":600}') AS ed448_token,"
    "  jwt_sign('{}', oct, '{\"expires_in\":600}') AS oct_token,"
    "  jws_sign(json_object('jti', '1', 'htm', 'GET', 'htu', 'https://a/', 'iat', 1, 'ath', "
    "token_hash('t')),"
    "   ec, json_object('typ', 'dpop+jwt', 'header', json_object('jwk', json(jwk_public(ec))))) "
    "AS proof,"
    "  CAST('a secret of more than 32 bytes, surely' AS BLOB) AS secret FROM k;"
    "CREATE TEMP TABLE jwks AS SELECT jwks_group(jwk) AS jwks FROM (SELECT ec AS jwk FROM made"
    "  UNION ALL SELECT rsa FROM made);";

/* A space after a key makes it a key that nobody has read yet. */
static const char new_keys[] =
    "UPDATE made SET ec = ec || ' ', rsa = rsa || ' ', ed = ed || ' ', ed448 = ed448 || ' ', oct "
    "= oct || ' ',"
    " public = public || ' ', rsa_public = rsa_public || ' ', pem = pem || ' ', private = "
    "private || ' ';"
    "UPDATE jwks SET jwks = jwks || ' ';";

static const char *const calls[] = {
    "SELECT jwt_sign('{}', ec, '{\"expires_in\":60,\"jti\":true,\"header\":{\"a\":1}}') IS NULL "
    "FROM made",
    "SELECT jwt_sign('{}', rsa, '{\"now\":1,\"expires_in\":60}') FROM made",
    "SELECT jwt_sign('{}', ed, '{\"now\":1,\"expires_in\":60}') FROM made",
    "SELECT jwt_sign('{}', secret, '{\"now\":1,\"expires_in\":60}') FROM made",
    "SELECT jwt_verify(token, public, '{\"aud\":[\"a\",\"b\"],\"require\":[\"sub\"],"
    "\"claims\":{\"x\":{\"y\":[1]}},\"typ\":\"application/jwt\"}') FROM made",
    "SELECT jwt_error(token, jwks, '{\"aud\":\"a\"}') FROM made, jwks",
    "SELECT jwt_error(token, jwk_to_pem(ec), '{\"aud\":\"a\",\"algs\":[\"ES256\"],"
    "\"absent\":[\"nonce\"]}') FROM made",
    "SELECT jwt_error(rsa_token, rsa_public) FROM made",
    "SELECT jwt_error(rsa_token, pem, '{\"alg\":\"RS256\"}') FROM made",
    "SELECT jwt_error(ed_token, ed) FROM made",
    "SELECT jwt_error(ed448_token, ed448) FROM made",
    "SELECT jwt_error(oct_token, oct) FROM made",
    "SELECT group_concat(status) FROM made, jwt_check(token, public, '{\"aud\":\"a\"}')",
    "SELECT quote(jwk_error(rsa)) || quote(jwk_error(ed)) FROM made",
    "SELECT group_concat(status) FROM made, jwk_check(ec)",
    "SELECT group_concat(status) FROM made, jwk_check(json_set(ec, '$.x5c', json('[\"MIIB\"]'), "
    "'$.x5t', 'a'))",
    "SELECT jwk_public(rsa) || jwk_thumbprint(rsa) || jwks_group(rsa) FROM made",
    "SELECT jwk_from_pem(private) FROM made",
    "SELECT json_array_length(jwk_from_pem(jwk_to_pem(ed) || jwk_to_pem(ed) || pem), '$.keys') "
    "FROM made",
    "SELECT jwk_to_private_pem(ec) FROM made",
    "SELECT jwk_generate('ES256', '{\"kid\":\"k\"}') IS NULL, jwk_generate('HS256') IS NULL",
    "SELECT group_concat(quote(thumbprint) || quote(bits) || quote(error)) FROM jwks, "
    "jwks_each(jwks)",
    "SELECT jws_verify(jws_sign('x', ec, '{\"detached\":true}'), ec, '{}', 'x') FROM made",
    "SELECT dpop_verify(proof, 'GET', 'https://a/', '{\"access_token\":\"t\",\"now\":1}') FROM "
    "made",
    "SELECT group_concat(status) FROM made, dpop_check(proof, 'GET', 'https://a/', "
    "'{\"access_token\":\"t\",\"now\":1}')",
    "SELECT group_concat(quote(decoded)) FROM made, jwt_parts(token)",
    "SELECT password_verify('x', '$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAA')",
    "SELECT token_hash('x') || token_derive('k', 'x') || token_fingerprint('k', 'x') || "
    "jwt_hash('x', 'ES256')"
    " || pkce_challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk') || length(token_random(48))",
    "SELECT base64url_decode(base64url_encode('abc')) || jwt_header(token) || "
    "jwt_unverified(token) FROM made",
    "SELECT jwk_from_secret(secret, 'HS256') || jwk_thumbprint_uri(ec) FROM made",
    "SELECT jwt_error(jws_sign((SELECT json_group_object('c' || value, 'x') FROM made, "
    "json_each('[1,2,3,4,5,6,7,8,9,10,"
    "11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]')), oct), oct, "
    "'{\"exp\":\"ignored\"}') FROM made",
    "SELECT jwt_error(jwt_sign('{\"exp\":9}', oct, '{\"now\":1,\"kid\":\"a\","
    "\"typ\":\"AT+jwt\"}'), oct,"
    " '{\"now\":1,\"typ\":\"at+jwt\"}') FROM made",
    "SELECT jwt_hash('x', 'Ed448') || pkce_challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    "') || jwt_version()",
    "SELECT length(password_hash('x', '{\"N\":2}'))",
    "SELECT jwk_thumbprint(x'cc43376b7479374f4b503763727677456432353531391778c72b3131715941594b78"
    "43726656535f375479"
    "5751484f6737686376506170694d6c727749616150634855526f') || quote(jwt_error(token, public, "
    "x'6c376e6f771331')) FROM made",
    "SELECT quote(secret_from_text('x')) || text_from_utf8(x'c3a9')",
    NULL, /* another connection gets the functions */
};
/* clang-format on */

static char answer[8192]; /* what the call says when there is memory */

static int
same_answer(void *wrong, int columns, char **values, char **names)
{
	(void)columns;
	(void)names;
	*(int *)wrong |= strcmp(values[0] == NULL ? "NULL" : values[0], answer) != 0;
	return 0;
}

static int
keep_answer(void *nothing, int columns, char **values, char **names)
{
	(void)nothing;
	(void)columns;
	(void)names;
	snprintf(answer, sizeof answer, "%s", values[0] == NULL ? "NULL" : values[0]);
	return 0;
}

static const char *extension;

static int
connect(sqlite3 **db)
{
	int rc = sqlite3_open(":memory:", db);

	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(*db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	return rc == SQLITE_OK ? sqlite3_load_extension(*db, extension, NULL, NULL) : rc;
}

static int
call(sqlite3 *db, const char *sql, int *wrong)
{
	sqlite3 *other = NULL;
	int rc;

	if (sql != NULL)
		return sqlite3_exec(db, sql, same_answer, wrong, NULL);
	rc = connect(&other);
	sqlite3_close(other);
	return rc;
}

/* ---- the attempts ---- */

enum outcome { UNUSED, RAISED, RIGHT, WRONG, CRASHED, OUTCOMES };

struct report {
	enum outcome outcome;
	long allocations; /* that were asked for */
	long blocks;      /* that are left when the connection is closed */
};

static enum outcome
fail_once(sqlite3 *db, const char *sql, long fail_at, long *allocations)
{
	enum outcome outcome = UNUSED;
	int rc, wrong = 0;

	sqlite3_exec(db, new_keys, NULL, NULL, NULL);
	countdown = fail_at;
	rc = call(db, sql, &wrong);
	if (countdown < 0)
		outcome = rc != SQLITE_OK ? RAISED : wrong ? WRONG : RIGHT;
	*allocations = fail_at - countdown;
	countdown = -1;
	return outcome;
}

static struct report
attempt_here(sqlite3 *db, const char *sql, long fail_at, int times)
{
	struct report report = {UNUSED, 0, 0};
	int wrong = 0;

	while (times-- > 0)
		report.outcome = fail_once(db, sql, fail_at, &report.allocations);
	if (call(db, sql, &wrong) != SQLITE_OK || wrong) /* what was wrong must not be kept */
		report.outcome = WRONG;
	sqlite3_close(db);
	OPENSSL_thread_stop(); /* its error queue keeps texts */
	report.blocks = blocks;
	return report;
}

static struct report
attempt(sqlite3 *db, const char *sql, long fail_at, int times)
{
	struct report report = {CRASHED, 0, 0};
	int channel[2];
	pid_t child;

	if (pipe(channel) != 0 || (child = fork()) < 0)
		exit(1);
	if (child == 0) {
		report = attempt_here(db, sql, fail_at, times);
		exit(write(channel[1], &report, sizeof report) != sizeof report);
	}
	close(channel[1]);
	if (read(channel[0], &report, sizeof report) != sizeof report)
		report.outcome = CRASHED;
	close(channel[0]);
	waitpid(child, NULL, 0);
	return report;
}

/* What is left after two failures beyond what one of them leaves. */
static long
left_again(sqlite3 *db, const char *sql, long fail_at, const struct report *once, long good)
{
	return once->blocks > good ? attempt(db, sql, fail_at, 2).blocks - once->blocks : 0;
}

static void
try_all(sqlite3 *db, const char *sql, int number, long tries)
{
	long count[OUTCOMES] = {0}, leaks = 0, left, at, step;
	struct report good, report;

	answer[0] = '\0';
	if (sql != NULL) {
		sqlite3_exec(db, sql, NULL, NULL, NULL); /* the warm-up */
		sqlite3_exec(db, sql, keep_answer, NULL, NULL);
	}
	good = attempt(db, sql, 1000000, 1);
	step = tries > 0 && good.allocations > tries ? good.allocations / tries : 1;
	for (at = 0; (report = attempt(db, sql, at, 1)).outcome != UNUSED; at += step) {
		count[report.outcome]++;
		left = left_again(db, sql, at, &report, good.blocks);
		leaks += left > 0;
		if (report.outcome >= WRONG || left > 0)
			printf("# allocation %ld: %s, %ld blocks are left over each time\n", at,
			    report.outcome == WRONG     ? "a wrong answer"
			    : report.outcome == CRASHED ? "a crash"
							: "an error",
			    left);
	}
	printf(
	    "%s %d - memory ends at %ld of %ld places: %ld raise, %ld are right after all: %.70s\n",
	    count[WRONG] + count[CRASHED] + leaks == 0 && count[RAISED] > 0 ? "ok" : "not ok",
	    number, at / step, good.allocations, count[RAISED], count[RIGHT],
	    sql == NULL ? "another connection" : sql);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	const char *tries = getenv("MEMORY_TRIES");
	size_t count = sizeof calls / sizeof calls[0], i;
	sqlite3 *db;

	printf("1..%zu\n", count);
	extension = argc > 1 ? argv[1] : "ext/jwt";
	if (connect(&db) != SQLITE_OK || sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK) {
		printf("not ok - setup: %s\n", sqlite3_errmsg(db));
		return 1;
	}
	fflush(stdout);
	for (i = 0; i < count; i++)
		try_all(db, calls[i], (int)i + 1, tries == NULL ? 0 : atol(tries));
	sqlite3_close(db);
	return 0;
}
