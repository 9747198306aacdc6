/*
 * document: a client_id that is an https address is the client's description of itself.  One
 * request fetches it, and the others wait for what that one gets; it is judged as a registration
 * is, and kept as a client.
 */
#include <string.h>

#include "provider/party/party.h"
#include "provider/user/user.h"
#include "web/fetch/fetch.h"
#include "document.sql.h"

/* After two seconds whoever waits is told to come again: workers are few. */
enum { POLLS = 40 };

static bool
document_fetched(struct exchange *x)
{
	if (!patience_fetch(x, "document", &sql_document_request) ||
	    !establish(x, &sql_document_flaw))
		return false;
	if (has_value(x, "@document_flaw"))
		refuse(x, text_of(x, "@document_flaw"));
	return !refused(x);
}

static bool
document_stored(struct exchange *x)
{
	if (!establish(x, &sql_document_sent) || !metadata_judged(x) || !sector_confirmed(x) ||
	    !logo_fetched(x) || !metadata_store(x) || !logo_store(x) ||
	    !establish(x, &sql_document_store))
		return false;
	establish(x, &sql_document_registered);
	return commit(x);
}

/* Nothing is kept of a failure, and whoever waits may ask. */
static bool
document_renewed(struct exchange *x)
{
	if (document_fetched(x) && document_stored(x))
		return true;
	establish(x, &sql_document_release);
	establish(x, &sql_document_forget);
	return false;
}

/* No transaction is open while it sleeps, so each look sees what is new. */
static bool
document_awaited(struct exchange *x)
{
	for (int i = 0; i < POLLS && !refused(x); i++) {
		if (establish(x, &sql_document_kept))
			return true;
		if (establish(x, &sql_document_claim))
			return document_renewed(x);
		if (commit(x))
			fetch_pause(x);
	}
	if (!refused(x))
		header(x, "Retry-After", "2");
	refuse(x, "document_awaited");
	return false;
}

/* Who waits for what another request gets is a worker that waits, as that one is. */
static bool
document_current(struct exchange *x)
{
	bool current = establish(x, &sql_document_kept);

	if (current || refused(x) || !patience_admits(x) || !patience_begins(x))
		return current;
	current = establish(x, &sql_document_throttle) &&
		  throttle_admits(x, "document_throttled") && document_awaited(x);
	patience_ends(x);
	return current;
}

bool
document_known(struct exchange *x, const char *client_id)
{
	const char *permitted;

	if (client_id == NULL || strncmp(client_id, "https://", 8) != 0)
		return true;
	if (!exchange_establish_text(x, "document_uri", client_id) ||
	    !establish(x, &sql_document_address) || !establish(x, &sql_document_permitted))
		return false;
	permitted = text_of(x, "@document_permitted");
	if (permitted != NULL && strcmp(permitted, "client") == 0)
		return true;
	if (has_value(x, "@document_address_flaw"))
		refuse(x, text_of(x, "@document_address_flaw"));
	else if (permitted == NULL)
		refuse(x, "document_unwelcome");
	return !refused(x) && document_current(x);
}
