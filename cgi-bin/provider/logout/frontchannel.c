/*
 * frontchannel: OIDC Front-Channel Logout 1.0.  The page that says that the session is over frames
 * an address of each of its clients, and goes on after a moment, whether they answer or not.
 */
#include "web/list.h"
#include "provider/logout/logout.h"
#include "frontchannel.sql.h"

/* No script is needed: the browser loads the frames, and goes on by the header or the link. */
bool
frontchannel_page(struct exchange *x)
{
	if (!is_true(x, "@ended_here") || has_value(x, ":told") ||
	    !establish_list(x, "framed", &sql_frontchannel_clients) ||
	    !establish(x, &sql_frontchannel_frames))
		return false;
	answer_page(x, 200, "provider/signed_out.html", &sql_frontchannel_model);
	if (has_value(x, "@refresh"))
		header(x, "Refresh", text_of(x, "@refresh"));
	return true;
}
