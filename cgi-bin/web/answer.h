/*
 * answer: what goes back.  Each of these ends the handler's work; a second one changes nothing.
 */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "exchange.h"

/*
 * JSON: the column `body`.  Columns named like a header, in lower case with _ (www_authenticate),
 * become headers.
 */
void answer(struct exchange *x, int status, const struct statement *body);

/* The same, of the type application/jwt. */
void answer_jwt(struct exchange *x, int status, const struct statement *body);

/* No body. */
void answer_empty(struct exchange *x, int status);

/*
 * A page of www/, filled from the JSON object in column `model`; the members mount, self, trace_id,
 * program and language are added, and where there are such start_url, client_url and workshop_url
 * (view program_place), relaxed (what is switched off here) and present (it is for a projector).
 * Whom a script of the page may ask, @connect_src says (CSP), whom it frames, @frame_src, and who
 * may frame it, @frame_ancestors; without them, nobody.
 */
void answer_page(struct exchange *x, int status, const char *page, const struct statement *model);

/*
 * A file to keep: the column `body`, text or bytes.  What it is called stands in the value `name`
 * ("@file_name"); a character that not every system has in file names becomes _.  RFC 6266.
 */
void answer_file(
    struct exchange *x, const char *type, const char *name, const struct statement *body);

/*
 * A picture for pages of ours: the column `body`; its type stands in the value `type`
 * ("@logo_type").  Whatever it holds, nothing of it runs.
 */
void answer_image(struct exchange *x, const char *type, const struct statement *body);

/* A file to keep, made of a file of www/ that is filled as a page is. */
void answer_page_file(struct exchange *x, const char *type, const char *name, const char *page,
    const struct statement *model);

/*
 * The same, and it is a copy of the database; `steps` is what is done to the copy before
 * (store_copy).  false: there is none, and nothing was answered.
 */
bool answer_database(struct exchange *x, const char *name, const struct statement *steps);

/*
 * 303 to the column `location`, with the members of the JSON object in column `query` (if there is
 * one) added as parameters, those that are null left out.  Column `fragment`: the same, behind '#'.
 */
void answer_redirect(struct exchange *x, const struct statement *where);

/* For a refusal with a page of its own, with the reason's status. */
void refuse_on_page(struct exchange *x, const char *page, const struct statement *model);

#endif
