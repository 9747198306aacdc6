/*
 * parameters: what the form says, the body where the method has one, else the query, becomes the
 * :names of an exchange.  Each stands once (RFC 6749 section 3.1), an empty one is an absent one; a
 * JSON body is $json.
 */
#ifndef WEB_PARAMETERS_H
#define WEB_PARAMETERS_H

#include "exchange_room.h"
#include "request.h"

/* False: it has answered. */
bool parameters_read(struct exchange *x, struct request *request);

#endif
