/*
 * rotation: keys come and go by themselves, OIDC Core section 10.1.1: announced, active, retired,
 * removed.  Which one signs follows from the time alone; what has to be written for the next one is
 * written by a request that comes when it is due.
 */
#include "provider/key/key.h"
#include "rotation.sql.h"

/* An RSA key takes as long as a hundred requests: nobody waits for it with a transaction open. */
static bool
key_announced(struct exchange *x)
{
	if (!has_value(x, "@rotation_alg"))
		return true;
	if (!commit(x) || !establish(x, &sql_rotation_key))
		return false;
	establish(x, &sql_rotation_announce);
	establish(x, &sql_rotation_granted);
	record_event(x, "key.made", "provider");
	return !refused(x);
}

bool
keys_rotate(struct exchange *x)
{
	if (has_value(x, "@keys_due_at")) /* once in an exchange */
		return true;
	if (!establish(x, &sql_rotation_due) || !establish(x, &sql_rotation_claim))
		return !refused(x);
	if (!key_announced(x))
		return false;
	establish(x, &sql_rotation_retire);
	establish(x, &sql_rotation_remove);
	establish(x, &sql_rotation_forget);
	establish(x, &sql_rotation_next);
	return !refused(x) && commit(x);
}

bool
keys_lost(struct exchange *x)
{
	return establish(x, &sql_rotation_lost);
}
