/*
 * spa: demo-spa, a single-page application that keeps its tokens in the browser.  It runs on an
 * origin of its own, that of its row in client_allowed_origin, where no page of this server has a
 * cookie; elsewhere its page only says so.
 */
#include "workshop/public_client/public_client.h"
#include "workshop/seat/seat.h"
#include "spa.sql.h"

void
spa_get(struct exchange *x)
{
	if (!record_is_public(x) || !establish(x, &sql_spa_registered))
		return;
	establish(x, &sql_spa_policy);
	answer_page(x, 200, "workshop/spa.html", &sql_spa_page);
}
