/* cte_name: which statements call something of their own like a view or a trigger. */
#include <string.h>
#include <strings.h>

#include "tap.h"
#include "web/store/cte_name.h"

static bool
is_door(const void *self, const char *name, size_t size)
{
	(void)self;
	return size == 4 && strncasecmp(name, "door", 4) == 0;
}

static const struct {
	const char *title, *sql;
	bool falls;
} statements[] = {
    /* clang-format off */
	{ "a common table expression", "WITH door AS (SELECT 1) SELECT 1", true },
	{ "the second of two", "WITH a AS (SELECT 1), door(x) AS (SELECT 1) SELECT 1", true },
	{ "materialized", "with DOOR as not materialized (select 1) select 1", true },
	{ "every way to quote a name", "WITH \"a\"\"b\" AS (SELECT 1), [door] AS (SELECT 1) SELECT 1", true },
	{ "comments stand for blanks", "WITH door--'\n/*\"*/AS/**/(SELECT 1) SELECT 1", true },
	{ "a quote in a comment opens no string", "SELECT 1 /* ' */, (WITH door AS (SELECT 1) SELECT 1 /* ' */)", true },
	{ "a comment in a string opens no comment", "SELECT '--', '/*', (WITH `door` AS (SELECT 1) SELECT 1)", true },
	{ "a quote in a parameter opens no string", "SELECT $a::b('), (WITH door AS (SELECT 1) SELECT ')')", true },
	{ "a numbered parameter has no such part", "SELECT max(?1), (WITH door AS (SELECT ')') SELECT 1)", true },
	{ "a quote in a BLOB", "SELECT x'00', (WITH door AS (SELECT 1) SELECT 1)", true },
	{ "a view that is read", "SELECT * FROM door AS d, door WHERE EXISTS (SELECT 1 FROM door)", false },
	{ "a view with a name of one time", "SELECT * FROM (SELECT 1) AS a, door AS b, door c", false },
	{ "a view that is written", "INSERT INTO door (x) SELECT 1", false },
	{ "one that follows what is called so", "WITH \"into\" AS (SELECT 1), door(x) AS (SELECT 1) SELECT 1", true },
	{ "a longer name", "WITH doors AS (SELECT 1), indoor AS (SELECT 1) SELECT 1", false },
	{ "a column of that name", "SELECT 1 AS door, a.door FROM a", false },
	{ "words in a string", "SELECT 'WITH door AS (SELECT 1)'", false },
	{ "words in a comment", "SELECT 1 -- WITH door AS (SELECT 1)\n, 2 /* door AS ( */", false },
	{ "a parameter of that name", "SELECT @door, :door, $door AS a", false },
	{ "nothing at all", "", false },
	{ "a string without an end", "SELECT 'door", false },
	{ "a comment without an end", "SELECT 1 /* door AS (", false },
    /* clang-format on */
};

int
main(void)
{
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		ok(statements[i].title,
		    cte_name_is_taken(statements[i].sql, is_door, NULL) == statements[i].falls);
	return tap_end();
}
