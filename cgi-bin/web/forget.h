/*
 * forget: a secret may stand in what was built for a moment: a code that goes back to a client, a
 * link that is shown once.  Pages, forms and lists go through cJSON.
 */
#ifndef WEB_FORGET_H
#define WEB_FORGET_H

/* A text in memory of our own, wiped and freed; NULL is none. */
void forget_text(char *text);

/* From now on, whatever cJSON lets go of is wiped. */
void forget_json(void);

#endif
