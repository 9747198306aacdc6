/*
 * subject: what a user is called at a client, and what the session.  Who has no sector is told the
 * subject itself.
 */
#include "provider/party/party.h"
#include "subject.sql.h"

bool
subject_named(struct exchange *x)
{
	if (!has_value(x, "@sector_identifier"))
		return exchange_establish_text(x, "sub", text_of(x, "@subject"));
	return establish(x, &sql_subject_pairwise);
}

bool
subject_session(struct exchange *x)
{
	return establish(x, &sql_subject_session);
}
