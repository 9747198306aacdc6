/*
 * web: what a handler needs.  fetch.h and list.h are apart: few handlers ask other servers, or have
 * lists.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "answer.h"
#include "cookie.h"
#include "exchange.h"
#include "parameters.h"
#include "record.h"
#include "route.h"

#endif
