/*
 * workshop: what its rooms offer each other.
 */
#ifndef WORKSHOP_WORKSHOP_H
#define WORKSHOP_WORKSHOP_H

#include "web/web.h"

/*
 * flow: what happened, as the flow record has it.
 * flow_is_public: these pages are for everybody, as in a workshop.  false: it is refused.
 */
bool flow_is_public(struct exchange *x);
void flow_list_get(struct exchange *x);
void flow_get(struct exchange *x);

/* selftest: is the system set up as it should be? */
void selftest_get(struct exchange *x);
void selftest_authorization_get(struct exchange *x);

#endif
