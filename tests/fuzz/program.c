/*
 * A whole program with a real database behind it: whatever is asked, one request after the other,
 * is no fault (500), says nothing that is secret, and has a head that HTTP knows. The program's
 * main.c is compiled with another name for its main.  OIDC_DB names the database, and FUZZ_TEMPLATE
 * one that is like it and stays so.
 */
#include <ctype.h>
#include <stdio.h>
#include <sqlite3.h>

#include "fuzz.h"
#include "script.h"
#include "web/handle.h"
#include "web/request.h"
#include "web/serve.h"
#include "web/store/stores.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int program_main(void);
int __wrap_serve(const struct program *served);
void __wrap_request_read_body(struct request *asked);
void __wrap_request_write(struct request *asked, const char *bytes, size_t size);

enum { VARIABLES = 40, ANSWER = 1 << 20, SECRETS = 16, SECRET = 64, STEPS = 3 };

static const struct program *program;
static struct stores stores;
static struct request request;
static sqlite3 *live;
static char secrets[SECRETS][SECRET];
static const uint8_t *input;
static size_t input_size;
static char said[ANSWER + 1];
static size_t answered;

/* Only the house makes these; all else a script learns from answers. */
static const struct {
	const char *name, *sql;
} made[] = {
    /* clang-format off */
	{ "issuer", "SELECT value FROM setting WHERE name = 'issuer'" },
	{ "jwks",   "SELECT json_object('keys', json_group_array(json(public_jwk))) FROM signing_key" },
	{ "keys",   "SELECT jwks FROM fuzz_key WHERE kind = 'jwt'" },
	{ "api_token", "SELECT jws_sign(json_object('iss', s.value, 'sub', 'u_alice', 'aud', r.resource, 'client_id', 'notes-web', "
	  "'scope', 'openid notes:read notes:write', 'jti', 'a.b', 'iat', unixepoch(), 'exp', unixepoch() + 600), k.jwk, k.options) "
	  "FROM setting AS s, fuzz_key AS k, api_resource AS r WHERE s.name = 'issuer' AND k.kind = 'access' AND r.resource_name = 'Notes'" },
	{ "now",    "SELECT unixepoch()" },
	{ "soon",   "SELECT unixepoch() + 60" },
    /* clang-format on */
};

