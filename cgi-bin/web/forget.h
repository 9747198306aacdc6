/*
 * forget: pages, forms and lists go through cJSON, and a secret may stand in each: a code that goes
 * back to a client, a link that is shown once.
 */
#ifndef WEB_FORGET_H
#define WEB_FORGET_H

/* From now on, whatever cJSON lets go of is wiped. */
void forget_json(void);

#endif
