/*
 * desk: a page of the administrator's: a list of rows, and the forms for what can be done there.
 */
#include <string.h>

#include "web/list.h"
#include "provider/admin/admin.h"
#include "desk.sql.h"

/* Each is a view with the same columns; a list is read from either end. */
static const struct desk {
	const char *name;
	const struct statement *rising;
	const struct statement *falling; /* NULL: it is no list */
} desks[] = {
    /* clang-format off */
	{ "start",      &sql_desk_start,               NULL },
	{ "deeds",      &sql_desk_deeds_rising,        &sql_desk_deeds_falling },
	{ "clients",    &sql_desk_clients_rising,      &sql_desk_clients_falling },
	{ "client",     &sql_desk_client_about,        NULL },
	{ "apis",       &sql_desk_apis_rising,         &sql_desk_apis_falling },
	{ "users",      &sql_desk_users_rising,        &sql_desk_users_falling },
	{ "user",       &sql_desk_user_about,          NULL },
	{ "groups",     &sql_desk_groups_rising,       &sql_desk_groups_falling },
	{ "group",      &sql_desk_group_about,         NULL },
	{ "sessions",   &sql_desk_sessions_rising,     &sql_desk_sessions_falling },
	{ "grants",     &sql_desk_grants_rising,       &sql_desk_grants_falling },
	{ "keys",       &sql_desk_keys_rising,         &sql_desk_keys_falling },
	{ "settings",   &sql_desk_settings_rising,     &sql_desk_settings_falling },
	{ "setting",    &sql_desk_setting_about,       NULL },
	{ "relaxation", &sql_desk_relaxation_rising,   &sql_desk_relaxation_falling },
	{ "why",        &sql_desk_why_rising,          &sql_desk_why_falling },
	{ "health",     &sql_desk_health_rising,       &sql_desk_health_falling },
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

static const struct statement *
rows_of(struct exchange *x, const struct desk *desk)
{
	return desk->falling == NULL || is_true(x, "@desk_rises") ? desk->rising : desk->falling;
}

static void
desk_show(struct exchange *x, const struct desk *desk)
{
	if (establish(x, &sql_desk_way) && establish_list(x, "rows", rows_of(x, desk)) &&
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
