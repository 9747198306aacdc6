/*
 * error: how the parties of OAuth say no.  RFC 6749 section 5.2.
 */
#include <string.h>

#include "web/answer.h"
#include "error.h"
#include "error.sql.h"

/* The status is the reason's, but where a challenge goes along: it knows better (bearer.h). */
void
refuse_in_json(struct exchange *x)
{
	bool is_challenge = has_value(x, "@challenge_status");

	answer(x, (int)integer_of(x, is_challenge ? "@challenge_status" : "@error_status"),
	    &sql_error_body);
}

void
refuse_in_page(struct exchange *x)
{
	refuse_on_page(x, "shared/error.html", &sql_error_page);
}

void
refuse_nowhere(struct exchange *x)
{
	if (establish(x, &sql_error_reader))
		refuse_in_page(x);
	else
		refuse_in_json(x);
}

void
refuse_busy(struct exchange *x)
{
	const char *channel =
	    establish(x, &sql_error_channel) ? text_of(x, "@error_channel") : NULL;

	if (channel != NULL && strcmp(channel, "front") == 0)
		refuse_in_page(x);
	else
		refuse_in_json(x);
}
