/*
 * authorizer: SQLite asks here, while it prepares a statement, whether each single step of it is
 * allowed.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "log.h"
#include "cte_name.h"
#include "authorizer.h"

struct grant {
	struct grant *next;
	char *object; /* table, view, or table.column; the name of a view or a trigger */
	char *verb;   /* read insert update delete; is_view or is_trigger: it is one */
};

struct authorizer {
	struct grant *grants;
};

/* What SQLite calls a step, and the verb that it needs on its table; NULL: free for all. */
static const struct {
	int action;
	const char *verb;
} verbs[] = {
    /* clang-format off */
	{ SQLITE_SELECT,      NULL },
	{ SQLITE_RECURSIVE,   NULL },
	{ SQLITE_TRANSACTION, NULL },
	{ SQLITE_FUNCTION,    NULL }, /* load_extension needs more than this, and is off */
	{ SQLITE_READ,        "read" },
	{ SQLITE_INSERT,      "insert" },
	{ SQLITE_UPDATE,      "update" },
	{ SQLITE_DELETE,      "delete" },
    /* clang-format on */
};

/* "flow_event.event_id" grants one column, "flow_event" all of them. */
static bool
covers(const char *object, const char *table, const char *column)
{
	size_t length = strlen(table);

	if (strncmp(object, table, length) != 0)
		return false;
	return object[length] == '\0' || (object[length] == '.' && column != NULL &&
					     strcmp(object + length + 1, column) == 0);
}

static bool
granted(
    const struct authorizer *authorizer, const char *verb, const char *table, const char *column)
{
	for (const struct grant *grant = authorizer->grants; grant != NULL; grant = grant->next)
		if (strcmp(grant->verb, verb) == 0 && covers(grant->object, table, column))
			return true;
	return false;
}

/* The cte_name_owner of all views and triggers, whoever may use them. */
static bool
is_door(const void *self, const char *name, size_t size)
{
	const struct authorizer *authorizer = self;

	for (const struct grant *grant = authorizer->grants; grant != NULL; grant = grant->next)
		if (strncmp(grant->verb, "is_", 3) == 0 && strlen(grant->object) == size &&
		    strncasecmp(grant->object, name, size) == 0)
			return true;
	return false;
}

bool
authorizer_admits(const struct authorizer *authorizer, const char *sql)
{
	return !cte_name_is_taken(sql, is_door, authorizer);
}

/* The callback of sqlite3_set_authorizer.  `inside`: the view or trigger that the step stands in;
 * authorizer_admits has seen to it that it is no common table expression. */
static int
authorize(void *self, int action, const char *table, const char *column, const char *schema,
    const char *inside)
{
	const struct authorizer *authorizer = self;

	(void)schema;
	if (action == SQLITE_PRAGMA) /* reading the schema's version, and nothing else */
		return strcmp(table, "user_version") == 0 && column == NULL ? SQLITE_OK
									    : SQLITE_DENY;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (verbs[i].action != action)
			continue;
		if (verbs[i].verb == NULL || granted(authorizer, verbs[i].verb, table, column))
			return SQLITE_OK;
		if (inside != NULL && granted(authorizer, "is_trigger", inside, NULL))
			return SQLITE_OK;
		if (inside != NULL && action == SQLITE_READ &&
		    granted(authorizer, "is_view", inside, NULL) &&
		    granted(authorizer, "read", inside, NULL)) /* a table's name opens nothing */
			return SQLITE_OK;
		return SQLITE_DENY;
	}
	return SQLITE_DENY;
}

static bool
add_grant(struct authorizer *authorizer, const char *object, const char *verb)
{
	struct grant *grant = calloc(1, sizeof *grant);

	if (grant == NULL)
		return false;
	grant->next = authorizer->grants;
	authorizer->grants = grant;
	grant->object = strdup(object);
	grant->verb = strdup(verb);
	return grant->verb != NULL && grant->object != NULL;
}

static bool
read_grants(struct authorizer *authorizer, sqlite3 *database, const char *program)
{
	static const char sql[] =
	    "SELECT object, verb FROM program_access WHERE program = ?1 "
	    "UNION ALL SELECT name, 'is_' || type FROM sqlite_schema WHERE type IN ('view', "
	    "'trigger')";
	sqlite3_stmt *statement = NULL;
	bool good = sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK &&
		    sqlite3_bind_text(statement, 1, program, -1, SQLITE_STATIC) == SQLITE_OK;

	while (good && sqlite3_step(statement) == SQLITE_ROW)
		good = add_grant(authorizer, (const char *)sqlite3_column_text(statement, 0),
		    (const char *)sqlite3_column_text(statement, 1));
	return sqlite3_finalize(statement) == SQLITE_OK && good;
}

struct authorizer *
authorizer_install(sqlite3 *database, const char *program)
{
	struct authorizer *authorizer = calloc(1, sizeof *authorizer);

	if (authorizer != NULL && read_grants(authorizer, database, program) &&
	    sqlite3_set_authorizer(database, authorize, authorizer) == SQLITE_OK)
		return authorizer;
	log_line("the authorizer of program %s could not be raised: %s", program,
	    sqlite3_errmsg(database));
	authorizer_free(authorizer);
	return NULL;
}

void
authorizer_free(struct authorizer *authorizer)
{
	if (authorizer == NULL)
		return;
	while (authorizer->grants != NULL) {
		struct grant *grant = authorizer->grants;

		authorizer->grants = grant->next;
		free(grant->object);
		free(grant->verb);
		free(grant);
	}
	free(authorizer);
}