/* The first column of the first row, NULL without one; the caller frees. */
static char *
ask(const char *sql, const char *first, const char *second)
{
	sqlite3_stmt *statement = NULL;
	char *value = NULL;

	must(sqlite3_prepare_v2(live, sql, -1, &statement, NULL) == SQLITE_OK);
	sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 2, second, -1, SQLITE_STATIC);
	if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL)
		value = strdup((const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return value;
}

char *
house_value(const char *name)
{
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		if (strcmp(made[i].name, name) == 0)
			return ask(made[i].sql, NULL, NULL);
	return NULL;
}

char *
house_signed(const char *kind, const char *payload)
{
	return ask(
	    "SELECT jws_sign(?2, jwk, options) FROM fuzz_key WHERE kind = ?1", kind, payload);
}

/*
 * As it was at the start: each table that a program or a trigger writes.  By rows and not by
 * sqlite3_backup: that changes the schema's number, and every statement would be prepared anew.
 */
static void
reset_database(void)
{
	/* clang-format off */
	static const char list[] =
	    "SELECT group_concat('DELETE FROM main.' || name || '; INSERT INTO main.' || name || ' (' || columns || ') "
	                        "SELECT ' || columns || ' FROM template.' || name || ';', '') "
	      "FROM (SELECT t.name, (SELECT group_concat(c.name) FROM pragma_table_xinfo(t.name) AS c WHERE c.hidden = 0) AS columns "
	              "FROM sqlite_schema AS t "
	             "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' "
	               "AND (t.name NOT IN (SELECT name FROM derived_object) "
	                    "OR t.name IN (SELECT object FROM program_access WHERE verb <> 'read') "
	                    "OR EXISTS (SELECT 1 FROM sqlite_schema AS g WHERE g.type = 'trigger' AND "
	                               "(instr(g.sql, 'UPDATE ' || t.name) OR instr(g.sql, 'INTO ' || t.name) OR instr(g.sql, 'DELETE FROM ' || t.name)))))";
	/* clang-format on */
	static char *sql;

	if (sql == NULL)
		sql = ask(list, NULL, NULL);
	must(sqlite3_exec(live, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
	must(sqlite3_exec(live, sql, NULL, NULL, NULL) == SQLITE_OK);
	must(sqlite3_exec(live, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
}

/* Private keys and the database's own: 40 letters of each, which are in no answer by chance. */
static void
keep_secrets(void)
{
	static const char sql[] = "SELECT substr(jwk ->> '$.d', 1, 40) FROM signing_key UNION ALL "
				  "SELECT substr(key, 1, 40) FROM database_key UNION ALL "
				  "SELECT substr(client_secret, 1, 40) FROM client_app";
	sqlite3_stmt *statement = NULL;

	must(sqlite3_prepare_v2(live, sql, -1, &statement, NULL) == SQLITE_OK);
	for (size_t i = 0; i < SECRETS && sqlite3_step(statement) == SQLITE_ROW; i++)
		snprintf(secrets[i], SECRET, "%s", (const char *)sqlite3_column_text(statement, 0));
	must(sqlite3_finalize(statement) == SQLITE_OK && *secrets[0] != '\0');
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	sqlite3_stmt *attach = NULL;

	(void)argc;
	(void)argv;
	must(sqlite3_open(getenv("OIDC_DB"), &live) == SQLITE_OK);
	sqlite3_db_config(live, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(live, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	must(sqlite3_load_extension(live, getenv("OIDC_EXTENSION"), "sqlite3_jwt_init", NULL) ==
	     SQLITE_OK);
	must(
	    sqlite3_prepare_v2(live, "ATTACH ?1 AS template", -1, &attach, NULL) == SQLITE_OK &&
	    sqlite3_bind_text(attach, 1, getenv("FUZZ_TEMPLATE"), -1, SQLITE_STATIC) == SQLITE_OK &&
	    sqlite3_step(attach) == SQLITE_DONE && sqlite3_finalize(attach) == SQLITE_OK);
	keep_secrets();
	return program_main();
}

int
__wrap_serve(const struct program *served)
{
	program = served;
	return 0;
}

void
__wrap_request_read_body(struct request *asked)
{
	(void)asked;
}

void
__wrap_request_write(struct request *asked, const char *bytes, size_t size)
{
	(void)asked;
	must(size <= ANSWER - answered);
	memcpy(said + answered, bytes, size);
	answered += size;
	said[answered] = '\0';
}

/* ---- one request ---- */

struct environment {
	char *variables[VARIABLES];
	size_t count;
};

static void
add_variable(struct environment *environment, const char *prefix, const char *name,
    size_t name_size, const char *value, size_t size)
{
	char *variable = NULL;

	if (environment->count == VARIABLES - 1 || memchr(value, '\0', size) != NULL)
		return;
	must(
	    asprintf(&variable, "%s%.*s=%.*s", prefix, (int)name_size, name, (int)size, value) > 0);
	for (char *at = variable; *at != '='; at++)
		*at = *at == '-' ? '_' : (char)toupper((unsigned char)*at);
	environment->variables[environment->count++] = variable;
}

/* Header lines until an empty one; where the body begins. */
static char *
read_headers(struct environment *environment, char *line)
{
	while (*line != '\0' && *line != '\n') {
		size_t size = strcspn(line, "\n"), name = strcspn(line, ":\n");

		if (name > 0 && name + 2 <= size &&
		    strspn(line, "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == name)
			add_variable(environment,
			    name == 12 && strncasecmp(line, "Content-Type", 12) == 0 ? "" : "HTTP_",
			    line, name, line + name + 2, size - name - 2);
		line += size;
		line += *line == '\n';
	}
	return line + (*line == '\n');
}

/* METHOD PATH[?QUERY], as a web server hands it on. */
static char *
read_first_line(struct environment *environment, char *line)
{
	size_t size = strcspn(line, "\n"), method = strcspn(line, " \n");
	const char *path = line + method + (method < size);
	size_t rest = size - (size_t)(path - line), path_size = strcspn(path, "?\n");

	if (path_size > rest)
		path_size = rest;
	add_variable(environment, "", "REQUEST_METHOD", 14, line, method);
	add_variable(environment, "", "PATH_INFO", 9, path, path_size);
	add_variable(environment, "", "QUERY_STRING", 12, path + path_size + (path_size < rest),
	    path_size < rest ? rest - path_size - 1 : 0);
	return line + size + (line[size] == '\n');
}

/*
 * libFuzzer watches comparisons, and writes what is compared into its next input: a secret that was
 * asked with is no news.
 */
static bool
leaks(const char *secret)
{
	size_t length = strlen(secret);

	return memmem(said, answered, secret, length) != NULL &&
	       memmem(input, input_size, secret, length) == NULL;
}

static void
judge(void)
{
	int status = 0;

	must(sscanf(said, "Status: %3d\r\n", &status) == 1);
	must(status >= 200 && status < 600 && status != 500);
	must(strstr(said, "\r\n\r\n") != NULL);
	for (size_t i = 0; i < SECRETS; i++)
		must(*secrets[i] == '\0' || !leaks(secrets[i]));
}

static void
send_request(char *text)
{
	struct environment environment = {.count = 0};
	char *body = read_headers(&environment, read_first_line(&environment, text));
	char mount[32];
	const char *cookies = script_cookies();

	snprintf(mount, sizeof mount, "/%s", program->name);
	add_variable(&environment, "", "SCRIPT_NAME", 11, mount, strlen(mount));
	add_variable(&environment, "", "REMOTE_ADDR", 11, "127.0.0.1", 9);
	if (*cookies != '\0')
		add_variable(&environment, "", "HTTP_COOKIE", 11, cookies, strlen(cookies));
	add_variable(&environment, "", "CONTENT_TYPE", 12, "application/x-www-form-urlencoded", 33);
	request.environment = environment.variables;
	request.size = strlen(body) < sizeof request.body ? strlen(body) : sizeof request.body;
	memcpy(request.body, body, request.size);
	answered = 0;
	stores.program = program->name;
	stores.entry_point = program->entry_point;
	serve_request(program, &stores, &request, NULL);
	must(stores.nopen == 1);
	judge();
	script_learn(said);
	for (size_t i = 0; i < environment.count; i++)
		free(environment.variables[i]);
}

/* The clock is moved, and what nobody asks for is done. */
static void
let_time_pass(const char *seconds)
{
	free(ask("UPDATE setting SET value = value + min(max(CAST(?1 AS INTEGER), 0), 100000) "
		 "WHERE name = 'clock_offset'",
	    seconds, NULL));
	for (const struct route *route = program->background;
	     route != NULL && route->path != NULL && stores.nopen > 0; route++)
		for (int step = 0; step < STEPS; step++)
			handle_background(program, route, &stores, stores.open[0].store, NULL);
}

static void
do_part(const struct script_part *part)
{
	char *text = part->is_answer ? NULL : script_fill(part);

	if (text != NULL && strncmp(text, "LATER ", 6) == 0)
		let_time_pass(text + 6);
	else if (text != NULL)
		send_request(text);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script;

	input = data;
	input_size = size;
	script_read(&script, (const char *)data, size);
	network_expect(&script);
	script_forget();
	reset_database();
	for (size_t i = 0; i < script.nparts; i++)
		do_part(&script.parts[i]);
	return 0;
}
