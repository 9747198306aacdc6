/*
 * log: one line to the web server's error log.  Never a token, a secret, a query string or a body:
 * the callers pass names, codes and numbers, and log_line writes ? for a byte that is not
 * printable.
 */
#ifndef WEB_LOG_H
#define WEB_LOG_H

#include <stdarg.h>

/* Said once, before the first line; the name is borrowed. */
void log_program(const char *name);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
