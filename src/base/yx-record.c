#include "base/yx-record.h"
