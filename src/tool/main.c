/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-main.h"

int
main (int argc, char **argv)
{
  return yx_tool_main (argv);
}
