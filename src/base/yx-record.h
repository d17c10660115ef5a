/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/yx-clock.h"
#include "base/yx-date.h"
#include "base/yx-secret.h"

G_BEGIN_DECLS

/**
 * YxKind:
 * @YX_KIND_TEXT: `char *`, UTF-8; limits count characters
 * @YX_KIND_ID: `char *`, formats.md "Ids"; `prefix` names the kind
 * @YX_KIND_CHOICE: `int`, one of `choices`; written as its nick
 * @YX_KIND_INT: `gint64`
 * @YX_KIND_BOOL: `gboolean`
 * @YX_KIND_MONEY: `gint64`, in 分 (1/100 yuan); an integer on the wire
 * @YX_KIND_DATE: `YxDate`; `2026-03-01`
 * @YX_KIND_INSTANT: `gint64`, microseconds since 1970; RFC 3339 UTC, kept to the millisecond
 * @YX_KIND_BYTES: `GBytes *`; base64 (RFC 4648 §4) on the wire; limits count bytes
 * @YX_KIND_SECRET: `YxSecret *`; limits count characters; see %YX_SECRET
 * @YX_KIND_RECORD: `YxRecord *` of type `item`
 * @YX_KIND_LIST: `GPtrArray *` of `YxRecord *` of type `item`; limits count items
 */
typedef enum
{
  YX_KIND_TEXT,
  YX_KIND_ID,
  YX_KIND_CHOICE,
  YX_KIND_INT,
  YX_KIND_BOOL,
  YX_KIND_MONEY,
  YX_KIND_DATE,
  YX_KIND_INSTANT,
  YX_KIND_BYTES,
  YX_KIND_SECRET,
  YX_KIND_RECORD,
  YX_KIND_LIST,
} YxKind;

/**
 * YxFieldFlags:
 * @YX_CREATE: may come from a request that creates; nothing else ever does
 * @YX_UPDATE: may come from a merge patch (RFC 7396)
 * @YX_ANSWER: stands in answers
 * @YX_REQUIRED: must be there when the record is created
 * @YX_PRIVATE: encrypted at rest
 * @YX_INDEXED: kept besides as a keyed hash, for uniqueness and exact search
 * @YX_SECRET: parsed into #YxSecret; never written to a database, compared or listed; leaves only
 *   through yx_record_to_request()
 */
typedef enum
{
  YX_CREATE = 1 << 0,
  YX_UPDATE = 1 << 1,
  YX_ANSWER = 1 << 2,
  YX_REQUIRED = 1 << 3,
  YX_PRIVATE = 1 << 4,
  YX_INDEXED = 1 << 5,
  YX_SECRET = 1 << 6,
} YxFieldFlags;

typedef struct _YxField YxField;
typedef struct _YxRecordType YxRecordType;
typedef struct _YxRecord YxRecord;

/* A choice's value in C, its word on the wire, its English and its Chinese word for people. */
typedef struct
{
  int value;
  const char *nick;
  const char *label;
  const char *heading;
} YxChoice;

/* Says in @error what is wrong with @text, or returns TRUE. */
typedef gboolean (*YxFieldCheck) (const char *text, GError **error);

/* One line of a record's table. */
struct _YxField
{
  const char *name;
  const char *label;   /* English, translated; what forms and messages say */
  const char *heading; /* (nullable) Chinese: the column of a CSV file */
  const char *alias;   /* (nullable) a second English heading */
  YxKind kind;
  guint flags;
  gsize offset;
  gint64 min;
  gint64 max; /* 0: the kind's own limit */
  const char *prefix;
  const YxChoice *choices; /* ends with a NULL nick */
  const YxRecordType *item;
  YxFieldCheck check; /* TEXT and SECRET only */
};

/* A record's table. @name is the SQL table and the word in messages. */
struct _YxRecordType
{
  const char *name;
  gsize size;
  const YxField *fields;
  guint n_fields;
};

#define YX_MAX_FIELDS 192

