/*
 * client: RFC 6749 section 2.3.  One method in a request, the registered one, or 401.
 */
#include <string.h>

#include "oauth/basic.h"
#include "provider/user/user.h"
#include "provider/party/party.h"
#include "client.sql.h"

const struct parameter client_parameters[] = {
    {.name = "client_id", .longest = 1024},
    {.name = "client_secret", .longest = 1024},
    {.name = "client_assertion", .longest = 8192},
    {.name = "client_assertion_type", .longest = 100},
    {.name = NULL},
};

/* The record says which client it was, by which method, and for which one it is registered. */
static void
refuse_client(struct exchange *x, const char *reason)
{
	establish(x, &sql_client_detail);
	refuse(x, reason);
}

/* A secret that a person chose: scrypt, outside any transaction, and only so many tries. */
static bool
password_right(struct exchange *x)
{
	if (!has_value(x, "@client_password_hash") && !has_value(x, "@next_password_hash"))
		return true; /* the hash was compared when the client was found */
	if (!establish(x, &sql_client_throttle) || !throttle_admits(x, "client_throttled") ||
	    !establish(x, &sql_client_password))
		return false;
	if (is_true(x, "@client_password_right"))
		throttle_forgive(x);
	else
		refuse_client(x, "client_secret_wrong");
	return !refused(x);
}

bool
client_proven(struct exchange *x)
{
	if (!basic_read(x) || !establish(x, &sql_client_presented) ||
	    !document_known(x, text_of(x, "@presented_id")))
		return false;
	if (!has_value(x, "@presented_flaw") && establish(x, &sql_client_authenticate))
		return strcmp(text_of(x, "@presented_method"), "client_assertion") == 0
			   ? assertion_proves(x)
			   : password_right(x);
	if (establish(x, &sql_client_why))
		refuse_client(x, text_of(x, "@client_flaw"));
	return false;
}

bool
client_authenticated(struct exchange *x)
{
	return client_proven(x) && assertion_spend(x);
}

bool
client_confidential(struct exchange *x)
{
	if (!client_authenticated(x))
		return false;
	if (strcmp(text_of(x, "@presented_method"), "none") == 0)
		refuse_client(x, "client_public");
	return !refused(x);
}
