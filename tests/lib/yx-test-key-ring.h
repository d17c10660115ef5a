/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void yx_test_use_key_ring (const char *folder);