/* The head of every record. */
struct _YxRecord
{
  const YxRecordType *type;
  gatomicrefcount refs;
  guint64 present[YX_MAX_FIELDS / 64];
  guint64 nulls[YX_MAX_FIELDS / 64];
};

/* Fails to compile unless @member of @Type is a @ctype. */
#define YX_OFFSET(Type, member, ctype) \
  (offsetof (Type, member) \
   + 0 * sizeof (char[__builtin_types_compatible_p (__typeof__ (((Type *) 0)->member), ctype) ? 1 : -1]))

#define YX_FIELD(Type, member, KIND, ctype, text, flag_bits, ...) \
  { .name = #member, .label = text, .kind = KIND, .flags = (flag_bits), \
    .offset = YX_OFFSET (Type, member, ctype), __VA_ARGS__ }

#define YX_TEXT(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_TEXT, char *, text, flags, __VA_ARGS__)
#define YX_ID(Type, member, kind_prefix, text, flags, ...) \
  YX_FIELD (Type, member, YX_KIND_ID, char *, text, flags, .prefix = kind_prefix, __VA_ARGS__)
#define YX_CHOICE(Type, member, words, text, flags, ...) \
  YX_FIELD (Type, member, YX_KIND_CHOICE, int, text, flags, .choices = words, __VA_ARGS__)
#define YX_INT(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_INT, gint64, text, flags, __VA_ARGS__)
#define YX_BOOL(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_BOOL, gboolean, text, flags, __VA_ARGS__)
#define YX_MONEY(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_MONEY, gint64, text, flags, __VA_ARGS__)
#define YX_DATE(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_DATE, YxDate, text, flags, __VA_ARGS__)
#define YX_INSTANT(Type, member, text, flags, ...) \
  YX_FIELD (Type, member, YX_KIND_INSTANT, gint64, text, flags, __VA_ARGS__)
#define YX_BYTES(Type, member, text, flags, ...) YX_FIELD (Type, member, YX_KIND_BYTES, GBytes *, text, flags, __VA_ARGS__)
#define YX_SECRET_FIELD(Type, member, text, flag_bits, ...) \
  YX_FIELD (Type, member, YX_KIND_SECRET, YxSecret *, text, (flag_bits) | YX_SECRET, __VA_ARGS__)
#define YX_RECORD_FIELD(Type, member, type_pointer, text, flags, ...) \
  YX_FIELD (Type, member, YX_KIND_RECORD, YxRecord *, text, flags, .item = type_pointer, __VA_ARGS__)
#define YX_LIST(Type, member, type_pointer, text, flags, ...) \
  YX_FIELD (Type, member, YX_KIND_LIST, GPtrArray *, text, flags, .item = type_pointer, __VA_ARGS__)

#define YX_DECLARE_RECORD(Type, prefix) \
  extern const YxRecordType prefix##_type; \
  static inline Type *prefix##_new (void) { return yx_record_new (&prefix##_type); } \
  static inline Type *prefix##_ref (Type *record) { return yx_record_ref (record); } \
  static inline void prefix##_unref (Type *record) { yx_record_unref (record); } \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_unref)

#define YX_DEFINE_RECORD(Type, prefix, sql_name, table) \
  G_STATIC_ASSERT (G_N_ELEMENTS (table) <= YX_MAX_FIELDS); \
  G_STATIC_ASSERT (offsetof (Type, record) == 0); \
  const YxRecordType prefix##_type = { sql_name, sizeof (Type), table, G_N_ELEMENTS (table) }

/**
 * YxRecordError:
 * @YX_RECORD_ERROR_UNKNOWN: a member that the record does not have or that may not be sent
 * @YX_RECORD_ERROR_MISSING: a required field is absent, null or empty
 * @YX_RECORD_ERROR_TYPE: a value of the wrong type
 * @YX_RECORD_ERROR_SHORT: fewer characters, bytes or items than allowed
 * @YX_RECORD_ERROR_LONG: more than allowed
 * @YX_RECORD_ERROR_RANGE: a number outside its limits
 * @YX_RECORD_ERROR_CHOICE: not one of the choices
 * @YX_RECORD_ERROR_FORMAT: not written as such a value is
 */
