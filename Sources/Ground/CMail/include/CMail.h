#ifndef KITH_CMAIL_H
#define KITH_CMAIL_H
#include <stddef.h>

/* SMTP by libcurl. Here stands all that Swift can't call by itself: setopt is variadic. */

enum kith_mail_security { KITH_MAIL_PLAIN = 0, KITH_MAIL_STARTTLS = 1, KITH_MAIL_TLS = 2 };

/* Who said a line of the conversation. */
enum kith_mail_speaker { KITH_MAIL_NOTE = 0, KITH_MAIL_SERVER = 1, KITH_MAIL_CLIENT = 2 };

/* What libcurl's result means to us; the rest is KITH_MAIL_OTHER. */
enum kith_mail_outcome {
  KITH_MAIL_DONE = 0,
  KITH_MAIL_NAME,        /* the server's name was not found */
  KITH_MAIL_CONNECT,     /* nobody answered at that port */
  KITH_MAIL_TIMEOUT,
  KITH_MAIL_NO_TLS,      /* STARTTLS was asked for and is not offered */
  KITH_MAIL_TLS_FAILED,
  KITH_MAIL_CERTIFICATE,
  KITH_MAIL_LOGIN,
  KITH_MAIL_REFUSED,     /* a command was answered with no; see the conversation */
  KITH_MAIL_LOST,        /* the connection broke off */
  KITH_MAIL_STOPPED,     /* our own side called it off */
  KITH_MAIL_OTHER
};

/* One letter to one address. Every string ends in NUL; optional ones may be NULL. */
struct kith_mail_letter {
  const char *url; /* smtp://host:port/name-we-greet-with */
  const char *from;
  const char *to;
  const char *user;      /* NULL: no signing in */
  const char *password;
  const char *authority; /* certificates in PEM to trust instead of the system's, or NULL */
  enum kith_mail_security security;
  long connect_seconds;
  long total_seconds;
  const char *message;
  size_t message_length;
};

struct kith_mail_result {
  enum kith_mail_outcome outcome;
  int curl_code;
  long reply; /* the last reply code, 0 for none */
};

/* Told every line of the conversation, never the letter itself. */
typedef void (*kith_mail_listener)(
  void *context, enum kith_mail_speaker speaker, const char *bytes, size_t length);

/* Asked about once a second; anything but 0 calls the sending off. */
typedef int (*kith_mail_stopper)(void *context);

/* Sends the letter and returns when it is done. Blocks: call it on a thread of its own. */
struct kith_mail_result kith_mail_send(
  const struct kith_mail_letter *letter, void *context, kith_mail_listener listener,
  kith_mail_stopper stopper);

#endif
