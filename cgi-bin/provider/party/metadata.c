/*
 * metadata: what a client says of itself is judged in one place, and then becomes rows.
 */
#include "web/list.h"
#include "provider/party/party.h"
#include "metadata.sql.h"

/* Of what has another shape nothing else can be asked. */
static bool
shape_sound(struct exchange *x)
{
	if (has_value(x, "@metadata_shape") &&
	    exchange_establish_text(x, "about", text_of(x, "@metadata_shape_about")))
		refuse(x, text_of(x, "@metadata_shape"));
	return !refused(x);
}

static bool
members_judged(struct exchange *x)
{
	if (establish(x, &sql_metadata_flaw) &&
	    exchange_establish_text(x, "about", text_of(x, "@metadata_about")))
		refuse(x, text_of(x, "@metadata_flaw"));
	return !refused(x);
}

bool
metadata_judged(struct exchange *x)
{
	return establish(x, &sql_metadata_rule) &&
	       establish_list(x, "metadata_words", &sql_metadata_words) &&
	       establish(x, &sql_metadata_read) && shape_sound(x) &&
	       establish(x, &sql_metadata_chosen) && members_judged(x) && addresses_judged(x) &&
	       establish(x, &sql_metadata_columns);
}

static void
lists_forget(struct exchange *x)
{
	establish(x, &sql_metadata_forget_redirect_uris);
	establish(x, &sql_metadata_forget_logout_uris);
	establish(x, &sql_metadata_forget_request_uris);
	establish(x, &sql_metadata_forget_grant_types);
	establish(x, &sql_metadata_forget_scopes);
	establish(x, &sql_metadata_forget_allowed_origins);
}

bool
metadata_store(struct exchange *x)
{
	if (!establish(x, &sql_metadata_store))
		return false;
	lists_forget(x);
	return establish_each(
		   x, "new_redirect_uri", "@new_redirect_uris", &sql_metadata_store_redirect_uri) &&
	       establish_each(
		   x, "new_logout_uri", "@new_logout_uris", &sql_metadata_store_logout_uri) &&
	       establish_each(
		   x, "new_request_uri", "@new_request_uris", &sql_metadata_store_request_uri) &&
	       establish_each(
		   x, "new_grant_type", "@new_grant_types", &sql_metadata_store_grant_type) &&
	       establish_each(x, "new_scope", "@new_scopes", &sql_metadata_store_scope) &&
	       establish_each(x, "new_allowed_origin", "@new_allowed_origins",
		   &sql_metadata_store_allowed_origin);
}
