/*
 * www: the files of the folder that OIDC_WWW names.
 */
#ifndef WEB_WWW_H
#define WEB_WWW_H

#include <stddef.h>

/*
 * A file by its path in the folder ("shared/style.css", "client/home.html"), as it is.  It is read
 * once per process, and borrowed from then on.  NULL: it cannot be read (the log says why).
 */
const char *www_file(const char *path, size_t *size);

#endif
