/*
 * serve: from the web server's FastCGI (or plain CGI) request to a handler, by a table.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "route.h"

struct door;
struct request;
struct stores;

/*
 * One request, by the store of its mount.  serve brings those of the web server; the side door
 * (NULL: there is none) is for who asks while it waits.
 */
void serve_request(const struct program *program, struct stores *stores, struct request *request,
    const struct door *side_door);

/* Answers requests until the web server ends it (FastCGI), or one (CGI).  The value of main. */
int serve(const struct program *program);

#endif
