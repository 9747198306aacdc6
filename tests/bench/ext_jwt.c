/*
 * The extension beside bare OpenSSL, and beside cjose and libjwt where they are installed: one
 * process, one run, the same payload and keys.  Turns alternate, and what counts is the median of
 * the ratios within a round, for the machine has other things to do.
 *
 *   ext_jwt EXTENSION [SECONDS of each turn]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sqlite3.h>

#include "ext.h"

#define ROUNDS 9
#define LANES_MAX 6
#define WAYS 3
#define NEW_KEYS 64 /* more than the cache holds: in turn, each is gone when it comes again */
#define EXPECTED "'{\"iss\":\"https://as.example\",\"aud\":\"https://api.example\"}'"
#define CLAIMS \
	"{\"iss\":\"https://as.example\",\"sub\":\"alice\",\"aud\":\"https://api.example\"," \
	"\"scope\":\"notes:read notes:write\",\"client_id\":\"notes-web\"," \
	"\"jti\":\"MTIzNDU2Nzg5MDEyMzQ1Ng\"}"

static sqlite3 *db;
static double turn_seconds = 0.1;
static double price; /* seconds, of a subquery */
static sqlite3_stmt *statement[WAYS];

void
need(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "ext_jwt: %s failed (SQLite: %s)\n", what, sqlite3_errmsg(db));
	exit(1);
}

/* ---- the extension, its key given in three ways ---- */

static const char *const ways[WAYS] = {"literal", "parameter", "subquery"};

static void
ask(char answer[TEXT_MAX], const char *sql, const char *first, const char *second)
{
	sqlite3_stmt *question;

	need(sqlite3_prepare_v2(db, sql, -1, &question, NULL) == SQLITE_OK, sql);
	sqlite3_bind_text(question, 1, first, -1, SQLITE_STATIC);
	if (second != NULL)
		sqlite3_bind_text(question, 2, second, -1, SQLITE_STATIC);
	need(
	    sqlite3_step(question) == SQLITE_ROW && sqlite3_column_type(question, 0) != SQLITE_NULL,
	    sql);
	snprintf(answer, TEXT_MAX, "%s", (const char *)sqlite3_column_text(question, 0));
	sqlite3_finalize(question);
}

static void
prepare(const char *before, const char *after, const char *first, const char *key)
{
	char literal[TEXT_MAX], sql[3 * TEXT_MAX], replaced[TEXT_MAX];
	const char *keys[WAYS] = {literal, "?2", "(SELECT jwk FROM signing_key)"};
	size_t i;

	ask(replaced, "REPLACE INTO signing_key VALUES (1, ?1) RETURNING 1", key, NULL);
	sqlite3_snprintf(sizeof literal, literal, "%Q", key);
	for (i = 0; i < WAYS; i++) {
		snprintf(sql, sizeof sql, "SELECT %s%s%s", before, keys[i], after);
		need(sqlite3_prepare_v3(
			 db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement[i], NULL) == SQLITE_OK,
		    sql);
		sqlite3_bind_text(statement[i], 1, first, -1, SQLITE_STATIC);
		if (i == 1)
			sqlite3_bind_text(statement[i], 2, key, -1, SQLITE_STATIC);
	}
}

static void
finish(void)
{
	size_t i;

	for (i = 0; i < WAYS; i++)
		sqlite3_finalize(statement[i]);
}

static void
step(size_t way)
{
	need(sqlite3_step(statement[way]) == SQLITE_ROW &&
		 sqlite3_column_type(statement[way], 0) != SQLITE_NULL,
	    "a call in SQL");
	sqlite3_reset(statement[way]);
}

static void
literal(void)
{
	step(0);
}

static void
parameter(void)
{
	step(1);
}

static void
subquery(void)
{
	step(2);
}

/* ---- turns ---- */

