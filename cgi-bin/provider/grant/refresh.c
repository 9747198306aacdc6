/*
 * refresh: RFC 6749 section 6.  A refresh token has exactly one successor; RFC 9700 section 4.14
 * says what happens to one that comes back.
 */
#include "provider/authorization/authorization.h"
#include "provider/grant/grant.h"
#include "provider/token/token.h"
#include "provider/user/user.h"
#include "refresh.sql.h"

/* RFC 6749 section 6, RFC 8707 section 2.2. */
const struct parameter refresh_token_parameters[] = {
    {.name = "refresh_token", .longest = 1024},
    {.name = "scope", .longest = 4096},
    {.name = "resource", .longest = 2048, .repeats = true},
    {.name = NULL},
};

static void
refuse_ended(struct exchange *x, const char *reason)
{
	record_event(x, "grant.revoked", "provider");
	record_token(x, &sql_refresh_ended);
	refuse(x, reason);
}

/* Whose it is, and whether that grant still gives anything. */
static bool
family_found(struct exchange *x)
{
	bool found = establish(x, &sql_refresh_find);

	if (found && has_value(x, "@scope_alive"))
		return true;
	if (found && establish(x, &sql_refresh_withdrawn_revokes))
		refuse_ended(x, text_of(x, "@revoked_reason"));
	else if (!found && refresh_token_forgotten(x) &&
		 establish(x, &sql_refresh_forgotten_revokes))
		refuse_ended(x, "refresh_reused");
	else
		refuse_because(x, &sql_refresh_why);
	return false;
}

static bool
scope_narrowed(struct exchange *x)
{
	if (!scope_asked(x))
		return false;
	if (!has_value(x, "@scope_given"))
		return establish(x, &sql_refresh_scope_all);
	return scope_known(x) && establish(x, &sql_refresh_scope);
}

/* What can be refused before anything is spent. */
static bool
may_be_used(struct exchange *x)
{
	if (!family_found(x) || !scope_narrowed(x) || !establish(x, &sql_refresh_flaw))
		return false;
	if (is_true(x, "@too_often"))
		header(x, "Retry-After", "60"); /* RFC 6585 section 4 */
	if (has_value(x, "@refresh_flaw"))
		refuse(x, text_of(x, "@refresh_flaw"));
	return !refused(x);
}

/* A refresh counts as use of the session that it lives by. */
static void
keep_session(struct exchange *x)
{
	if (!is_true(x, "@offline"))
		session_used(x);
}

static bool
rotate_first(struct exchange *x)
{
	if (!refresh_token_successor(x) || !refresh_token_store(x))
		return false;
	keep_session(x);
	return true;
}

/* Used before: within the grace window its successor is told again, later the family ends. */
static bool
rotate_again(struct exchange *x)
{
	if (establish(x, &sql_refresh_again))
		return refresh_token_successor(x);
	if (establish(x, &sql_refresh_reuse_revokes))
		refuse_ended(x, "refresh_reused");
	else
		refuse_because(x, &sql_refresh_why);
	return false;
}

/* A relaxation, client.refresh_rotation 0: never for a public client. */
static bool
stay_same(struct exchange *x)
{
	if (!establish(x, &sql_refresh_stay))
		return rotate_again(x);
	keep_session(x);
	return establish(x, &sql_refresh_same);
}

void
grant_refresh_token(struct exchange *x)
{
	bool permitted;

	if (!has_value(x, ":refresh_token"))
		refuse(x, "refresh_missing");
	if (refused(x) || !establish(x, &sql_refresh_presented) || !refresh_token_presented(x) ||
	    !may_be_used(x) || !refresh_token_next(x))
		return;
	if (!is_true(x, "@refresh_rotation"))
		permitted = stay_same(x);
	else
		permitted = establish(x, &sql_refresh_spend) ? rotate_first(x) : rotate_again(x);
	if (permitted)
		tokens_issue(x);
}
