#include "CMail.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

struct transfer {
  const struct kith_mail_letter *letter;
  size_t sent;
  void *context;
  kith_mail_listener listener;
  kith_mail_stopper stopper;
};

static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static void prepare(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static size_t give(char *buffer, size_t size, size_t count, void *data) {
  struct transfer *transfer = data;
  size_t room = size * count;
  size_t left = transfer->letter->message_length - transfer->sent;
  size_t now = left < room ? left : room;
  memcpy(buffer, transfer->letter->message + transfer->sent, now);
  transfer->sent += now;
  return now;
}

static int listen_in(CURL *handle, curl_infotype type, char *bytes, size_t length, void *data) {
  (void)handle;
  struct transfer *transfer = data;
  switch (type) {
    case CURLINFO_TEXT:
      transfer->listener(transfer->context, KITH_MAIL_NOTE, bytes, length);
      break;
    case CURLINFO_HEADER_IN:
      transfer->listener(transfer->context, KITH_MAIL_SERVER, bytes, length);
      break;
    case CURLINFO_HEADER_OUT:
      transfer->listener(transfer->context, KITH_MAIL_CLIENT, bytes, length);
      break;
    default:
      break; /* the letter and encrypted bytes are nobody's to read */
  }
  return 0;
}

static int progress(
  void *data, curl_off_t down, curl_off_t down_now, curl_off_t up, curl_off_t up_now) {
  (void)down, (void)down_now, (void)up, (void)up_now;
  struct transfer *transfer = data;
  return transfer->stopper(transfer->context);
}

static enum kith_mail_outcome outcome(CURLcode code) {
  switch (code) {
    case CURLE_OK:
      return KITH_MAIL_DONE;
    case CURLE_COULDNT_RESOLVE_HOST:
      return KITH_MAIL_NAME;
    case CURLE_COULDNT_CONNECT:
      return KITH_MAIL_CONNECT;
    case CURLE_OPERATION_TIMEDOUT:
      return KITH_MAIL_TIMEOUT;
    case CURLE_USE_SSL_FAILED:
      return KITH_MAIL_NO_TLS;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return KITH_MAIL_TLS_FAILED;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return KITH_MAIL_CERTIFICATE;
    case CURLE_LOGIN_DENIED:
      return KITH_MAIL_LOGIN;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_REMOTE_ACCESS_DENIED:
      return KITH_MAIL_REFUSED;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
      return KITH_MAIL_LOST;
    case CURLE_ABORTED_BY_CALLBACK:
      return KITH_MAIL_STOPPED;
    default:
      return KITH_MAIL_OTHER;
  }
}

static CURLcode dress(CURL *handle, struct transfer *transfer, struct curl_slist *to) {
  const struct kith_mail_letter *letter = transfer->letter;
  CURLcode code = CURLE_OK;
#define SET(option, value) \
  if (code == CURLE_OK) code = curl_easy_setopt(handle, option, value)
  SET(CURLOPT_URL, letter->url);
  SET(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  SET(CURLOPT_PROXY, ""); /* whatever the environment says */
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_CONNECTTIMEOUT, letter->connect_seconds);
  SET(CURLOPT_TIMEOUT, letter->total_seconds);
  SET(CURLOPT_SERVER_RESPONSE_TIMEOUT, letter->total_seconds);
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  SET(
    CURLOPT_USE_SSL,
    (long)(letter->security == KITH_MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (letter->authority) {
    struct curl_blob blob = {
      (void *)letter->authority, strlen(letter->authority), CURL_BLOB_COPY};
    SET(CURLOPT_CAINFO_BLOB, &blob);
  }
  if (letter->user) {
    SET(CURLOPT_USERNAME, letter->user);
    SET(CURLOPT_PASSWORD, letter->password ? letter->password : "");
  }
  SET(CURLOPT_MAIL_FROM, letter->from);
  SET(CURLOPT_MAIL_RCPT, to);
  SET(CURLOPT_UPLOAD, 1L);
  SET(CURLOPT_READFUNCTION, give);
  SET(CURLOPT_READDATA, transfer);
  SET(CURLOPT_INFILESIZE_LARGE, (curl_off_t)letter->message_length);
  SET(CURLOPT_VERBOSE, 1L);
  SET(CURLOPT_DEBUGFUNCTION, listen_in);
  SET(CURLOPT_DEBUGDATA, transfer);
  SET(CURLOPT_NOPROGRESS, 0L);
  SET(CURLOPT_XFERINFOFUNCTION, progress);
  SET(CURLOPT_XFERINFODATA, transfer);
#undef SET
  return code;
}

struct kith_mail_result kith_mail_send(
  const struct kith_mail_letter *letter, void *context, kith_mail_listener listener,
  kith_mail_stopper stopper) {
  struct kith_mail_result result = {KITH_MAIL_OTHER, 0, 0};
  struct transfer transfer = {letter, 0, context, listener, stopper};
  pthread_once(&prepared, prepare);
  CURL *handle = curl_easy_init();
  struct curl_slist *to = curl_slist_append(NULL, letter->to);
  CURLcode code = handle && to ? dress(handle, &transfer, to) : CURLE_OUT_OF_MEMORY;
  if (code == CURLE_OK) code = curl_easy_perform(handle);
  result.curl_code = (int)code;
  result.outcome = outcome(code);
  if (handle) curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.reply);
  curl_easy_cleanup(handle);
  curl_slist_free_all(to);
  return result;
}