static double
now(void)
{
	struct timespec at;

	clock_gettime(
	    CLOCK_PROCESS_CPUTIME_ID, &at); /* what others do on this machine does not count */
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double
per_second(void (*call)(void))
{
	double start, end;
	long calls = 0, i;

	call(); /* warms the caches, after another lane's turn */
	start = end = now();
	while (end - start < turn_seconds) {
		for (i = 0; i < 20; i++)
			call();
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

static double
median(double *figures)
{
	qsort(figures, ROUNDS, sizeof figures[0], compare);
	return figures[ROUNDS / 2];
}

/*
 * What SQLite takes for the subquery when no function is called, in seconds: the key in a table has
 * that price whatever is done with it.
 */
static double
subquery_price(void)
{
	double with[ROUNDS], without[ROUNDS];
	char key[TEXT_MAX];
	size_t i;

	ask(key, "SELECT jwk_generate(?1)", "HS256", NULL);
	prepare("", "", "", key);
	for (i = 0; i < ROUNDS; i++) {
		without[i] = 1 / per_second(parameter);
		with[i] = 1 / per_second(subquery);
	}
	finish();
	return median(with) - median(without);
}

/* By how many percent the slowest of the three ways is behind the fastest. */
static double
apart(const double speed[WAYS])
{
	double least = speed[0], most = speed[0];
	size_t i;

	for (i = 1; i < WAYS; i++) {
		least = speed[i] < least ? speed[i] : least;
		most = speed[i] > most ? speed[i] : most;
	}
	return 100 * (most - least) / most;
}

struct lane {
	const char *name;
	void (*call)(void);
	double figure[ROUNDS];
	double ratio[ROUNDS]; /* to the first lane, which is bare */
};

/* All lanes in turns, then their row, and the statements are done with. */
static void
race(const char *alg, const char *what, double aim, struct lane *lanes, size_t count)
{
	double bare, ratio[LANES_MAX] = {1}, least = 1e9;
	size_t i, round;

	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < count; i++) {
			lanes[i].figure[round] = per_second(lanes[i].call);
			lanes[i].ratio[round] = lanes[i].figure[round] / lanes[0].figure[round];
		}
	bare = median(lanes[0].figure);
	printf("%-6s %-7s bare %.0f", alg, what, bare);
	for (i = 1; i < count; i++) {
		ratio[i] = median(lanes[i].ratio);
		printf(", %s %.0f (%.2f)", lanes[i].name, median(lanes[i].figure), ratio[i]);
		if (i <= WAYS)
			least = ratio[i] < least ? ratio[i] : least;
	}
	printf("; ways apart by %.0f %%", apart(ratio + 1));
	ratio[WAYS] = 1 / (1 / ratio[WAYS] - price * bare);
	printf(", %.0f %% but for the subquery's own price", apart(ratio + 1));
	if (aim > 0)
		printf("; aim %.2f %s", aim, least + 0.005 >= aim ? "met" : "NOT MET");
	putchar('\n');
	fflush(stdout);
	finish();
}

/* ---- the key cache ---- */

static struct {
	char key[TEXT_MAX + NEW_KEYS]; /* spaces after a key make another text of it */
	size_t length;
	unsigned turn;
} fresh;

static void
fresh_key(void)
{
	sqlite3_bind_text(statement[1], 2, fresh.key, (int)(fresh.length + fresh.turn++ % NEW_KEYS),
	    SQLITE_STATIC);
	step(1);
}

/* The statement is prepared; what a key costs is what it takes more when it has not been read. */
static void
weigh(const char *alg, const char *key)
{
	double cached[ROUNDS], read[ROUNDS];
	size_t i;

	fresh.length = strlen(key);
	memset(fresh.key, ' ', sizeof fresh.key);
	memcpy(fresh.key, key, fresh.length);
	for (i = 0; i < ROUNDS; i++) {
		sqlite3_bind_text(statement[1], 2, key, -1, SQLITE_STATIC);
		cached[i] = 1e6 / per_second(parameter);
		read[i] = 1e6 / per_second(fresh_key);
	}
	printf(
	    "%-6s verify  %.1f us with a key that the cache has, %.1f us with a key to be read\n",
	    alg, median(cached), median(read));
	finish();
}

/* ---- each algorithm ---- */

static const struct contestant *const others[] = {
#ifdef CJOSE
    &contestant_cjose,
#endif
#ifdef LIBJWT
    &contestant_libjwt,
#endif
    NULL};

/* The extension itself gives each contestant the key in the form that it reads. */
static void
make(struct subject *s)
{
	char hex[TEXT_MAX];
	unsigned byte;
	size_t i;

	ask(s->private_jwk, "SELECT jwk_generate(?1)", s->alg, NULL);
	strcpy(s->claims, CLAIMS);
	ask(s->token, "SELECT jwt_sign(?1, ?2, '{\"expires_in\":100000}')", s->claims,
	    s->private_jwk);
	if (s->alg[0] == 'H') {
		strcpy(s->public_jwk, s->private_jwk);
		ask(hex, "SELECT hex(base64url_decode(?1 ->> 'k'))", s->private_jwk, NULL);
		for (i = 0; sscanf(hex + 2 * i, "%2x", &byte) == 1; i++)
			s->secret[i] = (unsigned char)byte;
		s->secret_length = i;
		return;
	}
	ask(s->public_jwk, "SELECT jwk_public(?1)", s->private_jwk, NULL);
	ask(s->private_pem, "SELECT jwk_to_private_pem(?1)", s->private_jwk, NULL);
	ask(s->public_pem, "SELECT jwk_to_pem(?1)", s->private_jwk, NULL);
}

static void
measure(struct subject *s)
{
	struct lane verifiers[LANES_MAX] = {{.name = "bare", .call = contestant_bare.verify},
	    {.name = ways[0], .call = literal}, {.name = ways[1], .call = parameter},
	    {.name = ways[2], .call = subquery}};
	struct lane signers[LANES_MAX];
	const struct contestant *guest[LANES_MAX];
	size_t i, guests = 0;

	make(s);
	contestant_bare.start(s);
	memcpy(signers, verifiers, sizeof signers);
	signers[0].call = contestant_bare.sign;
	for (i = 0; others[i] != NULL; i++)
		if (others[i]->start(s))
			guest[guests++] = others[i];
	for (i = 0; i < guests; i++) {
		verifiers[1 + WAYS + i] =
		    (struct lane){.name = guest[i]->name, .call = guest[i]->verify};
		signers[1 + WAYS + i] =
		    (struct lane){.name = guest[i]->name, .call = guest[i]->sign};
	}
	prepare("jwt_verify(?1, ", ", " EXPECTED ")", s->token, s->public_jwk);
	race(s->alg, "verify", s->verify_aim, verifiers, 1 + WAYS + guests);
	prepare("jwt_verify(?1, ", ", " EXPECTED ")", s->token, s->public_jwk);
	weigh(s->alg, s->public_jwk);
	prepare("jwt_sign(?1, ", ", '{\"expires_in\":300}')", s->claims, s->private_jwk);
	race(s->alg, "sign", s->sign_aim, signers, 1 + WAYS + guests);
	for (i = 0; i < guests; i++)
		guest[i]->end();
	contestant_bare.end();
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
		turn_seconds = atof(argv[2]);
	need(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
		 SQLITE_OK,
	    "open");
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	need(sqlite3_load_extension(db, argv[1], "sqlite3_jwt_init", &message) == SQLITE_OK,
	    argv[1]);
	sqlite3_exec(
	    db, "CREATE TABLE signing_key(id INTEGER PRIMARY KEY, jwk TEXT)", NULL, NULL, NULL);
	price = subquery_price();
	printf(
	    "a key in a table costs SQLite %.2f us to fetch, without any function\n", 1e6 * price);
	for (i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
		measure(&subjects[i]);
	sqlite3_close(db);
	return 0;
}
