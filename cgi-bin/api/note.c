/*
 * note: a notebook for each user of each issuer.
 */
#include "web/list.h"
#include "api/api.h"
#include "note.sql.h"

void
notes_get(struct exchange *x)
{
	if (token_allows(x, &sql_note_reading) && establish_list(x, "notes", &sql_notes))
		resource_answer(x, 200, &sql_notes_body);
}

void
notes_post(struct exchange *x)
{
	if (!token_allows(x, &sql_note_writing))
		return;
	if (!establish(x, &sql_note_text))
		refuse(x, "note_text_invalid");
	else if (establish(x, &sql_note_add))
		resource_answer(x, 201, &sql_note_body);
	else
		refuse(x, "notebook_full");
}

void
notes_delete(struct exchange *x)
{
	if (token_allows(x, &sql_note_deleting) && establish_list(x, "deleted", &sql_notes_remove))
		resource_answer(x, 200, &sql_note_deleted_body);
}

void
note_delete(struct exchange *x)
{
	if (!token_allows(x, &sql_note_deleting))
		return;
	if (establish(x, &sql_note_named) && establish_list(x, "deleted", &sql_note_remove) &&
	    establish(x, &sql_note_removed))
		resource_answer(x, 200, &sql_note_deleted_body);
	else
		refuse(x, "note_unknown");
}
