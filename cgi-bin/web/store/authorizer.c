/*
 * authorizer: SQLite asks here, while it prepares a statement, whether each single step of it is
 * allowed.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "authorizer.h"
#include "cte_name.h"
#include "web/log.h"

/* What may be done with an object, by its row; and which objects are views and triggers. */
enum right { RIGHT_READ, RIGHT_INSERT, RIGHT_UPDATE, RIGHT_DELETE, IS_VIEW, IS_TRIGGER, RIGHTS };
static const char *const right_names[RIGHTS] = {
    "read", "insert", "update", "delete", "view", "trigger"};

struct object {
	struct object *next;
	char name[]; /* a table, a view, a trigger, or table.column */
};

struct authorizer {
	struct object *objects[RIGHTS];
};

/* What SQLite calls a step, and the right that it needs; RIGHTS: none. */
static const struct {
	int action;
	enum right right;
} steps[] = {
    /* clang-format off */
	{ SQLITE_SELECT,      RIGHTS },
	{ SQLITE_RECURSIVE,   RIGHTS },
	{ SQLITE_TRANSACTION, RIGHTS },
	{ SQLITE_FUNCTION,    RIGHTS }, /* load_extension needs more than this, and is off */
	{ SQLITE_READ,        RIGHT_READ },
	{ SQLITE_INSERT,      RIGHT_INSERT },
	{ SQLITE_UPDATE,      RIGHT_UPDATE },
	{ SQLITE_DELETE,      RIGHT_DELETE },
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
has(const struct authorizer *authorizer, enum right right, const char *table, const char *column)
{
	for (const struct object *object = authorizer->objects[right]; object != NULL;
	     object = object->next)
		if (covers(object->name, table, column))
			return true;
	return false;
}

/*
 * A trigger may do what it does, and a view read what it reads if the program may read the view,
 * whatever else that program may or may not do.  `inside` names the view or trigger that the step
 * stands in, or a common table expression, which never has the name of one (authorizer_admits).
 */
static bool
may(const struct authorizer *authorizer, enum right right, const char *table, const char *column,
    const char *inside)
{
	if (right == RIGHTS || (inside != NULL && has(authorizer, IS_TRIGGER, inside, NULL)))
		return true;
	if (inside != NULL && has(authorizer, IS_VIEW, inside, NULL))
		return right == RIGHT_READ && has(authorizer, RIGHT_READ, inside, NULL);
	return has(authorizer, right, table, column);
}

/* The callback of sqlite3_set_authorizer. */
static int
authorize(void *self, int action, const char *table, const char *column, const char *schema,
    const char *inside)
{
	(void)schema;
	if (action == SQLITE_PRAGMA) /* reading the schema's version, and nothing else */
		return strcmp(table, "user_version") == 0 && column == NULL ? SQLITE_OK
									    : SQLITE_DENY;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].action == action)
			return may(self, steps[i].right, table, column, inside) ? SQLITE_OK
										: SQLITE_DENY;
	return SQLITE_DENY;
}

/* The cte_name_owner of all views and triggers, whichever program may use them. */
static bool
is_view_or_trigger(const void *self, const char *name, size_t size)
{
	const struct authorizer *authorizer = self;

	for (enum right right = IS_VIEW; right <= IS_TRIGGER; right++)
		for (const struct object *object = authorizer->objects[right]; object != NULL;
		     object = object->next)
			if (strlen(object->name) == size &&
			    strncasecmp(object->name, name, size) == 0)
				return true;
	return false;
}

bool
authorizer_admits(const struct authorizer *authorizer, const char *sql)
{
	return !cte_name_is_taken(sql, is_view_or_trigger, authorizer);
}

static bool
add_object(struct authorizer *authorizer, const char *name, const char *right_name)
{
	struct object *object = malloc(sizeof *object + strlen(name) + 1);
	size_t right = 0;

	while (right < RIGHTS && strcmp(right_names[right], right_name) != 0)
		right++;
	if (object == NULL || right == RIGHTS) {
		free(object);
		return false;
	}
	strcpy(object->name, name);
	object->next = authorizer->objects[right];
	authorizer->objects[right] = object;
	return true;
}

static bool
read_objects(struct authorizer *authorizer, sqlite3 *database, const char *program)
{
	static const char sql[] =
	    "SELECT object, verb FROM program_access WHERE program = ?1 UNION ALL "
	    "SELECT name, type FROM sqlite_schema WHERE type IN ('view', 'trigger')";
	sqlite3_stmt *statement = NULL;
	bool good = sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK &&
		    sqlite3_bind_text(statement, 1, program, -1, SQLITE_STATIC) == SQLITE_OK;

	while (good && sqlite3_step(statement) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);
		const char *right = (const char *)sqlite3_column_text(statement, 1);

		good = name != NULL && right != NULL && add_object(authorizer, name, right);
	}
	return sqlite3_finalize(statement) == SQLITE_OK && good;
}

/*
 * When a statement names a table-valued function for the first time, SQLite writes to its own
 * schema table, which no program may do.  So those that the program may read are named here first.
 */
static bool
name_table_functions(sqlite3 *database, const char *program)
{
	static const char sql[] =
	    "SELECT 'SELECT 1 FROM ' || name FROM program_access JOIN pragma_module_list "
	    "ON name = object WHERE program = ?1 AND verb = 'read'";
	sqlite3_stmt *statement = NULL, *named;
	bool good = sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK &&
		    sqlite3_bind_text(statement, 1, program, -1, SQLITE_STATIC) == SQLITE_OK;

	while (good && sqlite3_step(statement) == SQLITE_ROW) {
		const char *naming = (const char *)sqlite3_column_text(statement, 0);

		good = naming != NULL &&
		       sqlite3_prepare_v2(database, naming, -1, &named, NULL) == SQLITE_OK &&
		       sqlite3_finalize(named) == SQLITE_OK;
	}
	return sqlite3_finalize(statement) == SQLITE_OK && good;
}

struct authorizer *
authorizer_install(sqlite3 *database, const char *program)
{
	struct authorizer *authorizer = calloc(1, sizeof *authorizer);

	if (authorizer != NULL && read_objects(authorizer, database, program) &&
	    name_table_functions(database, program) &&
	    sqlite3_set_authorizer(database, authorize, authorizer) == SQLITE_OK)
		return authorizer;
	log_line("the authorizer of program %s cannot be installed: %s", program,
	    sqlite3_errmsg(database));
	authorizer_free(authorizer);
	return NULL;
}

void
authorizer_free(struct authorizer *authorizer)
{
	if (authorizer == NULL)
		return;
	for (size_t right = 0; right < RIGHTS; right++)
		while (authorizer->objects[right] != NULL) {
			struct object *object = authorizer->objects[right];

			authorizer->objects[right] = object->next;
			free(object);
		}
	free(authorizer);
}
