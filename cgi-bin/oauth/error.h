/*
 * error: how the parties of OAuth say no.
 */
#ifndef OAUTH_ERROR_H
#define OAUTH_ERROR_H

#include "web/route.h"

refusal refuse_in_json; /* RFC 6749 section 5.2 */
refusal refuse_in_page; /* error.html, for the person at the browser */

/* JSON, and a page for the person who mistyped an address. */
refusal refuse_nowhere;

/* A page where the browser brought the request, else JSON: nothing of the endpoint's own way. */
refusal refuse_busy;

#endif
