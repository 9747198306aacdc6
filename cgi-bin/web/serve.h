/*
 * serve: from the web server's FastCGI (or plain CGI) request to a handler, by a table.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "route.h"

struct request;
struct stores;

/* One request, by the store of its mount.  serve brings those of the web server. */
void serve_request(const struct program *program, struct stores *stores, struct request *request);

/* Answers requests until the web server ends it (FastCGI), or one (CGI).  The value of main. */
int serve(const struct program *program);

#endif
