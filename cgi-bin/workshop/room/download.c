/*
 * download: the database of a seat as a file, for its learner: all that happened, and no secret.
 */
#include "workshop/room/room.h"
#include "workshop/seat/seat.h"
#include "download.sql.h"

void
download_get(struct exchange *x)
{
	if (record_is_public(x) && establish(x, &sql_download_name) && exchange_release(x) &&
	    !answer_database(x, "@file_name", &sql_download_steps))
		refuse(x, "download_too_large");
}
