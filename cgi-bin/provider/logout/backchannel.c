/*
 * backchannel: OIDC Back-Channel Logout 1.0.  When a session ends, triggers write down which
 * clients are to hear so; here one of them is told, and others beside it.  No request waits for it:
 * serve takes this step after an answer, and again while nobody asks, so that a client that is down
 * hears later.
 */
#include "web/fetch/fetch.h"
#include "provider/logout/logout.h"
#include "provider/party/party.h"
#include "backchannel.sql.h"

/* Whom to tell, claimed for as long as one process waits for the answer. */
static bool
claimed(struct exchange *x)
{
	return establish(x, &sql_backchannel_due) && establish(x, &sql_backchannel_claim) &&
	       commit(x);
}

/* A client that is suspended, or wants to hear nothing any more, is not told. */
void
backchannel_send(struct exchange *x)
{
	if (!claimed(x))
		return;
	if (!establish(x, &sql_backchannel_client)) {
		establish(x, &sql_backchannel_give_up);
		answer_empty(x, 204);
	} else if (subject_named(x) && subject_session(x) && establish(x, &sql_backchannel_token)) {
		fetch_later(x, &sql_backchannel_request);
	}
}

void
backchannel_answered(struct exchange *x)
{
	if (!fetch_answer(x, "logout") || !establish(x, &sql_backchannel_heard) ||
	    !establish(x, &sql_backchannel_detail))
		return;
	establish(x, &sql_backchannel_silent);
	record_token(x, &sql_backchannel_issued);
	answer_empty(x, 204);
}
