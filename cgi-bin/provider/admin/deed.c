/*
 * deed: what an administrator does by a form: one statement, which its view refuses in a sentence
 * or does as a whole.
 */
#include <string.h>

#include "oauth/error.h"
#include "provider/admin/admin.h"
#include "provider/authorization/authorization.h"
#include "deed.sql.h"

static const struct deed {
	const char *name;
	const struct statement *statement;
} deeds[] = {
    /* clang-format off */
	{ "initial_access_token_add", &sql_deed_initial_access_token_add },
	{ "client_add",        &sql_deed_client_add },
	{ "client_member_add", &sql_deed_client_member_add },
	{ "client_member_end", &sql_deed_client_member_end },
	{ "client_secret_new", &sql_deed_client_secret_new },
	{ "client_secret_end", &sql_deed_client_secret_end },
	{ "client_suspend",    &sql_deed_client_suspend },
	{ "client_resume",     &sql_deed_client_resume },
	{ "client_end",        &sql_deed_client_end },
	{ "api_add",           &sql_deed_api_add },
	{ "scope_add",         &sql_deed_scope_add },
	{ "api_end",           &sql_deed_api_end },
	{ "user_add",          &sql_deed_user_add },
	{ "user_invite",       &sql_deed_user_invite },
	{ "user_reset",        &sql_deed_user_reset },
	{ "user_sessions_end", &sql_deed_user_sessions_end },
	{ "user_suspend",      &sql_deed_user_suspend },
	{ "user_resume",       &sql_deed_user_resume },
	{ "administrator_add", &sql_deed_administrator_add },
	{ "administrator_end", &sql_deed_administrator_end },
	{ "user_end",          &sql_deed_user_end },
	{ "group_add",         &sql_deed_group_add },
	{ "group_join",        &sql_deed_group_join },
	{ "group_leave",       &sql_deed_group_leave },
	{ "group_end",         &sql_deed_group_end },
	{ "session_end",       &sql_deed_session_end },
	{ "grant_end",         &sql_deed_grant_end },
	{ "key_rotate",        &sql_deed_key_rotate },
	{ "key_compromised",   &sql_deed_key_compromised },
	{ "setting_set",       &sql_deed_setting_set },
    /* clang-format on */
};

static const struct statement *
deed_named(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].name, name) == 0)
			return deeds[i].statement;
	return NULL;
}

/* A secret or a link is shown once, on the page that answers; else it is back to where it was. */
static void
answer_done(struct exchange *x)
{
	if (has_value(x, "@client_secret") || has_value(x, "@link") || has_value(x, "@token"))
		answer_page(x, 200, "provider/admin/shown.html", &sql_deed_shown);
	else
		answer_redirect(x, &sql_deed_done);
}

void
deed_post(struct exchange *x)
{
	const struct statement *deed = deed_named(text_of(x, "$rest"));

	if (!establish(x, &sql_deed_known) || deed == NULL)
		refuse(x, "desk_unknown");
	else if (administrator_posted(x) && establish(x, &sql_deed_made)) {
		if (attempt(x, deed))
			answer_done(x);
		else
			refuse(x, "deed_refused");
	}
}

/* The sentence of the view, and the way back to the form. */
void
refuse_deed(struct exchange *x)
{
	if (has_value(x, "@objection"))
		refuse_on_page(x, "provider/admin/refused.html", &sql_deed_refused);
	else
		refuse_in_page(x);
}
