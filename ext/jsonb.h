/*
 * JSONB: JSON in binary, as SQLite keeps it (https://sqlite.org/jsonb.html).
 */
#ifndef JSONB_H
#define JSONB_H

#include "json.h"

/* Whether its header says that it is an object or a list, and exactly so many bytes long. */
bool jsonb_is_container(const void *bytes, size_t length);
/*
 * The same value as JSON text, to be freed by jsonb_free.  JOSE_BAD_JSON for bytes that are not
 * JSONB, or hold what json_scan refuses; but a name may be there twice.
 */
enum jose_error jsonb_read(const void *bytes, size_t length, char **text, size_t *text_length);
/* Wipes it before freeing: it may be a private key. */
void jsonb_free(char *text, size_t length);

#endif
