/*
 * rotation: keys come and go by themselves, OIDC Core section 10.1.1: announced, active, retired,
 * removed.  Which one signs follows from the time alone; what has to be written for the next one is
 * written while nobody asks.
 */
#include "provider/key/key.h"
#include "rotation.sql.h"

/* An RSA key takes as long as a hundred requests: nobody waits for it with a transaction open. */
static bool
announced(struct exchange *x)
{
	if (!commit(x) || !establish(x, &sql_rotation_key) || !establish(x, &sql_rotation_announce))
		return false;
	establish(x, &sql_rotation_granted);
	return !refused(x);
}

void
key_make(struct exchange *x)
{
	bool made;

	if (!establish(x, &sql_rotation_wanted) || !establish(x, &sql_rotation_claim))
		return;
	made = announced(x);
	if (!refused(x))
		establish(x, &sql_rotation_release);
	if (made && !refused(x))
		answer_empty(x, 204);
}

void
keys_age(struct exchange *x)
{
	if (!establish(x, &sql_rotation_due))
		return;
	establish(x, &sql_rotation_retire);
	establish(x, &sql_rotation_remove);
	establish(x, &sql_rotation_forget);
	if (!refused(x))
		answer_empty(x, 204);
}

static bool
replaced(struct exchange *x)
{
	if (!establish(x, &sql_rotation_lost) || !commit(x) ||
	    !establish(x, &sql_rotation_lost_keys))
		return false;
	establish(x, &sql_rotation_replace);
	establish(x, &sql_rotation_replaced);
	if (!refused(x))
		record_event(x, "key.made", "provider");
	return !refused(x) && commit(x);
}

bool
key_signs(struct exchange *x, const struct statement *keys)
{
	return establish(x, keys) || (replaced(x) && establish(x, keys));
}
