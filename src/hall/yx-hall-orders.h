/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall.h"
#include "model/yx-issued-certificate.h"

G_BEGIN_DECLS

/**
 * YxHallOrders:
 *
 * A worker that asks the licensed authority how orders stand, and takes what it issues once it is what was ordered.
 */
YxHallOrders *yx_hall_orders_new (YxHall *hall);
void yx_hall_orders_free (YxHallOrders *orders);
void yx_hall_orders_sweep (YxHallOrders *orders);

gboolean yx_hall_order_advance (YxHall *hall, const char *certificate, GError **error);
gboolean yx_hall_order_subject (YxHall *hall,
                                const char *account,
                                YxSubject *subject,
                                GPtrArray *keep,
                                GError **error);
void yx_hall_order_describe (YxIssuedCertificate *row, YxCertificate *certificate, const char *authority);

G_END_DECLS
