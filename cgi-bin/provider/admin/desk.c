/*
 * desk: a page of the administrator's: a list of rows, and the forms for what can be done there.
 */
#include <string.h>

#include "web/list.h"
#include "provider/admin/admin.h"
#include "desk.sql.h"

/* Each is a view with the same columns. */
static const struct desk {
	const char *name;
	const struct statement *rows;
} desks[] = {
    /* clang-format off */
	{ "start",      &sql_desk_start },
	{ "deeds",      &sql_desk_deeds },
	{ "clients",    &sql_desk_clients },
	{ "client",     &sql_desk_client },
	{ "apis",       &sql_desk_apis },
	{ "users",      &sql_desk_users },
	{ "user",       &sql_desk_user },
	{ "groups",     &sql_desk_groups },
	{ "group",      &sql_desk_group },
	{ "sessions",   &sql_desk_sessions },
	{ "grants",     &sql_desk_grants },
	{ "keys",       &sql_desk_keys },
	{ "settings",   &sql_desk_settings },
	{ "setting",    &sql_desk_setting },
	{ "relaxation", &sql_desk_relaxation },
	{ "why",        &sql_desk_why },
	{ "health",     &sql_desk_health },
    /* clang-format on */
};

/* The desk @desk; NULL: there is none of this name. */
static const struct desk *
desk_named(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof desks / sizeof *desks; i++)
		if (strcmp(desks[i].name, name) == 0)
			return &desks[i];
	return NULL;
}

/* A desk that is about one row has at least that. */
static bool
is_there(struct exchange *x)
{
	if (establish(x, &sql_desk_is_there) && !is_true(x, "@desk_is_there"))
		refuse(x, "desk_unknown");
	return !refused(x);
}

static void
desk_show(struct exchange *x, const struct desk *desk)
{
	if (establish(x, &sql_desk_before) && establish_list(x, "rows", desk->rows) &&
	    establish_list(x, "desks", &sql_desk_list) &&
	    establish_list(x, "forms", &sql_desk_forms) &&
	    establish_list(x, "fields", &sql_desk_fields) &&
	    establish_list(x, "choices", &sql_desk_choices) && is_there(x))
		answer_page(x, 200, "provider/admin/desk.html", &sql_desk_page);
}

static void
desk_visit(struct exchange *x, const struct desk *desk)
{
	if (!exchange_establish_text(x, "desk", desk != NULL ? desk->name : "start") ||
	    !establish(x, &sql_desk_known) || !administrator_present(x))
		return;
	if (desk == NULL)
		refuse(x, "desk_unknown");
	else
		desk_show(x, desk);
}

void
desk_start_get(struct exchange *x)
{
	desk_visit(x, desk_named("start"));
}

void
desk_get(struct exchange *x)
{
	desk_visit(x, desk_named(text_of(x, "$rest")));
}