typedef enum
{
  YX_RECORD_ERROR_UNKNOWN,
  YX_RECORD_ERROR_MISSING,
  YX_RECORD_ERROR_TYPE,
  YX_RECORD_ERROR_SHORT,
  YX_RECORD_ERROR_LONG,
  YX_RECORD_ERROR_RANGE,
  YX_RECORD_ERROR_CHOICE,
  YX_RECORD_ERROR_FORMAT,
} YxRecordError;

#define YX_RECORD_ERROR (yx_record_error_quark ())
GQuark yx_record_error_quark (void);
const char *yx_record_error_field (const GError *error);
void yx_record_error_set (GError **error, YxRecordError code, const char *field, const char *format, ...) G_GNUC_PRINTF (4, 5);

gpointer yx_record_new (const YxRecordType *type);
gpointer yx_record_ref (gpointer record);
void yx_record_unref (gpointer record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxRecord, yx_record_unref)

const YxField *yx_record_type_find (const YxRecordType *type, const char *name);
gboolean yx_record_has (gconstpointer record, const char *field);
gboolean yx_record_is_null (gconstpointer record, const char *field);

/* While only the maker holds the record. */
void yx_record_set_text (gpointer record, const char *field, const char *value);
void yx_record_set_int (gpointer record, const char *field, gint64 value);
void yx_record_set_bytes (gpointer record, const char *field, GBytes *value);
void yx_record_set_secret (gpointer record, const char *field, YxSecret *value);
void yx_record_set_record (gpointer record, const char *field, gpointer value);
void yx_record_take_list (gpointer record, const char *field, GPtrArray *value);
void yx_record_set_null (gpointer record, const char *field);
void yx_record_unset (gpointer record, const char *field);
gboolean yx_record_set_typed (gpointer record, const char *field, const char *typed, GError **error);

const char *yx_record_get_text (gconstpointer record, const char *field);
gint64 yx_record_get_int (gconstpointer record, const char *field);
char *yx_record_show (gconstpointer record, const char *field);

gpointer yx_record_copy (gconstpointer record);
gpointer yx_record_merge (gconstpointer record, gconstpointer patch);
gboolean yx_record_equal (gconstpointer a, gconstpointer b);
gboolean yx_record_validate (gconstpointer record, GError **error);
gboolean yx_record_validate_field (gconstpointer record, const YxField *field, GError **error);

gpointer yx_record_from_json (const YxRecordType *type, JsonNode *node, YxFieldFlags as, GError **error);
JsonNode *yx_record_to_json (gconstpointer record, YxFieldFlags as);
void yx_record_write (gconstpointer record, YxFieldFlags as, GString *into);
void yx_record_write_field (gconstpointer record, const YxField *field, YxFieldFlags as, GString *into);
char *yx_record_to_text (gconstpointer record, YxFieldFlags as);
YxSecret *yx_record_to_request (gconstpointer record, YxFieldFlags as);

const YxChoice *yx_choice_find (const YxChoice *choices, int value);
const YxChoice *yx_choice_parse (const YxChoice *choices, const char *nick_or_word);

/* For those who walk a table: the database, forms, columns. */
gpointer yx_field_at (const YxField *field, gconstpointer record);
gboolean yx_field_present (const YxField *field, gconstpointer record);
gboolean yx_field_is_null (const YxField *field, gconstpointer record);
void yx_field_set_text (const YxField *field, gpointer record, const char *value);
void yx_field_set_int (const YxField *field, gpointer record, gint64 value);
void yx_field_set_bytes (const YxField *field, gpointer record, GBytes *value);
gint64 yx_field_limit (const YxField *field);

G_END_DECLS
